package org.duban.timeline;

import java.util.List;
import org.duban.events.Flaw;

/** The answer to the question what would be told about a task. */
public sealed interface Previewed {

    record Shown(PlanPreview preview) implements Previewed {}

    /** The task could not be assigned like this. */
    record Refused(List<Flaw> flaws) implements Previewed {
        public Refused {
            flaws = List.copyOf(flaws);
        }
    }
}
