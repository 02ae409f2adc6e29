package org.duban.mail;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down while sending pauses because the mail server cannot be reached, with since when and why; up but telling while it goes
 * more slowly at the server's wish.
 */
final class MailHealth implements HealthIndicator {

    private final OutagePause pause;
    private final SendPace pace;

    MailHealth(OutagePause pause, SendPace pace) {
        this.pause = pause;
        this.pace = pace;
    }

    @Override
    public Health health() {
        return pause.trouble()
                .map(trouble -> Health.down()
                        .withDetail("paused", true)
                        .withDetail("since", trouble.since().toString())
                        .withDetail("lastError", trouble.reason())
                        .withDetail("pause", trouble.length().toString())
                        .build())
                .orElseGet(this::running);
    }

    private Health running() {
        var health = Health.up().withDetail("paused", false);
        var slowness = pace.slowness();
        health.withDetail("throttled", slowness.isPresent());
        slowness.ifPresent(slow -> health.withDetail("since", slow.since().toString())
                .withDetail("lastReply", slow.reason())
                .withDetail("connections", slow.connections())
                .withDetail("rest", slow.rest().toString()));
        return health.build();
    }
}
