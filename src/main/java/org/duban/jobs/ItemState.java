package org.duban.jobs;

import java.util.EnumSet;
import java.util.Set;

/** What has become of one item of a job. */
public enum ItemState {
    /** Nobody has looked at it yet. */
    WAITING,
    /** It is decided what is written, and nobody knows yet that Kafka has it. */
    TAKEN,
    /** Kafka has its event, the ledger has it not yet. */
    SENT,
    /** It is done. */
    APPLIED,
    /** The ledger, or whoever sends notices, would not have it. */
    REFUSED,
    /** The task took no such act, or no more, when its turn came; nothing was written. */
    IMPOSSIBLE,
    /** The job was stopped before its turn came. */
    LEFT_OUT;

    static final Set<ItemState> OPEN = EnumSet.of(WAITING, TAKEN, SENT);

    /** Whether it has its outcome. */
    public boolean settled() {
        return !OPEN.contains(this);
    }
}
