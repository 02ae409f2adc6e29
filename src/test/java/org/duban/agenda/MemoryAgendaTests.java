package org.duban.agenda;

import org.duban.ledger.TasksChanged;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.TwoNodes;

final class MemoryAgendaTests extends AgendaContract {

    private final MemoryDatabase database = MemoryDatabase.calm();
    private final MemoryAgenda agenda =
            new MemoryAgenda(database, new MemoryAgenda.Rows(database), PLANNER, oneUnit(), instants -> {});

    @Override
    Agenda agenda() {
        return agenda;
    }

    @Override
    TwoNodes nodes() {
        return TwoNodes.on(database);
    }

    @Override
    void hear(TasksChanged changed) {
        new ChangedTaskPlanner(agenda, PLANNER, oneUnit()).on(changed);
    }
}
