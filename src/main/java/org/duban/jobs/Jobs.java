package org.duban.jobs;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs that there are, for whoever may see them: their makers, and administrators. */
public interface Jobs {

    /**
     * The newest first.
     *
     * @param owner only those of this one; null: of anybody
     * @param after only those that come after this one in that order; null to start
     */
    List<JobProgress> find(@Nullable String owner, @Nullable UUID after, int limit);

    /**
     * Empty if there is none, or none of this maker.
     *
     * @param owner null: whoever made it
     */
    Optional<JobProgress> job(UUID id, @Nullable String owner);

    /**
     * Items in the order of their numbers.
     *
     * @param states any of these
     * @param after only those of higher numbers
     */
    List<JobItem> items(UUID job, Set<ItemState> states, int after, int limit);
}
