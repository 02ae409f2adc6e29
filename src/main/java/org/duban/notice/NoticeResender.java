package org.duban.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.duban.reasons.Reason;

/** Puts notices on their way again. */
public interface NoticeResender {

    /**
     * Sends a settled notice once more, word for word and under the same Message-ID, if everything that it says still holds:
     * what it told is not known to be forgotten, and a deadline of old would come back into its reader's calendar. Joins the
     * caller's transaction, which must exist.
     *
     * @param notice the id of a notice that there is
     * @return why it will not be sent; empty if it will be
     */
    Optional<Reason> resend(UUID notice);

    /** Makes those of these notices due that are not settled and that nobody would ever try again. */
    void makeDue(Collection<UUID> notices, Instant now);
}
