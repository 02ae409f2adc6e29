package org.duban.gate;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where a supervisor asks whether this process lives.
 *
 * @param port a port of its own for {@code /livez}, {@code /readyz} and {@code /actuator/health}, with threads of its own, so that they are
 *     answered however busy {@code server.port} is, which has them as well; none if left out
 */
@ConfigurationProperties("duban.probes")
@Validated
record ProbesProperties(@Nullable @Min(0) @Max(65535) Integer port) {}
