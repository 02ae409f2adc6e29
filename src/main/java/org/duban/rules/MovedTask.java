package org.duban.rules;

import java.time.Instant;
import org.duban.policy.StepLabel;
import org.jspecify.annotations.Nullable;

/**
 * A task whose next wake-up a change moves.
 *
 * @param number its place in the list of that change, from 1
 * @param task the id of the task
 * @param title its title when it was counted
 * @param from when it would be next without the change; null: never
 * @param to when it is next with it; null: never
 * @param step what is told then; null if nothing is
 * @param label what people call that step under the change
 */
public record MovedTask(
        long number,
        String task,
        String title,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String step,
        StepLabel label) {}
