package org.duban.ledger;

import java.time.Instant;
import org.duban.directory.UnitTree;

/** Says what the ledger would make of an event; keeps nothing and announces nothing. Pure. */
public final class Rehearsal {

    private final Names names;

    /** The units and policies that the event may name. */
    public Rehearsal(UnitTree units, KnownPolicies policies) {
        this.names = new Names(units, policies);
    }

    /** The verdict on the first event of a task, if the ledger learned of it at that instant. */
    public Verdict first(TaskEvent event, Instant learnedAt) {
        return new TaskFold(names, TaskFold.micros(learnedAt)).apply(null, event);
    }
}
