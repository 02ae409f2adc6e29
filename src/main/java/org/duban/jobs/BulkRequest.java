package org.duban.jobs;

import java.util.UUID;
import org.duban.ledger.TaskQuery;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for: an act on all tasks that he sees of those that a query finds.
 *
 * @param id of the job that it becomes: the same request twice is one job
 * @param tasks which; its limit and order do not count
 * @param expected how many tasks he takes them to be; null: however many
 * @param view where he comes from, to go back to; empty: from no page
 */
public record BulkRequest(
        UUID id, BulkOrder order, TaskQuery tasks, @Nullable Integer expected, String view) {}
