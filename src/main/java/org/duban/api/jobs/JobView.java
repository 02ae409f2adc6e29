package org.duban.api.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.jobs.BulkOrder;
import org.duban.jobs.ItemState;
import org.duban.jobs.JobItem;
import org.duban.jobs.JobProgress;
import org.duban.jobs.JobState;
import org.duban.reasons.Reason;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * An act on many tasks as callers see it.
 *
 * @param fields what was written once for all tasks
 * @param madeBy who asked for it
 * @param endedAt when the last task had its outcome; null: some have none yet
 * @param stoppedBy who stopped it; null: nobody
 * @param items how many tasks it is about
 * @param settled how many of them have their outcome
 * @param counts how many are in each state; states that none is in are left out
 */
@Schema(name = "Job")
record JobView(
        UUID id,
        String act,
        Map<String, String> fields,
        JobState state,
        String madeBy,
        Instant madeAt,
        @Nullable Instant endedAt,
        @Nullable String stoppedBy,
        int items,
        int settled,
        Map<ItemState, Integer> counts) {

    static JobView of(JobProgress progress) {
        var job = progress.job();
        var order = BulkOrder.of(job);
        return new JobView(
                job.id(),
                order.act().word(),
                order.values().entrySet().stream()
                        .collect(Collectors.toMap(value -> JobBody.name(value.getKey()), Map.Entry::getValue)),
                job.state(),
                job.madeBy(),
                job.madeAt(),
                job.endedAt(),
                job.stoppedBy(),
                job.items(),
                progress.settled(),
                progress.counts());
    }

    /**
     * One task of it.
     *
     * @param number its place in the job, from 1
     * @param reason why it was not done, in words; null where it was, or has no outcome yet
     * @param cause the same as a code and its arguments
     */
    @Schema(name = "JobItem")
    record Item(
            int number,
            String task,
            ItemState state,
            @Nullable String reason,
            @Nullable Reason cause) {
        static Item of(JobItem item, Words reasons) {
            var why = item.reason();
            return new Item(item.number(), item.task(), item.state(), why == null ? null : why.in(reasons), why);
        }
    }
}
