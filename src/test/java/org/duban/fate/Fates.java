package org.duban.fate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.duban.directory.UnitTree;
import org.duban.plan.Plan;
import org.duban.rulebook.Planner;
import org.duban.task.Task;

/** What becomes of the steps of one task that fall due together, for the tests of other rooms. */
public final class Fates {

    private Fates() {}

    /** One step for one unit; the unit is empty where nobody is there. */
    public record Line(Instant at, String step, String unit, String fate) {}

    /** The fates of what falls due after an instant, looked at at another; nobody had got an escalation. */
    public static List<Line> of(Planner planner, UnitTree units, Task task, Plan plan, Instant after, Instant now) {
        return new FateResolver(planner, units, Map.of(), ToldHistory.assumed(), now)
                .resolve(task, plan, plan.due(after, now)).stream()
                        .map(row -> new Line(
                                row.step().at(),
                                row.step().step(),
                                row.unit(),
                                row.fate().name()))
                        .toList();
    }
}
