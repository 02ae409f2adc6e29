package org.duban.events;

/** An event that cannot be read; the message names the field, the value and the cure. */
public final class Refused extends Exception {
    Refused(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
