package org.duban.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.duban.inbox.InboxMail;
import org.duban.notice.NoticeRecord;
import org.jspecify.annotations.Nullable;

/**
 * A notice, and who was away when it came.
 *
 * @param autoReplies what programs of its readers answered, the oldest first
 */
@Schema(name = "Notice")
record NoticeView(@JsonUnwrapped NoticeRecord notice, List<AutoReply> autoReplies) {

    NoticeView {
        autoReplies = List.copyOf(autoReplies);
    }

    static NoticeView of(NoticeRecord notice, List<InboxMail> replies) {
        return new NoticeView(notice, replies.stream().map(AutoReply::of).toList());
    }

    /**
     * An automatic reply, such as an absence.
     *
     * @param from who claims to have written it
     * @param until the last day of the absence as far as its words name one; null if they do not
     */
    @Schema(name = "AutoReply")
    record AutoReply(
            Instant receivedAt,
            String from,
            String subject,
            String words,
            @Nullable LocalDate until) {

        static AutoReply of(InboxMail mail) {
            return new AutoReply(mail.receivedAt(), mail.sender(), mail.subject(), mail.words(), mail.awayUntil());
        }
    }
}
