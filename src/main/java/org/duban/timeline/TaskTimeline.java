package org.duban.timeline;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.fate.Fate;
import org.duban.notice.NoticeState;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened to a task, what was told about it, what was not, and what is still to be told; each with its
 * reason in the language of whoever asks.
 *
 * @param events what happened, oldest first
 * @param steps what fell due, for whom, and its fate, oldest first
 * @param notTold what never fell due although its time came, by instant
 * @param stepsToCome what will be told if nothing happens, by instant
 * @param nothingToCome why nothing will be told; null if something will
 * @param nothingToComeCause the same as a code and its arguments
 */
public record TaskTimeline(
        List<Event> events,
        List<FallenStep> steps,
        List<NotTold> notTold,
        List<StepToCome> stepsToCome,
        @Nullable String nothingToCome,
        @Nullable Reason nothingToComeCause) {

    public TaskTimeline {
        events = List.copyOf(events);
        steps = List.copyOf(steps);
        notTold = List.copyOf(notTold);
        stepsToCome = List.copyOf(stepsToCome);
    }

    /**
     * Something that happened to the task.
     *
     * @param what the same as the type, in words
     * @param time when it happened
     * @param appliedAt when the ledger learned of it
     * @param data the event's data
     * @param traceId the trace that shows its way, 32 hexadecimal digits; null if nobody traced it
     */
    @Schema(name = "AppliedEvent")
    public record Event(
            String source,
            String id,
            String type,
            String what,
            Instant time,
            Instant appliedAt,

            @Schema(types = "object") @JsonRawValue String data,
            @Nullable String traceId) {}

    /**
     * A step that fell due for one address.
     *
     * @param label what people call it, in the language of whoever asks; its name where the policy says nothing else
     * @param local its instant where the recipient is, with offset and weekday
     * @param audience why it was told: {@code lead}, {@code office} and so on
     * @param fate what became of it
     * @param reason why it had this fate, in English; null where it was simply told
     * @param cause the same as it is kept: a code and its arguments
     * @param why what became of it and why, in words
     */
    public record FallenStep(
            String taskId,
            long revision,
            String step,
            String label,
            Instant stepAt,
            String local,
            String audience,

            @JsonUnwrapped Recipient recipient,
            NoticeKind kind,
            NoticeLevel level,
            Fate fate,
            @Nullable String reason,
            @Nullable Reason cause,
            String why,

            @JsonUnwrapped DayCounted day,
            @Nullable UUID noticeId,
            @Nullable NoticeState noticeState) {}

    /**
     * Whom a step that fell due was for.
     *
     * @param recipient code of the unit, empty where the audience had none
     * @param name the unit's name
     * @param forUnit the unit that should have been told but could not be reached, else empty
     */
    public record Recipient(String recipient, String name, String address, String forUnit) {}

    /**
     * A step whose time came, and which was not told.
     *
     * @param label what people call it
     * @param at its instant; of a step that repeats, the last
     * @param local the same where its reader is
     * @param units the units that were not told
     * @param why in words
     * @param cause the same as a code and its arguments
     */
    public record NotTold(
            String step,
            String label,
            Instant at,
            String local,
            String audience,
            List<String> units,
            String why,
            Reason cause) {
        public NotTold {
            units = List.copyOf(units);
        }
    }

    /**
     * A step that will be told.
     *
     * @param label what people call it
     * @param local its instant where its readers are, with offset and weekday
     * @param movedFrom the day to which it counts, if it is told on another
     * @param held why it will be told to nobody, because the task is held then; null if it will be told
     * @param heldCause the same as a code and its arguments
     * @param condition told only while this holds, such as {@code unreceived}; null if always
     * @param unconfirmed whether the holidays of a year that its day depends on are not announced yet, so that it may move
     * @param readers who will read it
     */
    public record StepToCome(
            String step,
            String label,
            Instant at,
            String local,
            String audience,
            List<String> units,
            NoticeKind kind,
            NoticeLevel level,
            @Nullable LocalDate movedFrom,

            @JsonUnwrapped DayCounted day,
            @Nullable String held,
            @Nullable Reason heldCause,
            @Nullable String condition,
            boolean unconfirmed,
            List<TimelineRecipient> readers) {
        public StepToCome {
            units = List.copyOf(units);
            readers = List.copyOf(readers);
        }
    }
}
