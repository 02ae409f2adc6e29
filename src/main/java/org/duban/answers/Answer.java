package org.duban.answers;

/** What a reader can answer to a notice; each becomes the task event of the same name. */
public enum Answer {
    /** Sign for receipt (签收). */
    RECEIVED("received"),
    /** Report progress (进展). */
    PROGRESSED("progressed"),
    /** Ask for a later deadline (申请延期). */
    EXTENSION_REQUESTED("extension-requested"),
    /** Report complete (报结). */
    SUBMITTED("submitted"),
    /** Grant the extension asked for (同意延期). */
    EXTENSION_GRANTED("extension-granted"),
    /** Decline it (不同意延期). */
    EXTENSION_DECLINED("extension-declined"),
    /** Return for rework (退办). */
    RETURNED("returned"),
    /** Verify and strike off (销号). */
    STRUCK_OFF("struck-off");

    private final String type;

    Answer(String type) {
        this.type = "duban.task." + type;
    }

    /** The type of its event, such as {@code duban.task.received}. */
    public String type() {
        return type;
    }

    /** Whether it is the office's to give, not the responsible units'. */
    boolean decision() {
        return ordinal() >= EXTENSION_GRANTED.ordinal();
    }

    /** Whether the same link may be used again for another such event. */
    boolean repeatable() {
        return this == PROGRESSED;
    }

    /** Whether only the lead unit may give it; assisting units sign and report for themselves. */
    boolean leadOnly() {
        return this == EXTENSION_REQUESTED || this == SUBMITTED;
    }
}
