package org.duban.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The notices that a channel still has to tell; the face that the mail room works against. */
public interface Deliveries {

    /**
     * Claims notices in one statement, each for one node only, the most severe first. Those whose lines no longer hold
     * are settled as {@code MOOT} and left out; lines that no longer hold are dropped from those that were
     * never handed over before. What waits for the readers of one that waited is claimed with it and told by as few
     * notices as that takes; the others are {@code MERGED}.
     *
     * @param ids only these, whatever their next attempt says; those settled or in hand elsewhere are left out
     * @param lease how long the claim lasts; what is neither settled nor claimed again by then counts as {@code UNKNOWN}
     */
    List<Delivery> claim(Collection<UUID> ids, Duration lease);

    /** Claims up to {@code limit} notices whose next attempt is due, among them those whose lease has run out. */
    List<Delivery> claimDue(int limit, Duration lease);

    /** When the next attempt of any notice is due; empty if all are settled. */
    Optional<Instant> nextAttemptAt();

    /**
     * Records outcomes, all in one transaction; durable when it returns. Outcomes whose claim has been superseded are ignored.
     *
     * @throws org.springframework.dao.DataAccessException if they could not be recorded
     */
    void settle(List<Settlement> settlements);

    /**
     * Lets claims last {@code lease} from now on; those that have been settled or superseded stay as they are.
     *
     * @throws org.springframework.dao.DataAccessException if none could be renewed
     */
    void renew(Collection<Delivery> deliveries, Duration lease);

    /** Gives claims back untried, to be due again at once on any node. */
    void release(Collection<Delivery> deliveries);

    /** An outcome and what it is the outcome of. */
    record Settlement(Delivery delivery, Outcome outcome) {}
}
