package org.duban.jobs;

import org.duban.reasons.Reason;
import org.duban.reasons.ReasonCode;
import org.duban.task.ActRights.Denial;

/** Why something was not done to a task of a job. */
public enum JobReason implements ReasonCode {
    /** It is another office's to do. */
    NOT_YOURS,
    CLOSED,
    NOT_HELD,
    /** The state of the task is not that which the act needs, for another reason: its sentence stands in its place. */
    NOT_NOW,
    /** Something has happened to the task since the job was made. */
    CHANGED,
    /** The ledger does not know it. */
    GONE,
    /** The new deadline is not later than the one it has. */
    NOT_LATER,
    LEADS_ALREADY,
    POLICY_ALREADY,
    /** Nobody waits for its units: it is closed, held, or reported complete. */
    NOBODY_WAITS,
    /** Its units were told nothing that could be sent once more. */
    NOTHING_TOLD,
    ON_ITS_WAY,
    /** What the last notice says holds no more, or it cannot be sent again: why stands in its place. */
    NOT_AGAIN,
    /** The ledger would not have it: its sentence stands in its place. */
    REFUSED;

    @Override
    public String code() {
        return "JOB_" + name();
    }

    static Reason of(Denial denial) {
        if (denial instanceof Denial.NotNow notNow) {
            return switch (notNow.needs()) {
                case OPEN -> CLOSED.with();
                case HOLD -> NOT_HELD.with();
                default -> NOT_NOW.with(denial.reason());
            };
        }
        return NOT_YOURS.with();
    }
}
