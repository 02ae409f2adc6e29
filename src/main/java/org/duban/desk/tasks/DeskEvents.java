package org.duban.desk.tasks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.duban.access.PresentUser;
import org.duban.access.UserActs;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.events.Envelope;
import org.duban.events.EventOutcome;
import org.duban.events.EventOutcomeWaiter;
import org.duban.events.EventOutcomes;
import org.duban.events.TaskEventPublisher.EventsNotWritten;
import org.duban.events.WriteResult;
import org.duban.process.ConditionalOnRole;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes what somebody does on the desk as task events, each once, and waits a little for what becomes of it. */
@Component
@ConditionalOnRole(Role.DESK)
final class DeskEvents {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final UserActs acts;
    private final EventOutcomeWaiter waits;
    private final EventOutcomes outcomes;
    private final PresentUser user;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final String source;

    DeskEvents(
            UserActs acts,
            EventOutcomeWaiter waits,
            EventOutcomes outcomes,
            PresentUser user,
            AuditTrail audit,
            InstantSource clock,
            DubanProperties duban) {
        this.acts = acts;
        this.waits = waits;
        this.outcomes = outcomes;
        this.user = user;
        this.audit = audit;
        this.clock = clock;
        this.source = duban.baseUrl().toString().replaceAll("/+$", "") + "/desk";
    }

    /** What became of it. */
    sealed interface Sent {

        /** The ledger has it. */
        record Recorded() implements Sent {}

        /** Kafka has it, the ledger not yet. */
        record OnItsWay() implements Sent {}

        /** It may not be, for this reason. */
        record Refused(Reason why) implements Sent {}

        /** Kafka has not confirmed it. */
        record NotTaken() implements Sent {}
    }

    /** The name of a copy of a form that is shown now. */
    static String newForm() {
        return UUID.randomUUID().toString();
    }

    /** Whether a form has been shown that is called so. */
    static boolean isForm(String name) {
        return FORM.matcher(name).matches();
    }

    /** The id of the event that a filled-in form becomes: the same press twice is one event. */
    static String eventId(String form, String taskId, String... written) {
        var once = taskId + "\n" + String.join("\n", written);
        return form + "-" + UUID.nameUUIDFromBytes(once.getBytes(StandardCharsets.UTF_8));
    }

    Sent send(String id, String type, String taskId, ObjectNode data) {
        var envelope = new Envelope(id, source, type, taskId, clock.instant());
        WriteResult written;
        try {
            written = acts.write(JsonMapper.shared().writeValueAsBytes(envelope.around(data)));
        } catch (EventsNotWritten e) {
            return new Sent.NotTaken();
        }
        if (!written.objections().isEmpty()) {
            return new Sent.Refused(written.objections().get(0).why());
        }
        audit.write(
                user.name(),
                AuditedAct.EVENTS_WRITTEN,
                taskId,
                Map.of("ids", List.of(id), "tasks", List.of(taskId), "type", type));
        return sent(waits.of(written.events(), PATIENCE).join().get(0));
    }

    /** What is known of an event of the desk about this task; empty if nothing is, or not yet. */
    Optional<Sent> known(String id, String taskId) {
        return outcomes.of(source, id, user.scope(), user.key())
                .filter(known -> known.outcome().settled())
                .filter(known -> taskId.equals(known.taskId()))
                .map(known -> sent(known.outcome()));
    }

    boolean recorded(String id, String taskId) {
        return known(id, taskId).filter(Sent.Recorded.class::isInstance).isPresent();
    }

    /** Whether an event that the ledger has came from the desk under this id. */
    boolean is(String id, String eventSource, String eventId) {
        return source.equals(eventSource) && id.equals(eventId);
    }

    private static Sent sent(EventOutcome outcome) {
        return switch (outcome.kind()) {
            case APPLIED, DUPLICATE -> new Sent.Recorded();
            case PENDING -> new Sent.OnItsWay();
            case STALE, WAITING, REFUSED -> new Sent.Refused(Objects.requireNonNull(outcome.why()));
        };
    }
}
