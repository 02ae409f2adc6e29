package org.duban.accounts.passkeys;

import java.time.Instant;

/**
 * A passkey of somebody.
 *
 * @param id by which the browser and pages name it; opens nothing
 * @param label what its holder calls it
 * @param lastUsed when it was last used, or was added
 */
public record Passkey(String id, String label, Instant added, Instant lastUsed) {}
