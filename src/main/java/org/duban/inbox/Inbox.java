package org.duban.inbox;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mails that came in. */
public interface Inbox {

    /**
     * Mails, the newest first.
     *
     * @param states only those in one of these states; empty for any
     * @param office only those that are this office's business; null for any
     * @param notice only those about this notice; null for any
     * @param before only those older than this one: the cursor; null to start
     */
    List<InboxMail> find(
            Collection<InboxState> states,
            @Nullable String office,
            @Nullable UUID notice,
            @Nullable Long before,
            int limit);
}
