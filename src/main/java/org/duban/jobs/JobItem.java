package org.duban.jobs;

import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One task of a job.
 *
 * @param number its place in the job, from 1
 * @param reason why it was not done; null where it was, or has no outcome yet
 */
public record JobItem(
        int number, String task, ItemState state, @Nullable Reason reason) {}
