package org.duban.desk.tasks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.duban.access.PresentUser;
import org.duban.access.UserRole;
import org.duban.desk.DeskPages;
import org.duban.desk.tasks.DeskEvents.Sent;
import org.duban.desk.tasks.TaskFormReader.Read;
import org.duban.directory.Scope;
import org.duban.events.FieldProblem;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.task.ActRights.Denial;
import org.duban.task.ActRule;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page on which an office amends a task: what changes can be seen first, and a counted deadline always is. */
@RestController
@ConditionalOnRole(Role.DESK)
final class AmendController {

    private final TaskDesk desk;
    private final TaskForms forms;
    private final DeskEvents events;
    private final PresentUser user;

    AmendController(TaskDesk desk, TaskForms forms, DeskEvents events, PresentUser user) {
        this.desk = desk;
        this.forms = forms;
        this.events = events;
        this.user = user;
    }

    /** A task that may be amended, and how its form is read. */
    private record Amending(OneTask opened, TaskFormReader reader, List<String> as) {
        Task task() {
            return opened.task();
        }

        TaskForm before() {
            return TaskAmendment.form(task(), new TypedUnits(reader.words(), reader.seen()), opened.lines());
        }

        TaskAmendment amendment(Read read) {
            return new TaskAmendment(task(), read, reader.words(), opened.lines());
        }
    }

    /** A form as it came back. */
    private record Given(
            TaskForm form,
            String copy,
            String seen,
            Map<String, String> mistakes,
            @Nullable Read read) {
        String by(List<String> as) {
            var chosen = form.value(TaskForm.BY);
            return as.contains(chosen) ? chosen : as.stream().findFirst().orElse("");
        }

        boolean counted() {
            return read != null && read.deadline() != null && read.deadline().counted();
        }
    }

    @GetMapping(path = TaskAddresses.AMEND, produces = DeskPages.HTML)
    ResponseEntity<String> show(@PathVariable String id, CsrfToken token, Locale browser) {
        var opened = desk.open(id, browser, user.scope(UserRole.OFFICE));
        if (opened.isEmpty()) {
            return desk.missing(browser);
        }
        var denial = opened.get().acts().denial(ActRule.AMENDED);
        if (denial.isPresent()) {
            return denied(denial.get(), browser);
        }
        var amending = amending(opened.get());
        var given = new Given(amending.before(), DeskEvents.newForm(), revision(amending.task()), Map.of(), null);
        return page(HttpStatus.OK, amending, given, null, token);
    }

    /** @param wanted {@code amend}, or else only to see what would be */
    @PostMapping(path = TaskAddresses.AMEND, produces = DeskPages.HTML)
    ResponseEntity<String> amend(
            @PathVariable String id,
            @RequestParam Map<String, String> values,
            @RequestParam(name = "do", defaultValue = "preview") String wanted,
            CsrfToken token,
            Locale browser) {
        var opened = desk.open(id, browser, user.scope(UserRole.OFFICE));
        var copy = values.getOrDefault("form", "");
        if (opened.isEmpty() || !DeskEvents.isForm(copy)) {
            return show(id, token, browser);
        }
        var amending = amending(opened.get());
        // What a form leaves out stays as it is.
        var form = new TaskForm(amending.before().with(values));
        var read = amending.reader.read(form, amending.task().leadUnit());
        var given = new Given(form, copy, values.getOrDefault("seen", ""), new HashMap<>(read.mistakes()), read);
        given.mistakes.putAll(amending.amendment(read).emptied(form));
        return amend(amending, given, wanted.equals("amend"), token);
    }

