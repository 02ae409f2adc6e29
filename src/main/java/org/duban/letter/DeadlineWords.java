package org.duban.letter;

import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/** Finds the words for a deadline in a calendar, which are the same in mails and in calendars to subscribe to. */
final class DeadlineWords {

    /** Most characters of a title. */
    static final int LONGEST_TITLE = 120;

    private static final int LONGEST_ID = 120;

    private final Words wording;

    DeadlineWords(Words wording) {
        this.wording = wording;
    }

    String summary(String title) {
        return wording.say("calendar.summary", title);
    }

    String notes(String leadUnit, String taskId) {
        return LineWriter.fact(wording, "lead-unit", leadUnit).text() + "\n"
                + LineWriter.fact(wording, "task", SafeText.line(taskId, LONGEST_ID))
                        .text();
    }

    /** A title that can be shown, or the id where it is none. */
    static String title(String title, String taskId, int limit) {
        var shown = SafeText.line(title, limit);
        return shown.isEmpty() ? SafeText.line(taskId, limit) : shown;
    }

    /** Null where there is nothing that may be linked to. */
    static @Nullable String link(@Nullable String url) {
        return url == null ? null : SafeText.link(url).orElse(null);
    }
}
