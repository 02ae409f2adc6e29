package org.duban.answers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerGrant;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.events.Envelope;
import org.duban.events.TaskEventPublisher;
import org.duban.ledger.TaskLedger;
import org.duban.notice.ActReceipts;
import org.duban.process.DubanProperties;
import org.duban.task.ActParser;
import org.duban.task.DryRunFold;
import org.duban.task.LedgerEntry;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns an answer into the task event that it is, once. */
@Component
final class AnswerService {

    private static final Logger log = LoggerFactory.getLogger(AnswerService.class);

    private final TaskLedger ledger;
    private final Directory directory;
    private final TaskEventPublisher door;
    private final ActParser acts;
    private final ActReceipts actedOn;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final JsonMapper json;
    private final String source;

    /** It takes so many because an answer is held against ledger and tree, goes out by the door of events, and leaves a receipt and an entry. */
    AnswerService(
            TaskLedger ledger,
            Directory directory,
            TaskEventPublisher door,
            ActParser acts,
            ActReceipts actedOn,
            AuditTrail audit,
            InstantSource clock,
            JsonMapper json,
            DubanProperties duban) {
        this.ledger = ledger;
        this.directory = directory;
        this.door = door;
        this.acts = acts;
        this.actedOn = actedOn;
        this.audit = audit;
        this.clock = clock;
        this.json = json;
        this.source = duban.baseUrl().toString().replaceAll("/+$", "") + "/answers";
    }

    Optional<Task> task(AnswerGrant right) {
        return ledger.task(right.taskId());
    }

    Instant now() {
        return clock.instant();
    }

    /** What stands in the way of this right now. */
    Optional<AnswerRefusal> hindrance(AnswerGrant right) {
        return task(right)
                .map(task -> hindrance(right, task, ledger.history(right.taskId())))
                .orElse(Optional.of(AnswerRefusal.UNKNOWN));
    }

    private Optional<AnswerRefusal> hindrance(AnswerGrant right, Task task, List<LedgerEntry> history) {
        if (!right.answer().repeatable() && applied(history, eventId(right, "")).isPresent()) {
            return Optional.of(AnswerRefusal.ANSWERED);
        }
        if (!clock.instant().isBefore(right.until())) {
            return Optional.of(AnswerRefusal.EXPIRED);
        }
        return new GrantCheck(right, task, history, directory.tree(), clock.instant()).hindrance();
    }

    /** The tasks that a letter told, as they are now, and what stands in the way of each answer to it. */
    List<AskedTask> standing(List<LetterGrants.OfTask> letter) {
        var tasks =
                ledger.tasks(letter.stream().map(LetterGrants.OfTask::taskId).toList());
        return letter.stream()
                .map(told -> standing(told, tasks.get(told.taskId())))
                .toList();
    }

    private AskedTask standing(LetterGrants.OfTask told, @Nullable Task task) {
        var history = task == null ? List.<LedgerEntry>of() : ledger.history(told.taskId());
        return new AskedTask(told, task, choices(told.grants(), task, history), choices(told.charge(), task, history));
    }

    private List<AskedTask.Choice> choices(List<AnswerGrant> grants, @Nullable Task task, List<LedgerEntry> history) {
        return grants.stream()
                .map(grant -> new AskedTask.Choice(
                        grant, task == null ? Optional.of(AnswerRefusal.UNKNOWN) : hindrance(grant, task, history)))
                .toList();
    }

    /** When the ledger learned of the answer; empty while it has not. */
    Optional<Instant> recorded(AnswerGrant right, String eventId) {
        return applied(ledger.history(right.taskId()), eventId).map(LedgerEntry::appliedAt);
    }

