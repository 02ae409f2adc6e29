package org.duban.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether each entry of the audit trail is what was written, and stands where it was written.
 *
 * @param entries how many there are
 * @param last the number of the last one; 0: there is none
 * @param lastAt when it was written
 * @param lastHash its hash: whoever has noted it elsewhere sees later that nothing was taken off the end
 * @param broken the number of the first entry that does not follow from those before it; null: the chain is whole
 */
public record ChainVerdict(
        long entries,
        long last,
        @Nullable Instant lastAt,
        @Nullable String lastHash,
        @Nullable Long broken) {}
