package org.duban.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.notice.OutboxTable.OutboxRecord;
import org.duban.process.Duban;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the receipts of acts beside those of deliveries. */
@Component
final class ActReceipts implements ActedOn {

    private static final String TYPE = "duban.notice.acted-on";

    private final Notices notices;
    private final OutboxTable outbox;
    private final OutboxPublisher publisher;
    private final JsonMapper json;
    private final String topic;

    ActReceipts(Notices notices, OutboxTable outbox, OutboxPublisher publisher, JsonMapper json, Duban duban) {
        this.notices = notices;
        this.outbox = outbox;
        this.publisher = publisher;
        this.json = json;
        this.topic = duban.topics().receipts();
    }

    @Override
    public void announce(UUID notice, String taskId, String eventType, String eventId, Instant at) {
        notices.notice(notice).ifPresent(known -> {
            outbox.add(List.of(receipt(known, taskId, eventType, eventId, at)));
            publisher.nudge();
        });
    }

    private OutboxRecord receipt(NoticeRecord notice, String taskId, String eventType, String eventId, Instant at) {
        var id = notice.id().toString();
        var body = json.createObjectNode()
                .put("notice", id)
                .put("recipient", notice.recipient())
                .put("address", notice.address())
                .put("kind", notice.kind().name())
                .put("level", notice.level().name())
                .put("task", taskId)
                .put("event", eventId)
                .put("eventType", eventType)
                .put("at", at.toString());
        return new OutboxRecord(topic, id, id + "-" + eventId, TYPE, id, at, json.writeValueAsString(body));
    }
}
