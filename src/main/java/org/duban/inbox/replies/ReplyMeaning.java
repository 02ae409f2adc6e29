package org.duban.inbox.replies;

import org.duban.answers.links.Answer;
import org.duban.reasons.Reason;

/** What a reply means. */
public sealed interface ReplyMeaning {

    /**
     * An answer to a task.
     *
     * @param percent for progress; else empty
     * @param note what else was written; may be empty
     */
    record Says(Answer answer, String task, String percent, String note) implements ReplyMeaning {}

    /** Nothing that anybody could be sure of; the reason says why. */
    record Unclear(Reason reason) implements ReplyMeaning {}
}
