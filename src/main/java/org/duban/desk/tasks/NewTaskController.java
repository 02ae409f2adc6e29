package org.duban.desk.tasks;

import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duban.access.PresentUser;
import org.duban.access.UserActs;
import org.duban.desk.DeskPages;
import org.duban.desk.TaskLines;
import org.duban.desk.tasks.DeskEvents.Sent;
import org.duban.desk.tasks.TaskFormPage.Plan;
import org.duban.desk.tasks.TaskFormReader.Read;
import org.duban.events.FieldProblem;
import org.duban.events.ProposedAssignmentParser;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.task.ActRule;
import org.duban.timeline.PlanPreview;
import org.duban.timeline.PreviewBuilder;
import org.duban.timeline.PreviewResult;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The page on which a task is assigned: what will be told of it can be seen first, and a counted deadline always is. */
@RestController
@ConditionalOnRole(Role.DESK)
final class NewTaskController {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String TITLE = "title";
    private static final int OCCURRENCES = 1;
    private static final int ID_DIGITS = 6;

    private final TaskForms forms;
    private final DeskEvents events;
    private final UserActs acts;
    private final PresentUser user;
    private final PreviewBuilder previews;
    private final ProposedAssignmentParser parser = new ProposedAssignmentParser();

    NewTaskController(TaskForms forms, DeskEvents events, UserActs acts, PresentUser user) {
        this.forms = forms;
        this.events = events;
        this.acts = acts;
        this.user = user;
        this.previews = forms.previews();
    }

    /** What was written, and what it amounts to. */
    private record Draft(
            TaskForm form,
            String copy,
            TaskLines lines,
            TaskFormReader reader,
            Read read,
            List<String> as,
            Map<String, String> mistakes,
            Locale browser) {

        String by() {
            var chosen = form.value(TaskForm.BY);
            return as.contains(chosen) ? chosen : as.stream().findFirst().orElse("");
        }

        /** Whether the one who acts is named, or need not be. */
        boolean actorIsClear() {
            return as.size() <= 1 || as.contains(form.value(TaskForm.BY));
        }

        boolean counted() {
            return read.deadline() != null && read.deadline().counted();
        }

        String taskId() {
            var written = form.value(TaskForm.ID);
            var day = reader.now().atZone(read.zone()).toLocalDate();
            return written.isEmpty() ? DAY.format(day) + "-" + copy.substring(0, ID_DIGITS) : written;
        }

        ObjectNode data() {
            var data = read.data().deepCopy();
            return by().isEmpty() ? data : data.put(TaskForm.BY, by());
        }
    }

    @GetMapping(path = TaskAddresses.NEW, produces = DeskPages.HTML)
    ResponseEntity<String> show(@RequestParam Map<String, String> values, CsrfToken token, Locale browser) {
        var reader = forms.reader(browser, user.scope());
        var read = reader.read(new TaskForm(Map.of()), null);
        var draft = new Draft(
                new TaskForm(values),
                DeskEvents.newForm(),
                forms.lines(browser),
                reader,
                read,
                List.of(),
                Map.of(),
                browser);
        return page(HttpStatus.OK, draft, null, null, token);
    }

    /** @param wanted {@code assign}, or else only to see what would be */
    @PostMapping(path = TaskAddresses.NEW, produces = DeskPages.HTML)
    ResponseEntity<String> write(
            @RequestParam Map<String, String> values,
            @RequestParam(name = "do", defaultValue = "preview") String wanted,
            CsrfToken token,
            Locale browser) {
        var copy = values.getOrDefault("form", "");
        if (!DeskEvents.isForm(copy)) {
            return show(values, token, browser);
        }
        var draft = draft(new TaskForm(values), copy, browser);
        if (!draft.mistakes.isEmpty()) {
            return wrong(draft, token);
        }
        var previewed = preview(draft);
        if (previewed instanceof PreviewResult.Refused refused) {
            refused.flaws().forEach(flaw -> mistake(flaw, draft));
            return wrong(draft, token);
        }
        var plan = ((PreviewResult.Shown) previewed).preview();
        if (!wanted.equals("assign")) {
            return page(HttpStatus.OK, draft, null, plan, token);
        }
        return draft.counted() || !draft.actorIsClear() ? toBeChecked(draft, plan, token) : assign(draft, plan, token);
    }

    /** What is written so far, for the page that shows it beside: no field has to be there yet, and nothing is kept. */
    @PostMapping(path = TaskAddresses.NEW, headers = "HX-Request", produces = DeskPages.HTML)
    ResponseEntity<String> typed(@RequestParam Map<String, String> values, Locale browser) {
        var written = new TaskForm(values);
        var titled = written.value(TITLE).isEmpty()
                ? new TaskForm(written.with(Map.of(TITLE, forms.words(browser).say("plan.untitled"))))
                : written;
        var draft = draft(titled, DeskEvents.newForm(), browser);
        var plan = draft.mistakes.isEmpty() ? plan(draft) : null;
        var words = draft.reader.words();
        var flaws = draft.mistakes.entrySet().stream()
                .filter(flaw -> !written.value(flaw.getKey()).isEmpty())
                .map(flaw -> words.say("plan.flaw", words.say("field." + flaw.getKey()), flaw.getValue()))
                .toList();
        return forms.typed(new TypedPlan(words, plan, draft.reader.said(draft.read), flaws));
    }

