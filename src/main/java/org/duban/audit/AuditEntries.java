package org.duban.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail for those who read it. */
public interface AuditEntries {

    /**
     * The newest first.
     *
     * @param before only those with a smaller number; null: from the newest
     */
    List<AuditEntry> find(AuditFilter filter, @Nullable Long before, int limit);

    /** Recomputes the whole chain. */
    ChainVerdict verify();
}
