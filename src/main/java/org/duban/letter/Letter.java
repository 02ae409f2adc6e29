package org.duban.letter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rendered mail: what the reader sees, without any of its headers but the subject. Lines end with {@code \n}.
 *
 * @param lang its language, as a tag
 * @param html null where only plain text could be made
 * @param deadlines what is to stand in the reader's calendar; may be empty
 * @param replyTo the address of the office that answers; null: the sender
 */
public record Letter(
        String lang,
        String subject,
        String text,
        @Nullable String html,
        List<Deadline> deadlines,
        @Nullable String replyTo) {

    public Letter {
        deadlines = List.copyOf(deadlines);
    }

    /**
     * A deadline as a calendar shows it.
     *
     * @param sequence grows whenever anything that is shown of the task changes
     * @param closed whether nobody needs to keep it any more
     * @param summary the line that a calendar shows
     * @param notes more about it, on lines of their own; may be empty
     * @param day the civil date of the deadline
     * @param at the exact deadline; null if it is the whole day
     * @param url where the task is kept; null if nowhere that can be linked to
     */
    record Deadline(
            String taskId,
            long sequence,
            boolean closed,
            String summary,
            String notes,
            LocalDate day,
            @Nullable Instant at,
            @Nullable String url) {}
}
