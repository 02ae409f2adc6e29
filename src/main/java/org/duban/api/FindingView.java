package org.duban.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.duban.auditor.Finding;
import org.duban.reasons.Reason;
import org.duban.words.Languages;

/**
 * A gap that the auditor found, and what was expected and found there.
 *
 * @param detail what was expected and what was found, in English
 * @param cause the same as a code and its arguments
 * @param why the same in the language of whoever asks
 */
@Schema(name = "Finding")
record FindingView(@JsonUnwrapped Finding finding, String detail, Reason cause, String why) {

    static FindingView of(Finding finding, Languages languages, Locale reader) {
        var cause = finding.why();
        return new FindingView(
                finding,
                cause.in(languages.words(Reason.BUNDLE, Locale.ENGLISH)),
                cause,
                cause.in(languages.words(Reason.BUNDLE, reader)));
    }
}
