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

    /** What the offices of the demo are called in numbers. */
    private static final Map<String, String> SHORT_NAMES = Map.ofEntries(
            Map.entry("municipal-office", "日双拥办"),
            Map.entry("samzhubze-office", "桑双拥办"),
            Map.entry("namling-office", "南木林双拥办"),
            Map.entry("gyangze-office", "江双拥办"),
            Map.entry("tingri-office", "定日双拥办"),
            Map.entry("sagya-office", "萨迦双拥办"),
            Map.entry("lhaze-office", "拉孜双拥办"),
            Map.entry("ngamring-office", "昂仁双拥办"),
            Map.entry("xaitongmoin-office", "谢双拥办"),
            Map.entry("bainang-office", "白朗双拥办"),
            Map.entry("rinbung-office", "仁布双拥办"),
            Map.entry("kangmar-office", "康马双拥办"),
            Map.entry("dinggye-office", "定结双拥办"),
            Map.entry("zhongba-office", "仲巴双拥办"),
            Map.entry("yadong-office", "亚东双拥办"),
            Map.entry("gyirong-office", "吉隆双拥办"),
            Map.entry("nyalam-office", "聂双拥办"),
            Map.entry("saga-office", "萨嘎双拥办"),
            Map.entry("gamba-office", "岗巴双拥办"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var ownFiles = environment.containsProperty(UNITS) || environment.containsProperty(POLICIES);
        var allEmbedded = Stream.of(ServerKind.values()).allMatch(kind -> kind.embedded(environment));
        var demo = demo(environment).orElse(allEmbedded && !ownFiles);
        var defaults = new HashMap<String, Object>(Map.of(DEMO, demo));
        if (demo) {
            defaults.put(UNITS, "classpath:demo/units.csv");
            defaults.put(POLICIES, "classpath:demo/policies.yaml");
            SHORT_NAMES.forEach((office, name) -> defaults.put("duban.numbers.offices." + office, name));
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
