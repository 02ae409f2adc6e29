package org.duban.fate;

import org.duban.reasons.Reason;

/** What became of a step that is not told though it was to be, and why. */
public record DroppedLine(Fate fate, Reason reason) {}
