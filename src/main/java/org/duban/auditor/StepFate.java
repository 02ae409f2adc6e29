package org.duban.auditor;

import java.time.Instant;

/**
 * A step that has its fate.
 *
 * @param unit the unit that it was for, even if another was told instead
 */
record StepFate(String task, String step, Instant at, String unit) {}
