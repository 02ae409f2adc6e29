package org.duban.auditor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the auditor has found. */
public interface Findings {

    /**
     * Findings, the newest first.
     *
     * @param open only those that are there still, or only those that are healed; null for both
     * @param before only those of a lower id: the cursor; null to start
     */
    List<Finding> find(@Nullable Boolean open, @Nullable Long before, int limit);
}
