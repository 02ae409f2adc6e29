package org.duban.jobs;

import java.util.Map;

/**
 * A job and how far it is.
 *
 * @param counts how many items are in each state; none in those left out
 */
public record JobProgress(Job job, Map<ItemState, Integer> counts) {

    public JobProgress {
        counts = Map.copyOf(counts);
    }

    public int in(ItemState state) {
        return counts.getOrDefault(state, 0);
    }

    /** How many have their outcome. */
    public int settled() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().settled())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Whether nothing more will happen. */
    public boolean ended() {
        return job.endedAt() != null;
    }
}
