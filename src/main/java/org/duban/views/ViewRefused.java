package org.duban.views;

import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** A view is not kept as it was asked for; nothing has changed. */
public final class ViewRefused extends RuntimeException {

    private final ViewMistake mistake;
    private final Reason reason;
    private final String field;
    private final @Nullable String value;

    ViewRefused(ViewMistake mistake, String field, @Nullable String value, Object... arguments) {
        super(mistake.with(arguments).toString(), null, false, false);
        this.mistake = mistake;
        this.reason = mistake.with(arguments);
        this.field = field;
        this.value = value;
    }

    public ViewMistake mistake() {
        return mistake;
    }

    /** What is wrong and how to mend it, for any language. */
    public Reason reason() {
        return reason;
    }

    /** What is wrong: {@code name} or {@code query}. */
    public String field() {
        return field;
    }

    public @Nullable String value() {
        return value;
    }
}
