package org.duban.intake.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.regex.Pattern;
import org.duban.process.BadSetting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How task events are taken in.
 *
 * @param batch at most so many records are applied in one transaction
 * @param concurrency how many consumers this process runs; more than there are partitions stand idle
 * @param node a lasting name of this process among its peers (Kafka's {@code group.instance.id}), so that a restart is
 *     not waited for; unset for none
 * @param sessionTimeout after how long without a sign of life a peer takes over
 */
@ConfigurationProperties("duban.intake")
@Validated
public record IntakeProperties(
        @DefaultValue("500") @Min(1) @Max(5000) int batch,
        @DefaultValue("1") @Min(1) @Max(100) int concurrency,
        @Nullable String node,
        @DefaultValue("6s") Duration sessionTimeout) {

    private static final Pattern NODE = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    public IntakeProperties {
        if (node != null && node.isBlank()) {
            node = null;
        }
        BadSetting.unless(
                node == null || NODE.matcher(node).matches(),
                "duban.intake.node",
                String.valueOf(node),
                "write a name that Kafka takes: at most 249 letters, digits, dots, dashes and underscores");
        BadSetting.unlessBetween(
                Duration.ofSeconds(1), Duration.ofMinutes(30), "duban.intake.session-timeout", sessionTimeout);
    }
}
