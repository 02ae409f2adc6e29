package org.duban.numbers;

import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.TwoNodes;

final class MemoryNumbersTests extends NumbersContract {

    MemoryNumbersTests() {
        this(MemoryDatabase.calm());
    }

    private MemoryNumbersTests(MemoryDatabase database) {
        super(new MemoryNumbers(database), TwoNodes.on(database));
    }
}
