package org.duban.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What mail servers report about notices after one of them had taken them over. Everything may be reported again, and
 * joins the caller's transaction.
 */
public interface DeliveryReports {

    /**
     * Whom a notice told what.
     *
     * @param recipient the code of the unit told
     * @param due when it was due
     * @param tasks the ids of the tasks that it told of
     */
    record Told(String recipient, String address, Instant due, List<String> tasks) {
        public Told {
            tasks = List.copyOf(tasks);
        }
    }

    /** Empty if there is no notice of this id. */
    Optional<Told> told(UUID notice);

    /** What a report led to. */
    enum Effect {
        /** The notice has a new state. */
        CHANGED,
        /** It had that state before, or one that the report says nothing against. */
        NONE,
        /** A mail node has the notice in hand: to be reported again when that is recorded. */
        LATER
    }

    /**
     * Reports that a notice did not arrive after all: it becomes {@link NoticeState#BOUNCED}, and the office above is told
     * instead, once.
     *
     * @param reply the words of the mail server, one line
     * @param addressAtFault whether it is the address that is wrong: then it gets no more mail
     */
    Effect bounced(UUID notice, String reply, boolean addressAtFault);

    /** Reports that a notice arrived: one whose answer was lost need not be sent again. */
    Effect arrived(UUID notice, String reply);

    /** Has told at once what reports led to; for after their transaction, and without it a little later by itself. */
    void tell();
}
