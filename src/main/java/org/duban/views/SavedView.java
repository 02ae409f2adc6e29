package org.duban.views;

import java.time.Instant;

/**
 * A view of the ledger that somebody keeps.
 *
 * @param name what he calls it
 * @param query what stands behind the question mark of its address
 */
public record SavedView(String name, String query, Instant savedAt) {}
