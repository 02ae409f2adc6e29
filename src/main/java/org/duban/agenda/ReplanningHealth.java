package org.duban.agenda;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says how many open tasks are still to be planned again. That is work, no illness: always up. */
@Component("replanningHealthIndicator")
final class ReplanningHealth implements HealthIndicator {

    private final ReplanningMeters meters;

    ReplanningHealth(ReplanningMeters meters) {
        this.meters = meters;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("left", meters.open()).build();
    }
}
