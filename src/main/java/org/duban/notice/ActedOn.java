package org.duban.notice;

import java.time.Instant;
import java.util.UUID;

/** Tells other programs that readers acted on their notices, as {@code duban.notice.acted-on} on the receipts topic. */
public interface ActedOn {

    /**
     * @param notice the notice that was acted on; an unknown one is not announced
     * @param taskId the task that the act is about
     * @param eventType the type of the task event that the act became
     * @param eventId the id of that event; the same act announced again has the same CloudEvents id
     * @param at when it was done
     */
    void announce(UUID notice, String taskId, String eventType, String eventId, Instant at);
}
