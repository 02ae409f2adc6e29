package org.duban.task;

import org.duban.reasons.ReasonCode;

/** Where a task is in its life. A hold is no status of its own: it stands beside it. */
public enum TaskStatus implements ReasonCode {
    /** Handed to its units (交办), not signed for by the lead unit. */
    ASSIGNED,
    /** The lead unit has signed for it (签收). */
    RECEIVED,
    /** Work is under way (办理): progress was reported. */
    IN_PROGRESS,
    /** Reported complete (报结), waiting for the review of the office. */
    SUBMITTED,
    /** The review did not accept the report (退办). */
    RETURNED,
    /** Verified and struck off the list (销号). */
    STRUCK_OFF,
    /** No longer supervised (撤销). */
    WITHDRAWN;

    /** What it is called in a reason. */
    @Override
    public String code() {
        return "STATUS_" + name();
    }

    /** Whether nobody owes anything any more. */
    public boolean closed() {
        return this == STRUCK_OFF || this == WITHDRAWN;
    }
}
