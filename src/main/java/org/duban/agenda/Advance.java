package org.duban.agenda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a task has been told, and when its plan has something to say again; null for never, as things stand. */
public record Advance(
        String taskId, Instant toldUntil, @Nullable Instant nextWakeAt) {}
