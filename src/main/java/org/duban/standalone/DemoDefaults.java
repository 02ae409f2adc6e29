package org.duban.standalone;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.process.BadSetting;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns the demo campaign on where everything is embedded and nobody has brought units or policies of their own, and
 * names its units and policies. Whatever is set anywhere else wins.
 */
final class DemoDefaults implements EnvironmentPostProcessor, Ordered {

    static final String DEMO = "duban.demo";
    private static final String UNITS = "duban.units";
    private static final String POLICIES = "duban.policies";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var ownFiles = environment.containsProperty(UNITS) || environment.containsProperty(POLICIES);
        var allEmbedded = Stream.of(ServerKind.values()).allMatch(kind -> kind.embedded(environment));
        var demo = demo(environment).orElse(allEmbedded && !ownFiles);
        var defaults = new HashMap<String, Object>(Map.of(DEMO, demo));
        if (demo) {
            defaults.put(UNITS, "classpath:demo/units.csv");
            defaults.put(POLICIES, "classpath:demo/policies.yaml");
        }
        environment.getPropertySources().addLast(new MapPropertySource("demo", defaults));
    }

    private static Optional<Boolean> demo(ConfigurableEnvironment environment) {
        try {
            return Optional.ofNullable(environment.getProperty(DEMO, Boolean.class));
        } catch (ConversionException e) {
            throw new BadSetting(
                    DEMO, String.valueOf(environment.getProperty(DEMO)), "write true or false, or leave it out");
        }
    }

    /** After the configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
