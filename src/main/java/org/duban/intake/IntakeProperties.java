package org.duban.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
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
record IntakeProperties(
        @DefaultValue("500") @Min(1) @Max(5000) int batch,
        @DefaultValue("1") @Min(1) @Max(100) int concurrency,
        @Nullable String node,
        @DefaultValue("6s") Duration sessionTimeout) {}