    private @Nullable Plan plan(Draft draft) {
        var previewed = preview(draft);
        if (previewed instanceof PreviewResult.Refused refused) {
            refused.flaws().forEach(flaw -> mistake(flaw, draft));
            return null;
        }
        return view(draft, draft.form).plan(((PreviewResult.Shown) previewed).preview(), draft.read.zone());
    }

    private Draft draft(TaskForm form, String copy, Locale browser) {
        var reader = forms.reader(browser, user.scope());
        var read = reader.read(form, null);
        var mistakes = new LinkedHashMap<>(read.mistakes());
        var lead = read.lead();
        var as = lead == null ? List.<String>of() : acts.assigning(lead);
        if (lead != null && as.isEmpty()) {
            mistakes.put(TaskForm.LEAD, reader.words().say("write.not-above"));
        }
        return new Draft(form, copy, forms.lines(browser), reader, read, as, mistakes, browser);
    }

    private PreviewResult preview(Draft draft) {
        var now = draft.reader.now();
        var proposal = parser.read(JsonMapper.shared().writeValueAsBytes(draft.data()), now);
        var question = new PreviewBuilder.Question(
                proposal, OCCURRENCES, draft.reader.words().locale(), now);
        return previews.preview(question, draft.lines.units(), user.scope());
    }

    private ResponseEntity<String> toBeChecked(Draft draft, PlanPreview plan, CsrfToken token) {
        var words = draft.lines.words();
        var banner = new Banner("wait", words.say("assign.check"), words.say("assign.check.text"));
        return page(HttpStatus.OK, draft, banner, plan, token);
    }

    private ResponseEntity<String> assign(Draft draft, PlanPreview plan, CsrfToken token) {
        var id = draft.taskId();
        var data = draft.data();
        var event = DeskEvents.eventId(draft.copy, id, ActRule.ASSIGNED.name(), data.toString());
        if (events.recorded(event, id)) {
            return TaskForms.sent(id, event);
        }
        var words = draft.lines.words();
        var outcome = events.send(event, ActRule.ASSIGNED.type(), id, data);
        if (outcome instanceof Sent.Recorded) {
            return TaskForms.sent(id, event);
        }
        if (outcome instanceof Sent.Refused refused) {
            refused.why().each().forEach(flaw -> mistake(FieldProblem.inside(flaw, "data"), draft));
            return page(HttpStatus.UNPROCESSABLE_CONTENT, draft, forms.refused(words, refused), null, token);
        }
        return outcome instanceof Sent.OnItsWay
                ? page(HttpStatus.ACCEPTED, draft, TaskForms.onItsWay(words, id, event), plan, token)
                : page(HttpStatus.SERVICE_UNAVAILABLE, draft, TaskForms.notTaken(words), plan, token);
    }

    private void mistake(Reason flaw, Draft draft) {
        var field = flaw.field().equals("subject") ? TaskForm.ID : flaw.field().replaceAll("\\[.*", "");
        draft.mistakes.putIfAbsent(
                TaskForm.ALL.contains(field) ? field : TITLE, forms.said(flaw.bare(), draft.lines.words()));
    }

    private ResponseEntity<String> wrong(Draft draft, CsrfToken token) {
        var words = draft.lines.words();
        var banner = new Banner("bad", words.say("sent.refused"), words.say("sent.wrong"));
        return page(HttpStatus.UNPROCESSABLE_CONTENT, draft, banner, null, token);
    }

    private ResponseEntity<String> page(
            HttpStatus status, Draft draft, @Nullable Banner banner, @Nullable PlanPreview plan, CsrfToken token) {
        var typed = new TypedUnits(draft.lines.words(), draft.reader.seen());
        var view = view(draft, understood(draft, typed));
        return forms.page(
                status,
                new TaskFormPage(
                        draft.lines.words(),
                        "assign",
                        null,
                        banner,
                        view.fields(TaskForm.ALL),
                        view.as(draft.as, draft.by()),
                        typed.proposed(),
                        plan == null ? null : view.plan(plan, draft.read.zone()),
                        List.of(),
                        TaskAddresses.NEW,
                        draft.copy,
                        "",
                        token.getToken(),
                        forms.version()));
    }

    private static TaskFormView view(Draft draft, TaskForm shown) {
        return new TaskFormView(
                draft.lines, draft.reader.rules(), shown, draft.mistakes, draft.reader.said(draft.read));
    }

    /** Units stand in the form by their names, and a counted deadline as the day that it means, which it means tomorrow, too. */
    private static TaskForm understood(Draft draft, TypedUnits typed) {
        var values = new HashMap<>(draft.form.values());
        var written = draft.read.data();
        var meant = draft.read.deadline();
        if (meant != null) {
            values.put(TaskForm.DEADLINE, TaskFormReader.typed(meant));
        }
        if (written.has(TaskForm.LEAD)) {
            values.put(
                    TaskForm.LEAD,
                    typed.typed(List.of(written.path(TaskForm.LEAD).asString())));
        }
        if (written.has(TaskForm.ASSISTING)) {
            var codes = written.path(TaskForm.ASSISTING).valueStream().map(JsonNode::asString);
            values.put(TaskForm.ASSISTING, typed.typed(codes.toList()));
        }
        return new TaskForm(values);
    }
}
