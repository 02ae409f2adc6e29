package org.duban.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What was last decided about a task.
 *
 * @param granted whether the last decision on an extension granted it
 * @param answers whom that decision answers: the unit that had asked, or led then; null: the lead unit
 * @param reason reason or note of the last decision, return, closure or hand-over, for the letter that tells it
 */
public record Decision(
        @JsonProperty("extension_granted") boolean granted,
        @JsonProperty("decision_for") @Nullable String answers,
        @JsonProperty("last_reason") @Nullable String reason) {

    /** Of a task about which nothing has been decided. */
    public static final Decision NONE = new Decision(false, null, null);

    Decision because(@Nullable String another) {
        return new Decision(granted, answers, another);
    }

    /** The same when another unit leads, which has had no decision. */
    Decision handedOver(boolean made, String from, String to) {
        var asker = made && answers == null ? from : answers;
        return new Decision(granted, to.equals(asker) ? null : asker, null);
    }
}
