package org.duban.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A unit is to be taken out of the tree.
 *
 * @param unit its code
 * @param mergedInto the code of the unit that takes over what hangs on it; null: nothing may hang on it
 * @param by who wants it, as the audit trail is to have it
 * @param reference what tells this removal from every other one, however often it is told
 * @param at when it happened
 */
public record Removal(String unit, @Nullable String mergedInto, String by, String reference, Instant at) {}
