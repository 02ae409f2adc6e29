package org.duban.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit trail are wanted; what is null does not matter.
 *
 * @param actor exactly who did it
 * @param subject exactly what it was done to
 * @param from the first instant
 * @param until the first instant after it
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable AuditedAct act,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant until) {}
