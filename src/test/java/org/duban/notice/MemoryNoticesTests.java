package org.duban.notice;

import org.duban.simulation.MemoryDatabase;

final class MemoryNoticesTests extends NoticeTableContract {

    MemoryNoticesTests() {
        super(NoticeTables.in(MemoryDatabase.calm()));
    }
}
