package org.duban.timeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Who would be told what, and when, if a task were assigned and nothing else happened to it.
 *
 * @param steps what would be told, by instant; one for each step and instant
 * @param skipped what would not be told because it lies in the past at the assignment
 * @param policy the task's policy
 * @param calendar the calendar whose working days that policy counts
 * @param assignedAt when it would be assigned
 * @param deadlineEnd the instant at which the deadline ends
 * @param nearDue from when its lamp would be yellow
 */
public record PlanPreview(
        List<Step> steps,
        List<Skipped> skipped,
        String policy,
        String calendar,
        Instant assignedAt,
        Instant deadlineEnd,
        Instant nearDue) {

    public PlanPreview {
        steps = List.copyOf(steps);
        skipped = List.copyOf(skipped);
    }

    /**
     * A step that would be told.
     *
     * @param step its name
     * @param label what people call it, in the language of whoever asks; its name where the policy says nothing else
     * @param instant when
     * @param local the same where its first reader is, with offset and weekday: {@code 2026-12-28T09:30:00+08:00 Monday}
     * @param audience whom the policy tells, joined by commas
     * @param addresses every address that gets it, those of the office above among them where a unit cannot be reached
     * @param kind what is wanted of its most senior reader
     * @param level its colour
     * @param every how it is repeated, such as {@code 5wd}; null if it is told once
     * @param condition told only while this holds, such as {@code unreceived}; null if always
     * @param unconfirmed whether the holidays of a year that its day depends on are not announced yet, so that it may move
     * @param past whether the instant has passed already, so that only an assignment back then would have told it
     * @param readers who reads it, in the order of the policy
     */
    @Schema(name = "PreviewedStep")
    public record Step(
            String step,
            String label,
            Instant instant,
            String local,
            String audience,
            List<String> addresses,
            NoticeKind kind,
            NoticeLevel level,

            @JsonUnwrapped DayCounted day,
            @Nullable String every,
            @Nullable String condition,
            boolean unconfirmed,
            boolean past,
            List<TimelineRecipient> readers) {
        public Step {
            addresses = List.copyOf(addresses);
            readers = List.copyOf(readers);
        }
    }

    /**
     * A step that would not be told.
     *
     * @param label what people call it
     * @param instant when it would have been told
     * @param local the same where its reader is
     * @param why in words
     * @param cause the same as a code and its arguments
     */
    @Schema(name = "SkippedStep")
    public record Skipped(
            String step, String label, Instant instant, String local, String audience, String why, Reason cause) {}
}
