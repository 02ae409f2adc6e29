package org.duban.directory;

import java.time.Instant;

/**
 * A unit leaves and another one takes over what hangs on it.
 *
 * @param from the code of the unit that leaves
 * @param to the code of its successor
 * @param reference what tells this merger from every other one, however often it is told
 * @param at when it happened
 */
public record Merger(String from, String to, String reference, Instant at) {}
