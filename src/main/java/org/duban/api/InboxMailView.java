package org.duban.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.duban.inbox.InboxMail;
import org.duban.words.Languages;
import org.duban.words.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came in, and why it is in its state.
 *
 * @param reason why, in English; null if nothing is to be said
 * @param cause the same as a code and its arguments
 * @param why the same in the language of whoever asks
 */
@Schema(name = "InboxMail")
record InboxMailView(
        @JsonUnwrapped InboxMail mail,
        @Nullable String reason,
        @Nullable Reason cause,
        @Nullable String why) {

    static InboxMailView of(InboxMail mail, Languages languages, Locale reader) {
        var cause = mail.reason();
        return new InboxMailView(mail, said(cause, languages, Locale.ENGLISH), cause, said(cause, languages, reader));
    }

    private static @Nullable String said(@Nullable Reason cause, Languages languages, Locale reader) {
        return cause == null ? null : cause.in(languages.words(Reason.BUNDLE, reader));
    }
}
