package org.duban.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class IntakePropertiesTests {

    @Test
    void hasDefaults() {
        assertThat(bound(Map.of())).isEqualTo(new IntakeProperties(500, 1, null, Duration.ofSeconds(6)));
    }

    @Test
    void takesWhatIsSet() {
        var set = Map.of("duban.intake.node", "node-1", "duban.intake.session-timeout", "10s");

        assertThat(bound(set)).isEqualTo(new IntakeProperties(500, 1, "node-1", Duration.ofSeconds(10)));
    }

    private static IntakeProperties bound(Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set)).bindOrCreate("duban.intake", IntakeProperties.class);
    }
}
