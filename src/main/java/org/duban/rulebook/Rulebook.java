package org.duban.rulebook;

import java.time.Instant;
import org.duban.calendar.Calendars;
import org.duban.policy.Policies;

/**
 * All policies and calendars that are in force together; immutable.
 *
 * @param version grows by one with each change
 * @param appliedAt from when on it decides what is told; the first one decides about all the time before it, too
 * @param texts what its authors wrote
 * @param policies read from them
 * @param calendars read from them
 */
public record Rulebook(long version, Instant appliedAt, RuleTexts texts, Policies policies, Calendars calendars) {}
