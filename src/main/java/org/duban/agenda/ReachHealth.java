package org.duban.agenda;

import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down while there are open tasks of which nobody hears. Not a part of readiness: another node would reach nobody either.
 */
@Component("reachHealthIndicator")
final class ReachHealth implements HealthIndicator {

    private static final int MOST_NAMED = 20;

    private final UnreachableUnits unreachable;

    ReachHealth(UnreachableUnits unreachable) {
        this.unreachable = unreachable;
    }

    @Override
    public Health health() {
        var units = unreachable.units();
        if (units.isEmpty()) {
            return Health.up().build();
        }
        var named = units.entrySet().stream()
                .limit(MOST_NAMED)
                .collect(Collectors.toMap(unit -> unit.getKey(), unit -> unit.getValue()));
        return Health.down()
                .withDetail("units", units.size())
                .withDetail("openTasks", named)
                .withDetail(
                        "cure",
                        "amend the units of these tasks, send duban.unit.removed with mergedInto, or give the units an"
                                + " address")
                .build();
    }
}
