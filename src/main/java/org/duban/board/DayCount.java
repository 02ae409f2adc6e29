package org.duban.board;

import java.time.LocalDate;
import java.util.Map;
import org.duban.plan.Lamp;

/**
 * How many tasks units led at the end of a day, or today so far.
 *
 * @param lamps of the open ones; a lamp that none showed may be left out
 * @param submitted of the open ones those that were reported complete
 * @param struckOff all that had been struck off until then
 */
public record DayCount(LocalDate day, Map<Lamp, Long> lamps, long submitted, long struckOff) {

    public DayCount {
        lamps = Map.copyOf(lamps);
    }

    public long open() {
        return lamps.values().stream().mapToLong(Long::longValue).sum();
    }

    public long showing(Lamp lamp) {
        return lamps.getOrDefault(lamp, 0L);
    }
}
