package org.duban.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Shows in readiness an inbox that does not advance. It takes no node out of service, as pages, events and letters do as
 * before and another node would read no further: the status is answered with 200.
 */
final class InboxReadiness implements HealthIndicator {

    /** By which health knows it. */
    static final String NAME = "inboxReading";

    /** Neither up nor down: it serves, and one of its works stands still. */
    static final Status STUCK = new Status("STUCK");

    private final MailboxStatus readings;

    InboxReadiness(MailboxStatus readings) {
        this.readings = readings;
    }

    @Override
    public Health health() {
        var latest = readings.latest();
        var stuck = readings.stuck();
        var advances = stuck.isEmpty() && latest.failures() < InboxHealth.FAILURES;
        var health = Health.status(advances ? Status.UP : STUCK)
                .withDetail("lastReading", Objects.toString(latest.worked(), "none yet"));
        stuck.ifPresent(held -> health.withDetail("uid", held.uid())
                .withDetail("since", held.since().toString()));
        if (latest.error() != null) {
            health.withDetail("lastError", latest.error());
        }
        return health.build();
    }

    /** Has readiness show it as well, where a process reads a mailbox. */
    static HealthEndpointGroups shownIn(HealthEndpointGroups groups) {
        var all = new LinkedHashMap<String, HealthEndpointGroup>();
        for (var name : groups.getNames()) {
            var group = Objects.requireNonNull(groups.get(name));
            all.put(name, name.equals("readiness") ? new Showing(group) : group);
        }
        return HealthEndpointGroups.of(groups.getPrimary(), all);
    }

    /** The same group with one member more, which is seen in its status. */
    private record Showing(HealthEndpointGroup group) implements HealthEndpointGroup {

        private static final List<Status> FROM_WORST_TO_BEST =
                List.of(Status.DOWN, Status.OUT_OF_SERVICE, STUCK, Status.UP);

        @Override
        public boolean isMember(String name) {
            return name.equals(NAME) || group.isMember(name);
        }

        @Override
        public boolean showComponents(SecurityContext visitor) {
            return group.showComponents(visitor);
        }

        @Override
        public boolean showDetails(SecurityContext visitor) {
            return group.showDetails(visitor);
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return statuses -> FROM_WORST_TO_BEST.stream()
                    .filter(statuses::contains)
                    .findFirst()
                    .orElse(Status.UNKNOWN);
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return group.getHttpCodeStatusMapper();
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return group.getAdditionalPath();
        }
    }
}
