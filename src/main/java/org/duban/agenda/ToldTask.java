package org.duban.agenda;

import java.time.Instant;

/** A task of the agenda, and the instant up to which everything of it has been told. */
public record ToldTask(String taskId, Instant toldUntil) {}
