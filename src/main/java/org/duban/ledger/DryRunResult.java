package org.duban.ledger;

import org.duban.task.Verdict;

/**
 * What the ledger would do with an event if it came now.
 *
 * @param verdict what it would do, after the events before it
 * @param certain whether it will, whatever else is still on its way to the ledger: the event was applied before, is stale, or
 *     is about a task that takes no such event any more
 */
public record DryRunResult(Verdict verdict, boolean certain) {

    /** Whether it would be refused for a reason that an event on its way could remove. */
    public boolean doubtful() {
        return verdict instanceof Verdict.Refused && !certain;
    }
}
