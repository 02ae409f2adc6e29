package org.duban.notice;

import org.duban.simulation.MemoryDatabase;

final class MemoryOutgoingTests extends OutgoingTableContract {

    MemoryOutgoingTests() {
        super(NoticeTables.in(MemoryDatabase.calm()));
    }
}
