package org.duban.directory;

import org.duban.reasons.Reason;

/** A stand-in that cannot be so. */
public final class StandInRefused extends IllegalArgumentException {

    private final String value;
    private final transient Reason why;

    StandInRefused(String value, Reason why) {
        super(why.english());
        this.value = value;
        this.why = why;
    }

    public String field() {
        return why.field();
    }

    public String value() {
        return value;
    }

    /** The field, what is wrong with it, and the cure. */
    public Reason why() {
        return why;
    }
}
