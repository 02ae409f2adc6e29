package org.duban.api;

import java.util.List;
import java.util.stream.Collectors;
import org.duban.access.PresentUser;
import org.duban.inbox.Inbox;
import org.duban.inbox.InboxMail;
import org.duban.notice.NoticeRecord;
import org.springframework.stereotype.Component;

/** Puts beside notices what came back about them. */
@Component
final class NoticeViews {

    private final Inbox inbox;
    private final PresentUser user;

    NoticeViews(Inbox inbox, PresentUser user) {
        this.inbox = inbox;
        this.user = user;
    }

    List<NoticeView> of(List<NoticeRecord> notices) {
        var replies = inbox.autoReplies(notices.stream().map(NoticeRecord::id).toList(), user.scope()).stream()
                .collect(Collectors.groupingBy(InboxMail::notice));
        return notices.stream()
                .map(notice -> NoticeView.of(notice, replies.getOrDefault(notice.id(), List.of())))
                .toList();
    }

    NoticeView of(NoticeRecord notice) {
        return of(List.of(notice)).get(0);
    }
}
