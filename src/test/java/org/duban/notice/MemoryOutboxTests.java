package org.duban.notice;

import org.duban.simulation.MemoryDatabase;

final class MemoryOutboxTests extends OutboxTableContract {

    MemoryOutboxTests() {
        super(NoticeTables.in(MemoryDatabase.calm()));
    }
}
