package org.duban.intake;

/** Leaves the decoder at the first thing that is wrong; the message names the field, the value and the cure. */
final class Refused extends Exception {
    Refused(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
