package org.duban.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.notice.NoticeTable.Issued;

/** Notices as reports find them that come after delivery. */
interface DeliveryReportTable {

    Optional<Issued> issued(UUID id);

    /** The tasks that a notice told of, also where that did not arrive; those dropped before it was sent are left out. */
    List<String> tasks(UUID id);

    /**
     * A notice that nobody else changes until this transaction ends.
     *
     * @param resent whether somebody has asked for it to be sent once more, and that has not been settled
     */
    record Locked(NoticeState state, boolean resent) {}

    /** Locks a notice; empty if there is none. */
    Optional<Locked> lock(UUID id);

    /** Settles a notice whoever has claimed it: outcomes under earlier claims count no more. */
    void settle(UUID id, NoticeState state, String reply, Instant now);
}
