package org.duban.fate;

/** What became of a step that is not told though it was to be, and why. */
public record DroppedLine(Fate fate, String reason) {}
