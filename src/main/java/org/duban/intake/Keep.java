package org.duban.intake;

import org.jspecify.annotations.Nullable;

/** A record that goes into the quarantine, and why. */
record Keep(RawRecord record, @Nullable String taskId, String reason, RefusalState state) {}
