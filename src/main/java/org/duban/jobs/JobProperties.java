package org.duban.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Acts on many tasks.
 *
 * @param typedAbove whoever acts on more tasks than these on a page types their number first
 * @param largest an act on more tasks than these is not taken; whoever means that asks in parts
 */
@ConfigurationProperties("duban.jobs")
@Validated
public record JobProperties(
        @DefaultValue("50") @Min(1) @Max(100_000) int typedAbove,
        @DefaultValue("20000") @Min(1) @Max(100_000) int largest) {}
