package org.duban.notice;

import org.duban.simulation.MemoryDatabase;

final class MemoryStepsTests extends StepTableContract {

    MemoryStepsTests() {
        super(NoticeTables.in(MemoryDatabase.calm()));
    }
}
