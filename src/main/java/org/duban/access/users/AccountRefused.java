package org.duban.access.users;

import org.duban.files.FileReason;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** An account that cannot be so, or not by the present user. */
public final class AccountRefused extends IllegalArgumentException {

    private final String code;
    private final String field;
    private final transient @Nullable String value;
    private final String problem;
    private final String cure;

    AccountRefused(String code, String field, @Nullable String value, String problem, String cure) {
        super(field + ": " + problem + "; " + cure);
        this.code = code;
        this.field = field;
        this.value = value;
        this.problem = value == null ? problem : "\"" + value + "\" " + problem;
        this.cure = cure;
    }

    /** What is wrong in one word, by which pages say it in their reader's language. */
    public String code() {
        return code;
    }

    /** The field, the problem and the cure. */
    public Reason why() {
        return FileReason.PLAIN.at(field, problem, cure);
    }

    public String field() {
        return field;
    }

    public @Nullable String value() {
        return value;
    }

    /** What is wrong, with the value in quotes where there is one. */
    public String problem() {
        return problem;
    }

    public String cure() {
        return cure;
    }
}
