package org.duban.notice;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.directory.Scope;
import org.jspecify.annotations.Nullable;

/** Who was told what, and what became of it. */
public interface Notices {

    /**
     * Notices, the newest first.
     *
     * @param task only those that speak of this task; null for any
     * @param recipient only those to this unit code or address; null for any
     * @param state only those in this state; null for any
     * @param after only those that come after this one in that order: the cursor; null to start
     * @param scope only what was told to its units, and of a task that it reaches whatever was told; ids of other tasks are left out
     */
    List<NoticeRecord> find(
            @Nullable String task,
            @Nullable String recipient,
            @Nullable NoticeState state,
            @Nullable UUID after,
            int limit,
            Scope scope);

    /**
     * Notices of a time, the latest first.
     *
     * @param scope as above
     */
    List<NoticeRecord> find(NoticeQuery query, Scope scope);

    /** How many a query finds, its cursor left aside, counted up to its limit. */
    int count(NoticeQuery query, Scope scope);

    /** That of this id, as far as a scope reaches it: what was told to its units. */
    Optional<NoticeRecord> notice(UUID id, Scope scope);

    default Optional<NoticeRecord> notice(UUID id) {
        return notice(id, Scope.EVERYTHING);
    }

    /** The notices by which these mails of the inbox were forwarded, the oldest first. */
    List<NoticeRecord> forwarding(Collection<Long> mails);

    /** Every step of a task that has fallen due, with its fate, oldest first. */
    List<StepRecord> steps(String taskId);
}
