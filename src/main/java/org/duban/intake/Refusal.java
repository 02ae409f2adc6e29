package org.duban.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be applied, kept with its bytes.
 *
 * @param id its number here
 * @param topic where it was read
 * @param partition where it was read
 * @param offset where it was read
 * @param recordKey the record's key as text, unreadable bytes replaced; null if there was none
 * @param taskId the task it speaks of, where that could be read
 * @param reason names the field, the value and the cure
 * @param payload the record's value as text, unreadable bytes replaced; null for a record without value
 * @param state what has become of it
 * @param refusedAt when it was refused
 */
public record Refusal(
        long id,
        String topic,
        int partition,
        long offset,
        @Nullable String recordKey,
        @Nullable String taskId,
        String reason,
        @Nullable String payload,
        RefusalState state,
        Instant refusedAt) {}
