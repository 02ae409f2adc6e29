package org.duban.api.events;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.duban.events.Refusal;
import org.duban.events.RefusalState;
import org.duban.reasons.Reason;
import org.duban.reasons.Wording;
import org.jspecify.annotations.Nullable;

/**
 * A refused record as callers see it.
 *
 * @param reason names the field, the value and the cure, in the language of whoever asks
 * @param causes the same in no language: each field, and what is wrong there
 */
@Schema(name = "Refusal")
record RefusalView(
        long id,
        String topic,
        int partition,
        long offset,
        @Nullable String recordKey,
        @Nullable String taskId,
        String reason,
        List<Cause> causes,
        @Nullable String payload,
        RefusalState state,
        Instant refusedAt,
        @Nullable String source,
        @Nullable String eventId,
        @Nullable String mended,
        @Nullable String mendedBy,
        @Nullable Instant mendedAt,
        @Nullable String dismissal,
        @Nullable String dismissedBy,
        @Nullable Instant dismissedAt) {

    /**
     * One thing that is wrong.
     *
     * @param field its path, such as {@code data.leadUnit}; empty where none is to blame
     * @param code what is wrong there; {@code TEXT} of what a version kept that knew no codes
     * @param arguments the values in its words
     */
    @Schema(name = "RefusalCause")
    record Cause(String field, String code, List<Object> arguments) {
        static List<Cause> of(Reason why) {
            return why.each().stream()
                    .map(one ->
                            new Cause(one.field(), one.bare().code(), one.bare().arguments()))
                    .toList();
        }
    }

    static RefusalView of(Refusal refusal, Wording words) {
        return new RefusalView(
                refusal.id(),
                refusal.topic(),
                refusal.partition(),
                refusal.offset(),
                refusal.recordKey(),
                refusal.taskId(),
                refusal.why().in(words),
                Cause.of(refusal.why()),
                refusal.payload(),
                refusal.state(),
                refusal.refusedAt(),
                refusal.source(),
                refusal.eventId(),
                refusal.mended(),
                refusal.mendedBy(),
                refusal.mendedAt(),
                refusal.dismissal(),
                refusal.dismissedBy(),
                refusal.dismissedAt());
    }
}
