package org.duban.fate;

import java.time.Instant;

/**
 * A step of a task at its instant for one unit, wherever mail reaches that.
 *
 * @param unit the unit that it is for, even if another is told instead
 */
public record UnitStep(String task, String step, Instant at, String unit) {}
