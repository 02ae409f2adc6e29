package org.duban.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.notice.OutgoingTable.Outgoing;
import org.springframework.stereotype.Component;

/** Writes the receipts of acts beside those of deliveries. */
@Component
final class ActReceipts implements ActedOn {

    private final Notices notices;
    private final OutgoingTable outgoing;
    private final Announcer announcer;
    private final Receipts receipts;

    ActReceipts(Notices notices, OutgoingTable outgoing, Announcer announcer, Receipts receipts) {
        this.notices = notices;
        this.outgoing = outgoing;
        this.announcer = announcer;
        this.receipts = receipts;
    }

    @Override
    public void announce(UUID notice, String taskId, String eventType, String eventId, Instant at) {
        notices.notice(notice).ifPresent(known -> {
            outgoing.add(List.of(receipt(known, taskId, eventType, eventId, at)));
            announcer.nudge();
        });
    }

    private Outgoing receipt(NoticeRecord notice, String taskId, String eventType, String eventId, Instant at) {
        return receipts.receipt(
                notice,
                "acted-on",
                eventId,
                at,
                body -> body.put("task", taskId).put("event", eventId).put("eventType", eventType));
    }
}
