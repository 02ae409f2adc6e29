package org.duban.notice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    /** What was sent back at once would be sent back at once again. */
    private static final List<Duration> AFTER_A_RETURN = List.of(Duration.ofDays(1), Duration.ofDays(3));

    /**
     * When a mail is sent once more that came back, or was refused, for a reason that passes in days.
     *
     * @param triedFrom from when the time counts for which it is tried
     * @return empty if it has been tried for long enough
     */
    Optional<Instant> afterReturn(Instant triedFrom, Instant now) {
        return AFTER_A_RETURN.stream()
                .filter(delay -> delay.compareTo(retryFor) <= 0)
                .map(triedFrom::plus)
                .filter(now::isBefore)
                .findFirst();
    }

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
