package org.duban.directory;

import java.util.Map;

final class MemoryDigestsTests extends DigestsContract {

    private final Digests digests = new MemoryDigests(Map.of());

    @Override
    Digests digests() {
        return digests;
    }
}
