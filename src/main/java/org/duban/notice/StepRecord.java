package org.duban.notice;

import java.time.Instant;
import java.util.UUID;
import org.duban.fate.Fate;
import org.duban.fate.StepMove;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A step of a task that fell due for one recipient, and its fate.
 *
 * @param audience why it was told: {@code lead}, {@code office} and so on
 * @param recipient code of the unit, empty where the audience had none
 * @param address the address told, empty where it was told at none
 * @param forUnit the unit that should have been told but could not be reached, else empty
 * @param reason why it had this fate; null where it was simply told
 * @param moved why it was not told on the day to which it counts; null if it was
 * @param noticeId the notice that told it, if any
 * @param noticeState what has become of that notice
 * @param noticeLines how many steps that notice told; 0 without one
 */
public record StepRecord(
        String taskId,
        long revision,
        String step,
        Instant stepAt,
        String audience,
        String recipient,
        String address,
        String forUnit,
        NoticeKind kind,
        NoticeLevel level,
        Fate fate,
        @Nullable Reason reason,
        @Nullable StepMove moved,
        @Nullable UUID noticeId,
        @Nullable NoticeState noticeState,
        int noticeLines) {}
