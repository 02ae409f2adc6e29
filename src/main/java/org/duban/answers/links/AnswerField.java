package org.duban.answers.links;

/** What a form asks for; its words are under its name on the form. */
public enum AnswerField {
    NOTE("note", Kind.TEXT, false, "note"),
    /** A note where the event has only a reason. */
    NOTE_AS_REASON("note", Kind.TEXT, false, "reason"),
    PERCENT("percent", Kind.NUMBER, true, "percent"),
    /** What a leader has written. */
    INSTRUCTION("text", Kind.TEXT, true, "text"),
    /** Who has written it. */
    LEADER("leader", Kind.LINE, false, "leader"),
    /** A later deadline. */
    DEADLINE("deadline", Kind.DATE, true, "deadline"),
    /** Another deadline, if it changes. */
    NEW_DEADLINE("deadline", Kind.DATE, false, "deadline"),
    REASON("reason", Kind.TEXT, true, "reason"),
    /** A reason where the event has only a note. */
    REASON_AS_NOTE("reason", Kind.TEXT, true, "note"),
    /** A reason that need not be given. */
    WHY("reason", Kind.TEXT, false, "reason"),
    EVIDENCE("evidence", Kind.TEXT, false, "evidence"),
    /** The last day of a hold; none: until it is lifted. */
    UNTIL("until", Kind.DATE, false, "until"),
    /** Another lead unit. */
    UNIT("unit", Kind.CHOICE, true, "leadUnit");

    /** How it is filled in. */
    public enum Kind {
        TEXT,
        /** One line of text. */
        LINE,
        NUMBER,
        DATE,
        /** One of a list, or written where the list would be too long. */
        CHOICE
    }

    private final String key;
    private final Kind kind;
    private final boolean required;
    private final String data;

    /**
     * @param key its name on the form
     * @param data its name in the event
     */
    AnswerField(String key, Kind kind, boolean required, String data) {
        this.key = key;
        this.kind = kind;
        this.required = required;
        this.data = data;
    }

    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    public boolean required() {
        return required;
    }

    public String data() {
        return data;
    }
}
