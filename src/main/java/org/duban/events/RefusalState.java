package org.duban.events;

import java.util.Optional;
import org.duban.reasons.Reason;
import org.duban.task.Verdict;

/** What has become of a record that was kept. */
public enum RefusalState {
    /** Refused; somebody may mend its cause and replay it. */
    OPEN,
    /** An event of a task that is not known yet; applied by itself when the task is assigned. */
    WAITING,
    /** A later event of its task and source was applied before it came; nothing is to be done. */
    STALE,
    /** Applied after all, by replay or because its task came. */
    APPLIED,
    /** Somebody has decided that nothing is to be done about it. */
    DISMISSED;

    /** In which state a record is kept that comes in with this verdict; empty if it is done with. */
    public static Optional<RefusalState> after(Verdict verdict) {
        if (verdict instanceof Verdict.Refused) {
            return Optional.of(OPEN);
        } else if (verdict instanceof Verdict.UnknownTask) {
            return Optional.of(WAITING);
        }
        return verdict instanceof Verdict.Stale ? Optional.of(STALE) : Optional.empty();
    }

    /** Why this verdict does not apply a record; empty if it does. */
    public static Optional<Reason> reason(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return Optional.of(refused.why());
        } else if (verdict instanceof Verdict.UnknownTask unknown) {
            return Optional.of(unknown.why());
        }
        return verdict instanceof Verdict.Stale stale ? Optional.of(stale.why()) : Optional.empty();
    }
}
