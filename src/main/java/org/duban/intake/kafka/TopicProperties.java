package org.duban.intake.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.duban.process.BadSetting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How missing topics are made, and what existing ones are compared with; their names stand beside these settings.
 *
 * @param create whether missing topics are made; otherwise they are only missed
 * @param partitions of each topic but that of unit events, which has one, because a unit may come only after the one
 *     above it
 * @param replicas copies of each partition; unset for what the brokers are set to
 * @param retention how long records are kept
 * @param compact which topics keep the last record of each key instead
 */
@ConfigurationProperties("duban.topics")
@Validated
record TopicProperties(
        @DefaultValue("true") boolean create,
        @DefaultValue("4") @Min(1) @Max(10_000) int partitions,
        @Nullable @Min(1) @Max(100) Short replicas,
        @DefaultValue Retention retention,
        @DefaultValue Compact compact) {

    /**
     * How long records are kept; {@code 0} for ever. The truth lies in the database, and what a topic has beyond that is
     * time to read it once more: after the database was restored from a backup, or by whoever subscribes later.
     *
     * @param taskEvents task events
     * @param taskEventsDlt copies of refused records
     * @param notices notices
     * @param receipts what became of notices
     * @param unitEvents unit events, from which a new installation learns all units
     */
    record Retention(
            @DefaultValue("30d") Duration taskEvents,
            @DefaultValue("90d") Duration taskEventsDlt,
            @DefaultValue("30d") Duration notices,
            @DefaultValue("90d") Duration receipts,
            @DefaultValue("0s") Duration unitEvents) {

        private static final Duration LONGEST = Duration.ofDays(36_500);

        Retention {
            BadSetting.unlessBetween(Duration.ZERO, LONGEST, "duban.topics.retention.task-events", taskEvents);
            BadSetting.unlessBetween(Duration.ZERO, LONGEST, "duban.topics.retention.task-events-dlt", taskEventsDlt);
            BadSetting.unlessBetween(Duration.ZERO, LONGEST, "duban.topics.retention.notices", notices);
            BadSetting.unlessBetween(Duration.ZERO, LONGEST, "duban.topics.retention.receipts", receipts);
            BadSetting.unlessBetween(Duration.ZERO, LONGEST, "duban.topics.retention.unit-events", unitEvents);
        }
    }

    /**
     * Which topics keep the last record of each key. The others cannot: several records of a task or of a recipient count.
     *
     * @param receipts the last receipt of each notice
     * @param unitEvents the last event of each unit; a unit may then come before the one above it, and waits among the
     *     refusals until it is replayed
     */
    record Compact(
            @DefaultValue("false") boolean receipts,
            @DefaultValue("false") boolean unitEvents) {}
}
