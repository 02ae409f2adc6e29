package org.duban.jobs;

import java.util.UUID;

/** How jobs of one kind are done. */
interface JobWork {

    /** A job that a node has in hand. */
    record Held(Job job, UUID holder) {}

    /** How it goes on after a turn. */
    enum Turn {
        /** There is more to be done at once. */
        MORE,
        /** What there is waits for others. */
        LATER,
        /** Every item has its outcome. */
        ALL_SETTLED
    }

    String kind();

    /**
     * Does a part of a job, in seconds. A node that dies in it, or loses the job to another that takes it for dead, leaves it so that
     * the next turn goes on with it, and nothing happens twice.
     */
    Turn turn(Held held);
}