    /** The id of the event that an answer becomes: the same press twice is one event. */
    static String eventId(AnswerGrant right, String form) {
        var once =
                String.join("\n", right.notice().toString(), right.answer().name(), right.taskId(), right.unit(), form);
        return right.notice() + "-" + UUID.nameUUIDFromBytes(once.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param form names the copy of the form that was filled in, for answers that may be given again; that of an office in charge says of
     *     which {@linkplain #copy state} of the task it was shown
     * @throws org.duban.events.TaskEventPublisher.EventsNotWritten if Kafka did not take it
     */
    AnswerOutcome answer(AnswerGrant right, Map<String, String> values, String form) {
        var filled = new AnswerForm(right.answer(), values);
        var eventId = eventId(right, once(right.answer(), filled, form));
        if (right.answer().office() && recorded(right, eventId).isPresent()) {
            return new AnswerOutcome.Sent(eventId);
        }
        var hindrance = hindrance(right);
        if (hindrance.isPresent()) {
            return new AnswerOutcome.Hindered(hindrance.get());
        }
        var task = task(right).orElseThrow();
        if (right.answer().office() && !form.equals(copy(task))) {
            return new AnswerOutcome.Changed();
        }
        var against = new AnswerForm.Against(task, right.unit(), directory.tree(), today(task));
        var mistakes = filled.mistakes(against);
        return mistakes.isEmpty()
                ? write(right, task, eventId, filled.data(json, against))
                : new AnswerOutcome.Wrong(mistakes);
    }

    /** What makes two presses one event: the link alone, the copy of the form, or, for an office in charge, also what it wrote. */
    private static String once(Answer answer, AnswerForm filled, String form) {
        if (answer.office()) {
            return form + "\n" + filled.written();
        }
        return answer.repeatable() ? form : "";
    }

    /**
     * Names the copies of a form of an office in charge that are shown while a task stays as it is: it decides on what it has
     * read.
     */
    static String copy(Task task) {
        return "r" + task.revision();
    }

    private LocalDate today(Task task) {
        var zone = directory.tree().unit(task.leadUnit()).map(Unit::zone).orElse(ZoneOffset.UTC);
        return clock.instant().atZone(zone).toLocalDate();
    }

    private AnswerOutcome write(AnswerGrant right, Task task, String eventId, ObjectNode data) {
        var event = event(right, eventId, data);
        if (new DryRunFold(directory.tree()).next(task, event, event.time()) instanceof Verdict.Refused refused) {
            return new AnswerOutcome.Refused(refused.why());
        }
        var objections = door.write(json.writeValueAsBytes(cloudEvent(event))).objections();
        if (!objections.isEmpty()) {
            return new AnswerOutcome.Refused(objections.get(0).why());
        }
        given(right, event);
        return new AnswerOutcome.Sent(eventId);
    }

    /**
     * Signs for several tasks, nothing of which stands in the way, by one write. If one of them is not taken, the others are all the
     * same.
     *
     * @throws org.duban.events.TaskEventPublisher.EventsNotWritten if Kafka did not take them
     */
    void sign(List<AnswerGrant> rights) {
        var events = new LinkedHashMap<AnswerGrant, TaskEvent>();
        rights.forEach(right -> events.put(
                right, event(right, eventId(right, ""), json.createObjectNode().put("by", right.unit()))));
        var batch = json.createArrayNode();
        events.values().forEach(event -> batch.add(cloudEvent(event)));
        if (door.write(json.writeValueAsBytes(batch)).objections().isEmpty()) {
            events.forEach(this::given);
        } else {
            rights.forEach(this::signAlone);
        }
    }

    private void signAlone(AnswerGrant right) {
        if (answer(right, Map.of(), "") instanceof AnswerOutcome.Refused refused) {
            log.warn(
                    "Receipt refused, task={}, notice={}: {}",
                    right.taskId(),
                    right.notice(),
                    refused.why().english());
        }
    }

    private TaskEvent event(AnswerGrant right, String eventId, ObjectNode data) {
        var type = right.answer().type();
        data.put("notice", right.notice().toString());
        var text = json.writeValueAsString(data);
        return new TaskEvent(source, eventId, type, right.taskId(), clock.instant(), null, acts.read(type, text), text);
    }

    private ObjectNode cloudEvent(TaskEvent event) {
        var envelope = new Envelope(event.id(), event.source(), event.type(), event.taskId(), event.time());
        return envelope.around(json.readTree(event.data()));
    }

    private void given(AnswerGrant right, TaskEvent event) {
        audit.write(
                right.unit(),
                AuditedAct.NOTICE_ANSWERED,
                event.taskId(),
                Map.of("notice", right.notice().toString(), "type", event.type(), "event", event.id()));
        actedOn.announce(right.notice(), event.taskId(), event.type(), event.id(), event.time());
    }

    private Optional<LedgerEntry> applied(List<LedgerEntry> history, String eventId) {
        return history.stream()
                .filter(entry ->
                        entry.source().equals(source) && entry.eventId().equals(eventId))
                .findFirst();
    }
}
