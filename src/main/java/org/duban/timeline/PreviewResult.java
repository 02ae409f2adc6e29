package org.duban.timeline;

import java.util.List;
import org.duban.reasons.Reason;

/** The answer to the question what would be told about a task. */
public sealed interface PreviewResult {

    record Shown(PlanPreview preview) implements PreviewResult {}

    /** The task could not be assigned like this. */
    record Refused(List<Reason> flaws) implements PreviewResult {
        public Refused {
            flaws = List.copyOf(flaws);
        }
    }
}
