package org.duban.jobs;

import org.duban.reasons.ReasonCode;

/** What may be wrong with a field of an act on many tasks, whatever the tasks. */
public enum BulkMistake implements ReasonCode {
    MISSING,
    LONG,
    NO_DATE,
    /** The day has passed. */
    PAST,
    NO_UNIT,
    /** The name of its field in its place. */
    NO_POLICY;

    /** What programs are told to do about it; pages have shorter words. */
    @Override
    public String code() {
        return "BULK_" + name();
    }
}
