package org.duban.agenda;

import java.time.Instant;

/** An open task and the instant up to which everything has been told. */
public record OpenTask(String taskId, Instant toldUntil) {}
