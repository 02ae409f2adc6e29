package org.duban.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.OutboxTable.OutboxRecord;
import org.duban.notice.StepTable.Untold;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.process.DubanProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Writes to the outbox what other programs hear of notices: that they are issued, and receipts of what became of them. */
@Component
public final class NoticeEvents {

    public static final String ISSUED = "duban.notice.issued";

    private final OutboxTable outbox;
    private final JsonMapper json;
    private final DubanProperties.Topics topics;

    public NoticeEvents(OutboxTable outbox, JsonMapper json, DubanProperties duban) {
        this.outbox = outbox;
        this.json = json;
        this.topics = duban.topics();
    }

    /** A notice and the steps that it tells. */
    public record Composed(Issued notice, List<Untold> steps) {}

    /** What every receipt says of its notice. */
    interface Subject {
        UUID id();

        @Nullable
        String number();

        String recipient();

        String address();

        NoticeKind kind();

        NoticeLevel level();
    }

    public void issued(List<Composed> composed, Instant at) {
        outbox.add(composed.stream().map(each -> issued(each, at)).toList());
    }

    public void forwarded(Issued notice, ForwardedMails.Content content, Instant at) {
        var body = stated(notice);
        body.set("mail", json.valueToTree(content.mail()));
        body.set("tasks", json.valueToTree(content.lines()));
        outbox.add(List.of(issued(notice, body, at)));
    }

    public void settled(List<Change> changes, Instant at) {
        outbox.add(changes.stream().map(change -> settled(change, at)).toList());
    }

    public void reported(Issued notice, NoticeState state, String reply, Instant at) {
        var type = state == NoticeState.BOUNCED ? "bounced" : "sent";
        outbox.add(List.of(receipt(
                        notice,
                        type,
                        state + "-" + at,
                        at,
                        body -> body.put("state", state.name()).put("reply", reply))
                .after(notice.trace())));
    }

    /** Something that a mail server had taken over came back, and is sent once more. */
    public void returned(Issued notice, String reply, Instant next, Instant at) {
        outbox.add(List.of(receipt(
                        notice,
                        "bounced",
                        NoticeState.BOUNCED + "-" + at,
                        at,
                        body -> body.put("state", NoticeState.BOUNCED.name())
                                .put("reply", reply)
                                .put("nextAttemptAt", next.toString()))
                .after(notice.trace())));
    }

    void actedOn(NoticeRecord notice, String taskId, String eventType, String eventId, Instant at) {
        outbox.add(List.of(receipt(
                notice,
                "acted-on",
                eventId,
                at,
                body -> body.put("task", taskId).put("event", eventId).put("eventType", eventType))));
    }

    private OutboxRecord issued(Composed composed, Instant at) {
        var body = stated(composed.notice());
        var tasks = body.putArray("tasks");
        composed.steps().forEach(step -> tasks.addRawValue(new RawValue(step.line())));
        return issued(composed.notice(), body, at);
    }

    private ObjectNode stated(Issued notice) {
        var body = about("id", notice)
                .put("moment", notice.moment().toString())
                .put("issuedAt", notice.issuedAt().toString());
        var reading = notice.reading();
        if (reading != null) {
            body.set("recipientName", json.valueToTree(Map.of("zh", reading.nameZh(), "en", reading.nameEn())));
            body.put("locale", reading.locale().toLanguageTag())
                    .put("zone", reading.zone().getId());
        }
        return body;
    }

    private OutboxRecord issued(Issued notice, ObjectNode body, Instant at) {
        var id = notice.id().toString();
        return new OutboxRecord(topics.notices(), notice.recipient(), id, ISSUED, id, at, json.writeValueAsString(body))
                .after(notice.trace());
    }

    private OutboxRecord settled(Change change, Instant at) {
        var notice = change.notice();
        var type = switch (change.state()) {
            case ACCEPTED -> "sent";
            case MOOT, MERGED -> "moot";
            default -> "undeliverable";
        };
        return receipt(notice, type, change.state() + "-" + change.claim(), at, body -> tell(change, body))
                .after(notice.trace());
    }

    private static void tell(Change change, ObjectNode body) {
        body.put("state", change.state().name())
                .put("attempts", change.attempts())
                .put("reply", change.reply());
        if (change.mergedInto() != null) {
            body.put("mergedInto", change.mergedInto().toString());
        }
    }

    /**
     * A receipt.
     *
     * @param type what became of the notice, such as {@code sent}
     * @param which tells it from other receipts of the same notice, and is the same again if it is written again
     * @param more adds what only receipts of this type say
     */
    private OutboxRecord receipt(Subject notice, String type, String which, Instant at, Consumer<ObjectNode> more) {
        var id = notice.id().toString();
        var body = about("notice", notice);
        more.accept(body);
        body.put("at", at.toString());
        return new OutboxRecord(
                topics.receipts(), id, id + "-" + which, "duban.notice." + type, id, at, json.writeValueAsString(body));
    }

    private ObjectNode about(String idName, Subject notice) {
        return json.createObjectNode()
                .put(idName, notice.id().toString())
                .put("number", notice.number())
                .put("recipient", notice.recipient())
                .put("address", notice.address())
                .put("kind", notice.kind().name())
                .put("level", notice.level().name());
    }
}
