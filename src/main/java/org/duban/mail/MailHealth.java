package org.duban.mail;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down while sending pauses because the mail server cannot be reached, and while the server takes no mail of ours, with since
 * when and why; up but telling while it goes more slowly at the server's wish.
 */
final class MailHealth implements HealthIndicator {

    private final OutagePause pause;
    private final Rejection rejection;
    private final SendPace pace;

    MailHealth(OutagePause pause, Rejection rejection, SendPace pace) {
        this.pause = pause;
        this.rejection = rejection;
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
        var rejected = rejection.trouble();
        var health = rejected.isPresent() ? Health.down() : Health.up();
        health.withDetail("paused", false);
        if (rejected.isPresent()) {
            return health.withDetail("rejected", true)
                    .withDetail("since", rejected.get().since().toString())
                    .withDetail("lastReply", rejected.get().reply())
                    .build();
        }
        var slowness = pace.slowness();
        health.withDetail("throttled", slowness.isPresent());
        slowness.ifPresent(slow -> health.withDetail("since", slow.since().toString())
                .withDetail("lastReply", slow.reason())
                .withDetail("connections", slow.connections())
                .withDetail("rest", slow.rest().toString()));
        return health.build();
    }
}
