package org.duban.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step of a task that fell due for one recipient, and its fate.
 *
 * @param audience why it was told: {@code lead}, {@code office} and so on
 * @param recipient code of the unit, empty where the audience had none
 * @param reason why it had this fate, in English; null where it was simply told
 * @param noticeId the notice that told it, if any
 * @param noticeState what has become of that notice
 */
public record StepRecord(
        String taskId,
        long revision,
        String step,
        Instant stepAt,
        String audience,
        String recipient,
        Fate fate,
        @Nullable String reason,
        @Nullable UUID noticeId,
        @Nullable NoticeState noticeState) {}
