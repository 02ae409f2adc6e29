package org.duban.ledger;

import java.util.function.Consumer;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.TwoNodes;
import org.duban.task.Fixtures;

final class MemoryTaskLedgerTests extends TaskLedgerContract {

    private final MemoryDatabase database = MemoryDatabase.calm();

    @Override
    TaskLedger ledger(Consumer<TasksChanged> told) {
        return new MemoryTaskLedger(
                database,
                new MemoryTaskLedger.Tables(database),
                Fixtures.directory(),
                Fixtures.POLICIES,
                () -> Fixtures.APPLIED_AT,
                told);
    }

    @Override
    TwoNodes nodes() {
        return TwoNodes.on(database);
    }
}
