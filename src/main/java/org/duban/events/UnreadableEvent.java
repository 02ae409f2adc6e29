package org.duban.events;

import org.duban.reasons.Reason;

/** An event that cannot be read. */
public final class UnreadableEvent extends Exception {

    private final transient Reason why;

    UnreadableEvent(Reason why) {
        super(null, null, false, false);
        this.why = why;
    }

    /** It names the field, the value and the cure. */
    public Reason why() {
        return why;
    }

    @Override
    public String getMessage() {
        return why.english();
    }
}
