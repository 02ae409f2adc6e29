package org.duban.directory;

import java.util.Set;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.TwoNodes;

final class MemoryStandInsTests extends StandInsContract {

    private final MemoryDatabase database = MemoryDatabase.calm();
    private final MemoryDirectory directory = new MemoryDirectory(database, Set::of);

    @Override
    Directory directory() {
        return directory;
    }

    @Override
    StandIns standIns() {
        return directory;
    }

    @Override
    TwoNodes nodes() {
        return TwoNodes.on(database);
    }
}
