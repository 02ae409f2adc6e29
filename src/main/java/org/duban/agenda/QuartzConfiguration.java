package org.duban.agenda;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.quartz.SchedulerException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.quartz.autoconfigure.QuartzDataSource;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Quartz on its own small pool, so that neither it nor the rest can starve the other of connections. */
@Configuration(proxyBeanMethods = false)
class QuartzConfiguration {

    private static final int CONNECTIONS = 4;

    @Bean(defaultCandidate = false)
    @QuartzDataSource
    DataSource quartzDataSource(JdbcConnectionDetails connection) {
        var source = DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url(connection.getJdbcUrl())
                .username(connection.getUsername())
                .password(connection.getPassword())
                .build();
        source.setPoolName("quartz");
        source.setMaximumPoolSize(CONNECTIONS);
        source.setMinimumIdle(1);
        return source;
    }

    /** A process without the clock role writes moments but lets the others fire them. */
    @Bean
    SchedulerFactoryBeanCustomizer fireOnlyInTheClockRole(DubanProperties duban) {
        return factory -> factory.setAutoStartup(duban.roles().contains(Role.CLOCK));
    }

    @Bean
    SchedulerFactoryBeanCustomizer measureMoments(MeterRegistry registry) {
        var meters = new MomentMeters(registry);
        return factory -> {
            factory.setGlobalJobListeners(meters);
            factory.setGlobalTriggerListeners(meters);
        };
    }

    @Bean
    SmartInitializingSingleton wakeUpJob(Moments moments) {
        return () -> {
            try {
                moments.keepJob();
            } catch (SchedulerException e) {
                throw new IllegalStateException("the wake-up job could not be stored", e);
            }
        };
    }
}
