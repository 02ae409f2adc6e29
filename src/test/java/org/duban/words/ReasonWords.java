package org.duban.words;

import java.util.Locale;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** What is kept as codes, in words, for the tests of all rooms. */
public final class ReasonWords {

    private static final Languages LANGUAGES = Languages.builtIn();

    private ReasonWords() {}

    /** A reason in English; null: none. */
    public static @Nullable String english(@Nullable Reason reason) {
        return reason == null ? null : reason.in(of(Locale.ENGLISH));
    }

    /** The words of all reasons. */
    public static Words of(Locale reader) {
        return LANGUAGES.words(Reason.BUNDLE, reader);
    }
}
