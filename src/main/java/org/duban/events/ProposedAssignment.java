package org.duban.events;

import java.util.List;
import org.duban.reasons.Reason;
import org.duban.task.TaskEvent;

/** An assignment that nobody has sent, as it was read. */
public sealed interface ProposedAssignment {

    /** It fits the schema of its event; whether its units and policy are known is the ledger's to say. */
    record Readable(TaskEvent event) implements ProposedAssignment {}

    /** It could not be sent like this. */
    record Wrong(List<Reason> flaws) implements ProposedAssignment {
        public Wrong {
            flaws = List.copyOf(flaws);
        }
    }
}
