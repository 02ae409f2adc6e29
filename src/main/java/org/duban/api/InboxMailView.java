package org.duban.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.duban.inbox.InboxMail;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came in, and why it is in its state.
 *
 * @param reason why, in English; null if nothing is to be said
 * @param cause the same as a code and its arguments
 * @param why the same in the language of whoever asks
 * @param forwardedBy the notices by which it was forwarded, the oldest first
 * @param notForwardedCause why it was not forwarded though a person is to read it, as a code and its arguments; null if
 *     nothing is to be said
 * @param notForwardedWhy the same in the language of whoever asks
 */
@Schema(name = "InboxMail")
record InboxMailView(
        @JsonUnwrapped InboxMail mail,
        @Nullable String reason,
        @Nullable Reason cause,
        @Nullable String why,
        List<UUID> forwardedBy,
        @Nullable Reason notForwardedCause,
        @Nullable String notForwardedWhy) {

    InboxMailView {
        forwardedBy = List.copyOf(forwardedBy);
    }

    static InboxMailView of(InboxMail mail, List<UUID> forwardedBy, Languages languages, Locale reader) {
        var cause = mail.reason();
        var not = mail.notForwarded();
        return new InboxMailView(
                mail,
                said(cause, languages, Locale.ENGLISH),
                cause,
                said(cause, languages, reader),
                forwardedBy,
                not,
                said(not, languages, reader));
    }

    private static @Nullable String said(@Nullable Reason cause, Languages languages, Locale reader) {
        return cause == null ? null : cause.in(languages.words(Reason.BUNDLE, reader));
    }
}
