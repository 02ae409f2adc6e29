package org.duban.auditor;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.duban.process.BadSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often the auditor looks, and how closely.
 *
 * @param every the time from the beginning of one pass to the next, on whichever node
 * @param grace what fell due later than this before a pass may still be on its way and is left to the next one
 * @param historiesEvery in so many passes the history of each open task is folded anew once and compared with it
 */
@ConfigurationProperties("duban.audit")
@Validated
record AuditProperties(
        @DefaultValue("10m") Duration every,
        @DefaultValue("5m") Duration grace,
        @DefaultValue("24") @Min(1) @Max(10_000) int historiesEvery) {

    AuditProperties {
        BadSetting.unlessBetween(Duration.ofSeconds(10), Duration.ofDays(7), "duban.audit.every", every);
        BadSetting.unlessBetween(Duration.ofSeconds(1), Duration.ofDays(7), "duban.audit.grace", grace);
    }
}
