package org.duban.events;

/** An event that cannot be read; the message names the field, the value and the cure. */
public final class UnreadableEvent extends Exception {
    UnreadableEvent(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
