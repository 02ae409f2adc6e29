package org.duban.inbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** How often each mail could not be fetched, of late and by this process. */
final class FetchFailures {

    private static final int MOST = 1_000;

    private final Map<String, Integer> tries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
        }
    };

    private Exception last = new IllegalStateException("nothing has failed");

    int tries(String folder, long uid) {
        return tries.getOrDefault(folder + "/" + uid, 0);
    }

    void failed(String folder, long uid, Exception why) {
        tries.merge(folder + "/" + uid, 1, Integer::sum);
        last = why;
    }

    void forget(String folder, long uid) {
        tries.remove(folder + "/" + uid);
    }

    Exception last() {
        return last;
    }
}
