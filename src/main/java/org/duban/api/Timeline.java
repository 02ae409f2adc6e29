package org.duban.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.duban.ledger.LedgerEntry;
import org.duban.notice.NoticeRecord;
import org.duban.notice.StepRecord;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.PlannedStep;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened to a task and was told about it, and what is still to be told.
 *
 * @param task as it is now
 * @param events what happened, oldest first
 * @param steps what fell due, for whom, and its fate, oldest first
 * @param notices the notices that spoke of it, newest first; at most {@value Page#MOST}
 * @param stepsToCome what will be told if nothing happens, by instant; at most 50
 */
record Timeline(
        TaskView task,
        List<Event> events,
        List<StepRecord> steps,
        List<NoticeRecord> notices,
        List<StepToCome> stepsToCome) {

    /**
     * @param data the event's data
     * @param time when it happened
     * @param appliedAt when the ledger learned of it
     */
    @Schema(name = "AppliedEvent")
    record Event(
            String source,
            String id,
            String type,
            Instant time,
            Instant appliedAt,

            @Schema(type = "object") @JsonRawValue String data) {

        static Event of(LedgerEntry entry) {
            return new Event(
                    entry.source(), entry.eventId(), entry.type(), entry.time(), entry.appliedAt(), entry.data());
        }
    }

    /** @param movedFrom the day on which it would be told, were that not a day off or taken by another step */
    record StepToCome(
            String step,
            Instant at,
            String audience,
            List<String> units,
            NoticeKind kind,
            NoticeLevel level,
            @Nullable LocalDate movedFrom) {

        static StepToCome of(PlannedStep step) {
            return new StepToCome(
                    step.step(),
                    step.at(),
                    step.audience().toString(),
                    step.units(),
                    step.kind(),
                    step.level(),
                    step.movedFrom());
        }
    }
}
