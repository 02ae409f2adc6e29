package org.duban.agenda;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.duban.ledger.TaskFilter;
import org.duban.plan.Lamp;

/** How many open tasks show which lamp, and which do. A lamp that no task shows is not counted. */
public interface LampCounts {

    /** Of all open tasks. */
    Map<Lamp, Long> all(Instant now);

    /** Of the open tasks that each of these units leads, by the units' codes. */
    Map<String, Map<Lamp, Long>> byLeadUnit(Collection<String> units, Instant now);

    /** The points of the open tasks that each of these units leads and that show this lamp; a unit without points is left out. */
    Map<String, BigDecimal> pointsByLeadUnit(Collection<String> units, Lamp lamp, Instant now);

    /** Of the open tasks on each of these lists. */
    Map<String, Map<Lamp, Long>> byList(Collection<String> lists, Instant now);

    /** The lamps of these tasks by id; those of closed ones are left out. */
    Map<String, Lamp> of(Collection<String> tasks, Instant now);

    /** Asks the ledger for open tasks that show a lamp, other than {@link Lamp#DONE}. */
    TaskFilter showing(Lamp lamp, Instant now);
}
