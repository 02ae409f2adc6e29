package org.duban.process;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Where nobody has set {@code duban.base-url}, lets links lead to the port that is set for this process. */
final class UsualBaseUrl implements EnvironmentPostProcessor, Ordered {

    private static final String BASE_URL = "duban.base-url";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        port(environment).ifPresent(port -> {
            var scheme = speaksTls(environment) ? "https" : "http";
            var usual = Map.<String, Object>of(BASE_URL, scheme + "://localhost:" + port);
            environment.getPropertySources().addLast(new MapPropertySource("usual base url", usual));
        });
    }

    /** Empty for a port that is found only when it is opened, and for one that the start will refuse. */
    private static Optional<String> port(ConfigurableEnvironment environment) {
        return Optional.ofNullable(environment.getProperty("server.port"))
                .map(String::strip)
                .filter(port -> port.matches("[1-9][0-9]{0,4}"))
                .filter(port -> Integer.parseInt(port) <= 65_535);
    }

    private static boolean speaksTls(ConfigurableEnvironment environment) {
        return !"false".equalsIgnoreCase(environment.getProperty("server.ssl.enabled"))
                && Stream.of("server.ssl.bundle", "server.ssl.key-store", "server.ssl.certificate")
                        .anyMatch(environment::containsProperty);
    }

    /** After the configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
