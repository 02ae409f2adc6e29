package org.duban.auditor;

import java.util.List;
import org.duban.directory.Scope;
import org.jspecify.annotations.Nullable;

/** What the auditor has found. */
public interface Findings {

    /**
     * Findings, the newest first.
     *
     * @param open only those that are there still, or only those that are healed; null for both
     * @param before only those of a lower id: the cursor; null to start
     * @param scope only those about a task that it reaches, or about what its units are told
     */
    List<Finding> find(@Nullable Boolean open, @Nullable Long before, int limit, Scope scope);
}
