package org.duban.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.directory.Scope;

/** The mails that came in. */
public interface Inbox {

    /** Mails about what was told to units of the scope, the newest first; those of no known unit need a scope of everything. */
    List<InboxMail> find(InboxQuery query, Scope scope);

    /** That of this number, if the scope reaches it as {@link #find} says. */
    Optional<InboxMail> mail(long id, Scope scope);

    /** How many mails that the scope reaches wait for a person. */
    long waiting(Scope scope);

    /** The automatic replies to these notices, the oldest first, as far as the scope reaches them. */
    List<InboxMail> autoReplies(Collection<UUID> notices, Scope scope);

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
