package org.duban.access.web;

import org.duban.process.BadSetting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who reads the metrics.
 *
 * @param token with it as bearer token {@code /actuator/prometheus} needs no user, and so no database; at least 16 characters; without it
 *     only users read metrics
 */
@ConfigurationProperties("duban.metrics")
record MetricsProperties(@Nullable String token) {

    private static final int SHORTEST = 16;

    MetricsProperties {
        if (token != null && token.isBlank()) {
            token = null;
        }
        BadSetting.unless(
                token == null
                        || (token.strip().length() >= SHORTEST
                                && token.strip().chars().allMatch(c -> c > ' ' && c < 127)),
                "duban.metrics.token",
                "***",
                "give at least " + SHORTEST
                        + " ASCII characters without a space, for instance what openssl rand -hex 24"
                        + " makes: a shorter one could be guessed, and others cannot stand in a header");
    }

    /** Settings end up in messages; a token must not. */
    @Override
    public String toString() {
        return "MetricsProperties[token=" + (token == null ? "none" : "***") + "]";
    }
}
