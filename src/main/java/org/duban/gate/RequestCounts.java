package org.duban.gate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much is under way, in all and of each address. */
final class RequestCounts {

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> ofOne = new ConcurrentHashMap<>();
    private int all;

    RequestCounts(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** @return false if there are too many already; then nothing is to be ended */
    synchronized boolean enter(String address) {
        var before = ofOne.getOrDefault(address, 0);
        if (all >= most || before >= mostOfOne) {
            return false;
        }
        all++;
        ofOne.put(address, before + 1);
        return true;
    }

    synchronized void leave(String address) {
        all--;
        ofOne.computeIfPresent(address, (any, count) -> count > 1 ? count - 1 : null);
    }
}