    private ResponseEntity<String> amend(Amending amending, Given given, boolean send, CsrfToken token) {
        var id = amending.task().id();
        var event = event(amending, given);
        if (send && events.recorded(event, id)) {
            return TaskForms.sent(id, event);
        }
        var denial = amending.opened.acts().denial(ActRule.AMENDED);
        if (denial.isPresent()) {
            return denied(denial.get(), amending.opened.browser());
        }
        if (!given.seen.equals(revision(amending.task()))) {
            var now = new Given(given.form, given.copy, revision(amending.task()), given.mistakes, given.read);
            return page(
                    HttpStatus.CONFLICT, amending, now, banner(amending, "bad", "sent.refused", "sent.changed"), token);
        }
        if (!given.mistakes.isEmpty()) {
            var banner = banner(amending, "bad", "sent.refused", "sent.wrong");
            return page(HttpStatus.UNPROCESSABLE_CONTENT, amending, given, banner, token);
        }
        if (given.read == null || amending.amendment(given.read).data().isEmpty()) {
            return page(
                    HttpStatus.OK, amending, given, banner(amending, "wait", "amend.same", "amend.same.text"), token);
        }
        return send && !given.counted()
                ? send(amending, given, event, token)
                : page(
                        HttpStatus.OK,
                        amending,
                        given,
                        banner(amending, "wait", "amend.check", "amend.check.text"),
                        token);
    }

    private static String event(Amending amending, Given given) {
        var data = given.read == null ? "" : given.read.data().toString();
        return DeskEvents.eventId(
                given.copy, amending.task().id(), ActRule.AMENDED.name(), given.by(amending.as), data);
    }

    private ResponseEntity<String> send(Amending amending, Given given, String event, CsrfToken token) {
        var id = amending.task().id();
        var words = amending.reader.words();
        var data = amending.amendment(Objects.requireNonNull(given.read)).data();
        if (!given.by(amending.as).isEmpty()) {
            data.put(TaskForm.BY, given.by(amending.as));
        }
        var outcome = events.send(event, ActRule.AMENDED.type(), id, data);
        if (outcome instanceof Sent.Refused refused) {
            var flaw = FieldProblem.inside(refused.why().first(), "data");
            given.mistakes.put(flaw.field().replaceAll("\\[.*", ""), forms.said(flaw.bare(), words));
            return page(HttpStatus.UNPROCESSABLE_CONTENT, amending, given, forms.refused(words, refused), token);
        }
        return outcome instanceof Sent.NotTaken
                ? page(HttpStatus.SERVICE_UNAVAILABLE, amending, given, TaskForms.notTaken(words), token)
                : TaskForms.sent(id, event);
    }

    /** Who is on a task that is seen is no secret. */
    private Amending amending(OneTask opened) {
        var task = opened.task();
        var scope = user.scope();
        var units = new HashSet<>(scope.units());
        units.add(task.leadUnit());
        units.addAll(task.assistingUnits());
        var reader = forms.reader(opened.browser(), scope.everything() ? scope : Scope.of(units));
        return new Amending(opened, reader, opened.acts().as(ActRule.AMENDED));
    }

    private ResponseEntity<String> denied(Denial denial, Locale browser) {
        var what = denial instanceof Denial.NotNow ? "no-amend" : "not-yours-to-amend";
        return forms.message(HttpStatus.CONFLICT, what, browser);
    }

    private static Banner banner(Amending amending, String tone, String title, String text) {
        return new Banner(
                tone,
                amending.reader.words().say(title),
                amending.reader.words().say(text));
    }

    private static String revision(Task task) {
        return String.valueOf(task.revision());
    }

    private ResponseEntity<String> page(
            HttpStatus status, Amending amending, Given given, @Nullable Banner banner, CsrfToken token) {
        var words = amending.reader.words();
        var values = new HashMap<>(given.form.values());
        var read = given.read;
        if (read != null && read.deadline() != null) {
            values.put(TaskForm.DEADLINE, TaskFormReader.typed(read.deadline()));
        }
        var view = new TaskFormView(
                amending.opened.lines(),
                amending.reader.rules(),
                new TaskForm(values),
                given.mistakes,
                read == null ? List.of() : amending.reader.said(read));
        var id = amending.task().id();
        return forms.page(
                status,
                new TaskFormPage(
                        words,
                        "amend",
                        id,
                        banner,
                        view.fields(TaskForm.AMENDED),
                        view.as(amending.as, given.by(amending.as)),
                        List.of(),
                        null,
                        read == null ? List.of() : amending.amendment(read).changes(),
                        TaskAddresses.amend(id),
                        given.copy,
                        given.seen,
                        token.getToken(),
                        forms.version()));
    }
}
