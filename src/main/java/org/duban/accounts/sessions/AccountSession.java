package org.duban.accounts.sessions;

import java.time.Instant;

/**
 * One login of an account on the pages.
 *
 * @param key by which it is named on pages; opens nothing
 * @param from the address that it was made from
 * @param browser how the browser named itself
 * @param present whether it is that of the present request
 */
public record AccountSession(
        String key, Instant since, Instant lastUsed, String from, String browser, boolean present) {}
