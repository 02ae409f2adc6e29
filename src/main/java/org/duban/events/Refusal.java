package org.duban.events;

import java.time.Instant;
import org.duban.reasons.Reason;
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
 * @param why names the field, the value and the cure; a text where a version kept it that knew no codes
 * @param payload the record's value as text, unreadable bytes replaced; null for a record without value
 * @param state what has become of it
 * @param refusedAt when it was refused
 * @param source under which CloudEvents source it was sent, where that could be read
 * @param eventId under which CloudEvents id it was sent, where that could be read
 * @param mended the event that it should have been, which is replayed instead of the payload; null if nobody has mended it
 * @param mendedBy who has mended it
 * @param mendedAt when it was mended
 * @param dismissal why nothing is to be done about it; null if it is not dismissed
 * @param dismissedBy who has dismissed it
 * @param dismissedAt when it was dismissed
 */
public record Refusal(
        long id,
        String topic,
        int partition,
        long offset,
        @Nullable String recordKey,
        @Nullable String taskId,
        Reason why,
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

    /** The same with its texts cut to so many characters, for lists: a page of whole ones could be 100 MB. */
    public Refusal cutTo(int characters) {
        return new Refusal(
                id,
                topic,
                partition,
                offset,
                recordKey,
                taskId,
                why,
                cut(payload, characters),
                state,
                refusedAt,
                source,
                eventId,
                cut(mended, characters),
                mendedBy,
                mendedAt,
                dismissal,
                dismissedBy,
                dismissedAt);
    }

    private static @Nullable String cut(@Nullable String text, int characters) {
        return text == null || text.length() <= characters ? text : text.substring(0, characters) + "…";
    }
}
