package org.duban.mail;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while sending pauses because the mail server cannot be reached, with since when and why. */
final class MailHealth implements HealthIndicator {

    private final Pause pause;

    MailHealth(Pause pause) {
        this.pause = pause;
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
                .orElseGet(() -> Health.up().withDetail("paused", false).build());
    }
}
