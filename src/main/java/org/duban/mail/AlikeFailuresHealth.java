package org.duban.mail;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while mails to many readers fail alike: that is ours to mend, and nobody else will. */
final class AlikeFailuresHealth implements HealthIndicator {

    private final AlikeFailures failures;

    AlikeFailuresHealth(AlikeFailures failures) {
        this.failures = failures;
    }

    @Override
    public Health health() {
        return failures.alarm()
                .map(alarm -> Health.down()
                        .withDetail("readers", alarm.readers())
                        .withDetail("lastReply", alarm.words())
                        .withDetail(
                                "cure",
                                "mail servers refuse us, not these readers: look whether our mail server's address is on a"
                                        + " block list, and at SPF, DKIM and DMARC of the sender's domain")
                        .build())
                .orElseGet(() -> Health.up().build());
    }
}
