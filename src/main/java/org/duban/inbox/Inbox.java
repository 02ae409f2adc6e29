package org.duban.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The mails that came in. */
public interface Inbox {

    /** Mails, the newest first. */
    List<InboxMail> find(InboxQuery query);

    Optional<InboxMail> mail(long id);

    /** How many mails wait for a person, of all offices. */
    long waiting();

    /** The automatic replies to these notices, the oldest first. */
    List<InboxMail> autoReplies(Collection<UUID> notices);

    /**
     * Notes that somebody has dealt with a mail; joins the caller's transaction.
     *
     * @param user the name of that user
     * @return false if there is no such mail, or somebody had dealt with it before
     */
    boolean dealtWith(long id, String user, Instant now);

    /**
     * Lets a mail wait again; joins the caller's transaction.
     *
     * @return false if there is no such mail, or nobody had dealt with it
     */
    boolean takeUpAgain(long id);
}
