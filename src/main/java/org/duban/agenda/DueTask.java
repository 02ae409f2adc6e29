package org.duban.agenda;

import java.time.Instant;

/** A task whose plan has something to say, and the instant up to which everything has been told. */
public record DueTask(String taskId, Instant toldUntil) {}
