package org.duban.desk.tasks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.answers.ActForms;
import org.duban.answers.links.Answer;
import org.duban.answers.links.FormOfAct;
import org.duban.desk.DeskPages;
import org.duban.desk.tasks.DeskEvents.Sent;
import org.duban.events.FieldProblem;
import org.duban.files.Blank;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.task.ActRights.Denial;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes the forms of the page of a task: each becomes the task event that it is, once, or comes back as it was filled in. */
@RestController
@ConditionalOnRole(Role.DESK)
final class DeskActsController {

    private final TaskDesk desk;
    private final DeskEvents events;

    DeskActsController(TaskDesk desk, DeskEvents events) {
        this.desk = desk;
        this.events = events;
    }

    /**
     * A form as it came.
     *
     * @param form names the copy that was shown
     * @param seen as of which state of the task
     */
    private record Pressed(
            OneTask opened, FormOfAct act, String form, String seen, String by, Map<String, String> values) {
        String event() {
            return DeskEvents.eventId(form, opened.task().id(), act.name(), by, ActForms.written(act, values));
        }

        GivenForm back(Map<String, String> mistakes) {
            return new GivenForm(act, form, by, values, mistakes);
        }
    }

    @PostMapping(path = TaskAddresses.ACTS, produces = DeskPages.HTML)
    ResponseEntity<String> act(
            @PathVariable String id, @RequestParam Map<String, String> values, CsrfToken token, Locale browser) {
        var opened = desk.open(id, browser);
        if (opened.isEmpty()) {
            return desk.missing(browser);
        }
        var act = named(values.getOrDefault("act", ""));
        var form = values.getOrDefault("form", "");
        if (act.isEmpty() || !DeskEvents.isForm(form)) {
            // Not our form: whoever posts here has not seen what it does.
            return refused(HttpStatus.UNPROCESSABLE_CONTENT, opened.get(), "sent.not-ours", null, token);
        }
        return act(
                new Pressed(
                        opened.get(),
                        act.get(),
                        form,
                        values.getOrDefault("seen", ""),
                        Blank.strip(values.getOrDefault("by", "")),
                        values),
                token);
    }

    private static Optional<FormOfAct> named(String name) {
        return Stream.<FormOfAct>concat(Arrays.stream(Answer.values()), Arrays.stream(DeskAct.values()))
                .filter(act -> act.name().equals(name))
                .findFirst();
    }

    private ResponseEntity<String> act(Pressed pressed, CsrfToken token) {
        var opened = pressed.opened;
        var id = opened.task().id();
        if (events.recorded(pressed.event(), id)) {
            return sent(id, pressed.event());
        }
        if (!pressed.seen.equals(String.valueOf(opened.task().revision()))) {
            return changed(pressed, token);
        }
        var offer = opened.acts().offer(pressed.act.name());
        if (offer.isEmpty() || !offer.get().as().contains(pressed.by)) {
            return denied(pressed, token);
        }
        var mistakes = opened.forms().mistakes(pressed.act, pressed.by, pressed.values);
        if (!mistakes.isEmpty()) {
            return refused(HttpStatus.UNPROCESSABLE_CONTENT, opened, "sent.wrong", pressed.back(mistakes), token);
        }
        return send(pressed, token);
    }

    private ResponseEntity<String> send(Pressed pressed, CsrfToken token) {
        var opened = pressed.opened;
        var id = opened.task().id();
        var data = opened.forms().data(pressed.act, pressed.by, pressed.values);
        var outcome = events.send(pressed.event(), pressed.act.rule().type(), id, data);
        if (outcome instanceof Sent.Refused refused) {
            // What the ledger refuses may be what has just changed: the form comes back beside the task as it is now.
            var now = desk.open(id, opened.browser()).orElse(opened);
            return objected(now, pressed, refused.why(), token);
        }
        return outcome instanceof Sent.NotTaken
                ? refused(HttpStatus.SERVICE_UNAVAILABLE, opened, "sent.not-taken", pressed.back(Map.of()), token)
                : sent(id, pressed.event());
    }

    private ResponseEntity<String> objected(OneTask now, Pressed pressed, Reason reason, CsrfToken token) {
        var words = now.words();
        var mistakes = new HashMap<String, String>();
        ActForms.field(pressed.act, FieldProblem.inside(reason.first(), "data").field())
                .ifPresent(field -> mistakes.put(field, desk.said(reason.first().bare(), words)));
        var banner =
                new Banner("bad", words.say("sent.refused"), words.say("sent.refused.text", desk.said(reason, words)));
        return desk.page(HttpStatus.UNPROCESSABLE_CONTENT, now, banner, pressed.back(mistakes), token.getToken());
    }

    /** What was written stays where the act can still be done; where it cannot, the page says why. */
    private ResponseEntity<String> changed(Pressed pressed, CsrfToken token) {
        var still = pressed.opened.acts().offer(pressed.act.name()).isPresent();
        return still
                ? refused(HttpStatus.CONFLICT, pressed.opened, "sent.changed", pressed.back(Map.of()), token)
                : denied(pressed, token);
    }

    private ResponseEntity<String> denied(Pressed pressed, CsrfToken token) {
        var opened = pressed.opened;
        var words = opened.words();
        var denial = opened.acts().denial(pressed.act.rule());
        if (denial.isPresent() && denial.get() instanceof Denial.NotNow notNow) {
            var banner = new Banner("bad", words.say("sent.refused"), words.say("needs." + notNow.needs()));
            return desk.page(HttpStatus.CONFLICT, opened, written(banner, pressed), null, token.getToken());
        }
        var theirs = ActsViewMaker.who(opened.lines(), opened.acts(), pressed.act.rule());
        var banner = denial.isPresent()
                ? new Banner("bad", words.say("sent.refused"), words.say("sent.not-yours", theirs))
                : new Banner("bad", words.say("sent.refused"), words.say("sent.not-now"));
        return desk.page(
                denial.isPresent() ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT,
                opened,
                written(banner, pressed),
                null,
                token.getToken());
    }

    /** Without a form to come back to, what was written stands in the banner. */
    private static Banner written(Banner banner, Pressed pressed) {
        var text = Blank.strip(ActForms.written(pressed.act, pressed.values));
        return text.isEmpty()
                ? banner
                : new Banner(
                        banner.tone(),
                        banner.title(),
                        banner.text() + "\n" + pressed.opened.words().say("sent.written", text));
    }

    private ResponseEntity<String> refused(
            HttpStatus status, OneTask opened, String key, @Nullable GivenForm back, CsrfToken token) {
        var words = opened.words();
        var banner = new Banner("bad", words.say("sent.refused"), words.say(key));
        return desk.page(status, opened, banner, back, token.getToken());
    }

    private static ResponseEntity<String> sent(String id, String event) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(TaskAddresses.sent(id, event))
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
