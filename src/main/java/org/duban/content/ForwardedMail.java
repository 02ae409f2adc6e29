package org.duban.content;

import java.time.Instant;
import java.util.List;
import org.duban.content.NoticeLine.Name;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came back and that a person is to read, as the notice tells it that forwards it. Frozen with that notice. What it
 * says of its writer proves nothing.
 *
 * @param number its number in the inbox
 * @param sender who claims to have written it; may be empty
 * @param answerTo where the writer is answered, an address that can stand in a header; null if there is none
 * @param unit the unit that it came back from; null if nobody knows
 * @param receivedAt when it came
 * @param subject its subject; may be empty
 * @param words what was written, without quotations, shortened; may be empty
 * @param attachments the names of the files that came with it, the first of them; they stay in the mailbox
 * @param moreAttachments how many there are besides
 * @param page where it stands in the inbox
 * @param why why nobody understood it; null if nothing is to be said
 */
public record ForwardedMail(
        long number,
        String sender,
        @Nullable String answerTo,
        @Nullable Name unit,
        Instant receivedAt,
        String subject,
        String words,
        List<String> attachments,
        int moreAttachments,
        String page,
        @Nullable Reason why) {

    public ForwardedMail {
        attachments = List.copyOf(attachments);
    }
}
