package org.duban.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.notice.OutboxTable.OutboxRecord;
import org.springframework.stereotype.Component;

/** Writes the receipts of acts beside those of deliveries. */
@Component
final class ActReceipts implements ActedOn {

    private final Notices notices;
    private final OutboxTable outbox;
    private final OutboxPublisher publisher;
    private final Receipts receipts;

    ActReceipts(Notices notices, OutboxTable outbox, OutboxPublisher publisher, Receipts receipts) {
        this.notices = notices;
        this.outbox = outbox;
        this.publisher = publisher;
        this.receipts = receipts;
    }

    @Override
    public void announce(UUID notice, String taskId, String eventType, String eventId, Instant at) {
        notices.notice(notice).ifPresent(known -> {
            outbox.add(List.of(receipt(known, taskId, eventType, eventId, at)));
            publisher.nudge();
        });
    }

    private OutboxRecord receipt(NoticeRecord notice, String taskId, String eventType, String eventId, Instant at) {
        return receipts.receipt(
                notice,
                "acted-on",
                eventId,
                at,
                body -> body.put("task", taskId).put("event", eventId).put("eventType", eventType));
    }
}
