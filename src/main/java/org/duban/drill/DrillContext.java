package org.duban.drill;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.duban.agenda.Agenda;
import org.duban.audit.AuditTrail;
import org.duban.directory.Directory;
import org.duban.ledger.TaskLedger;
import org.duban.letter.MailRenderer;
import org.duban.notice.Notices;
import org.duban.numbers.Numbers;
import org.duban.process.DubanProperties;
import org.duban.rulebook.Planner;
import org.duban.task.ActParser;
import org.duban.tracing.Traces;
import org.duban.words.Languages;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * The rooms that a drill needs, wired as in service but for two things: they ask the simulated clock, and nothing runs by
 * itself: no Quartz, no Kafka client, no schedule. No component, so that no other process ever finds it.
 */
@ComponentScan(
        basePackageClasses = {
            AuditTrail.class,
            Directory.class,
            TaskLedger.class,
            Planner.class,
            Agenda.class,
            Languages.class,
            Notices.class,
            Numbers.class
        })
@ConfigurationPropertiesScan(
        basePackageClasses = {Directory.class, Planner.class, Notices.class, MailRenderer.class, Numbers.class})
@EnableConfigurationProperties(DubanProperties.class)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    KafkaAutoConfiguration.class,
    QuartzAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
@Import({SimulatedClock.class, MailRenderer.class, Drill.class, DrillRunner.class})
final class DrillContext {

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    Traces traces() {
        return Traces.OFF;
    }

    /** Nobody audits a drill. */
    @Bean
    ActParser keptActs() {
        return (type, data) -> {
            throw new UnsupportedOperationException("a drill folds no history anew");
        };
    }

    @Bean
    @Primary
    Directory standingUnits(@Qualifier("directory") Directory directory) {
        return new FixedDirectory(directory);
    }

    /** Starts nothing: what happens in a drill, the drill lets happen. */
    @Bean
    LifecycleProcessor lifecycleProcessor() {
        return new DefaultLifecycleProcessor() {
            @Override
            public void onRefresh() {
                // Quartz and the doors of Kafka would start here.
            }
        };
    }
}
