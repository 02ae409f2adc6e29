package org.duban.desk.tasks;

import java.util.Locale;
import java.util.Optional;
import org.duban.desk.DeskPages;
import org.duban.desk.tasks.DeskEvents.Sent;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.timeline.TaskTimeline;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page of one task. */
@RestController
@ConditionalOnRole(Role.DESK)
final class TaskController {

    private final TaskDesk desk;
    private final DeskEvents events;

    TaskController(TaskDesk desk, DeskEvents events) {
        this.desk = desk;
        this.events = events;
    }

    /**
     * @param sent the event that an act has become, of which the page says what became of it
     * @param reminded whether a notice has just been sent once more
     */
    @GetMapping(path = TaskAddresses.TASK, produces = DeskPages.HTML)
    ResponseEntity<String> show(
            @PathVariable String id,
            @RequestParam @Nullable String sent,
            @RequestParam @Nullable String reminded,
            CsrfToken token,
            Locale browser) {
        return desk.open(id, browser)
                .map(opened -> desk.page(
                        HttpStatus.OK,
                        opened,
                        Optional.ofNullable(sent)
                                .map(event -> banner(opened, event))
                                .orElseGet(() -> reminded(opened, reminded)),
                        null,
                        token.getToken()))
                .orElseGet(() -> sent == null ? desk.missing(browser) : desk.notYet(browser));
    }

    private static @Nullable Banner reminded(OneTask opened, @Nullable String reminded) {
        var words = opened.words();
        return reminded == null ? null : new Banner("good", words.say("reminded"), words.say("reminded.text"));
    }

    private Banner banner(OneTask opened, String event) {
        var words = opened.words();
        var what = desk.timeline(opened).flatMap(timeline -> what(timeline, event));
        if (what.isPresent()) {
            return new Banner("good", words.say("sent.recorded"), what.get());
        }
        var known = events.known(event, opened.task().id());
        return known.isPresent() && known.get() instanceof Sent.Refused refused
                ? new Banner(
                        "bad",
                        words.say("sent.refused"),
                        words.say("sent.refused.later", desk.said(refused.why(), words)))
                : new Banner(
                        "wait",
                        words.say("sent.waiting"),
                        words.say("sent.waiting.text"),
                        TaskAddresses.sent(opened.task().id(), event).toString());
    }

    private Optional<String> what(TaskTimeline timeline, String event) {
        return timeline.events().stream()
                .filter(one -> events.is(event, one.source(), one.id()))
                .map(TaskTimeline.Event::what)
                .findFirst();
    }
}
