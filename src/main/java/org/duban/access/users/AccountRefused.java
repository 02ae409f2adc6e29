package org.duban.access.users;

import java.util.Objects;
import java.util.stream.Stream;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** An account that cannot be so, or not by the present user. */
public final class AccountRefused extends IllegalArgumentException {

    private final String code;
    private final String field;
    private final transient @Nullable String value;
    private final transient Reason why;

    /** @param more what takes the places of the words behind that of the value */
    AccountRefused(AccountReason reason, String field, @Nullable String value, Object... more) {
        this(
                reason,
                field,
                value,
                reason.at(
                        field,
                        Stream.concat(Stream.of(Objects.requireNonNullElse(value, "")), Stream.of(more))
                                .toArray()));
    }

    /** @param why the field, what is wrong there, and the cure, where that was found elsewhere */
    AccountRefused(AccountReason reason, String field, @Nullable String value, Reason why) {
        super(why.english());
        this.code = reason.word();
        this.field = field;
        this.value = value;
        this.why = why;
    }

    /** What is wrong in one word, by which pages say it in their reader's language. */
    public String code() {
        return code;
    }

    public String field() {
        return field;
    }

    public @Nullable String value() {
        return value;
    }

    /** The field, what is wrong with it, and the cure. */
    public Reason why() {
        return why;
    }
}
