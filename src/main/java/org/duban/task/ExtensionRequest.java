package org.duban.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An extension request (延期申请) that waits for its decision.
 *
 * @param deadline the deadline asked for
 * @param at when it was asked for; null only in rows from before there was this column
 * @param by who asked for it, if another unit leads by now; null: the lead unit
 */
public record ExtensionRequest(
        @JsonProperty("extension_requested") String deadline,
        @JsonProperty("extension_requested_at") @Nullable Instant at,
        @JsonProperty("extension_reason") @Nullable String reason,
        @JsonProperty("extension_requested_by") @Nullable String by) {

    /** The same when another unit leads: who asked for it stays who asked. */
    ExtensionRequest handedOver(String from, String to) {
        var asker = by == null ? from : by;
        return new ExtensionRequest(deadline, at, reason, asker.equals(to) ? null : asker);
    }
}
