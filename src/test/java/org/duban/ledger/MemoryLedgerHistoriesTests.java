package org.duban.ledger;

import java.util.function.Consumer;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.TwoNodes;
import org.duban.task.Fixtures;

final class MemoryLedgerHistoriesTests extends LedgerHistoriesContract {

    private final MemoryDatabase database = MemoryDatabase.calm();

    @Override
    Kept kept(Consumer<TasksChanged> told) {
        var ledger = new MemoryTaskLedger(
                database,
                new MemoryTaskLedger.Tables(database),
                Fixtures.directory(),
                Fixtures.POLICIES,
                () -> Fixtures.APPLIED_AT,
                told);
        return new Kept(ledger, ledger.books());
    }

    @Override
    TwoNodes nodes() {
        return TwoNodes.on(database);
    }
}
