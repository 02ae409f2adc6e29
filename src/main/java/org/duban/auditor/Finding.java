package org.duban.auditor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A gap that the auditor found. Findings are kept for ever.
 *
 * @param task the task it is about, if any
 * @param notice the notice it is about, if any
 * @param step the step of the task, if it is about one
 * @param at the instant of that step, or of the wake-up
 * @param recipient the unit that the step tells
 * @param why what was expected and what was found
 * @param foundAt when it was found first
 * @param seenAt when it was there last
 * @param healedAt from when on it was gone; null while it is open
 */
public record Finding(
        long id,
        GapKind kind,
        @Nullable String task,
        @Nullable UUID notice,
        @Nullable String step,
        @Nullable Instant at,
        @Nullable String recipient,
        @JsonIgnore Reason why,
        Instant foundAt,
        Instant seenAt,
        @Nullable Instant healedAt) {}
