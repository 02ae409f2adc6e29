package org.duban.audit;

import java.time.Instant;

/**
 * One entry of the audit trail.
 *
 * @param seq its number, counted from 1 without gaps
 * @param act as an {@link AuditedAct} is called; one of a later version may be unknown here
 * @param detail as JSON
 * @param hash that chains the next one to it
 */
public record AuditEntry(long seq, Instant at, String actor, String act, String subject, String detail, String hash) {}
