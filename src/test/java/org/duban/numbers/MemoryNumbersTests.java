package org.duban.numbers;

import org.duban.simulation.MemoryDatabase;

final class MemoryNumbersTests extends NumbersContract {

    MemoryNumbersTests() {
        super(MemoryDatabase.calm());
    }
}
