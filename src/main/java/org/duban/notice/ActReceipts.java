package org.duban.notice;

import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells other programs that readers acted on their notices, as {@code duban.notice.acted-on} on the receipts topic. */
@Component
public final class ActReceipts {

    private final Notices notices;
    private final JdbcDeliveryReports reports;
    private final NoticeEvents events;
    private final OutboxPublisher publisher;

    ActReceipts(Notices notices, JdbcDeliveryReports reports, NoticeEvents events, OutboxPublisher publisher) {
        this.notices = notices;
        this.reports = reports;
        this.events = events;
        this.publisher = publisher;
    }

    /**
     * @param notice the notice that was acted on; an unknown one is not announced
     * @param taskId the task that the act is about
     * @param eventType the type of the task event that the act became
     * @param eventId the id of that event; the same act announced again has the same CloudEvents id
     * @param at when it was done
     */
    public void announce(UUID notice, String taskId, String eventType, String eventId, Instant at) {
        notices.notice(notice).ifPresent(known -> {
            reports.actedOn(notice, at);
            events.actedOn(known, taskId, eventType, eventId, at);
            publisher.nudge();
        });
    }
}
