package org.duban.notice;

import java.time.Duration;
import java.util.UUID;
import org.duban.process.BadSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a notice is tried.
 *
 * @param retryFor after this time since it was issued, or since somebody asked for it again, a notice that no server took counts as undeliverable
 */
@ConfigurationProperties("duban.mail")
public record RetryProperties(@DefaultValue("5d") Duration retryFor) {

    public RetryProperties {
        BadSetting.unlessBetween(Duration.ofSeconds(1), Duration.ofDays(365), "duban.mail.retry-for", retryFor);
    }

    /** RFC 5321 §4.5.4.1 asks for a growing delay and several days of tries. */
    private static final Duration[] DELAYS = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofMinutes(30),
        Duration.ofHours(1),
        Duration.ofHours(2),
        Duration.ofHours(4)
    };

    /**
     * The delay after the given attempt (from 1), stretched by up to a fifth so that tries do not come in step: by more or
     * less with each notice, as its random id has it.
     */
    Duration delayAfter(int attempt, UUID notice) {
        var delay = DELAYS[Math.min(Math.max(attempt, 1), DELAYS.length) - 1];
        var jitter = (notice.getLeastSignificantBits() & 0xffff) / 65_536.0;
        return delay.plusMillis((long) (delay.toMillis() * 0.2 * jitter));
    }
}
