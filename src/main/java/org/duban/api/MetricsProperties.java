package org.duban.api;

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
        if (token != null && token.strip().length() < SHORTEST) {
            throw new IllegalArgumentException("duban.metrics.token is shorter than " + SHORTEST
                    + " characters and could be guessed; make one with: openssl rand -hex 24");
        }
    }

    /** Settings end up in messages; a token must not. */
    @Override
    public String toString() {
        return "MetricsProperties[token=" + (token == null ? "none" : "***") + "]";
    }
}
