package org.duban.directory;

import java.time.InstantSource;
import org.duban.audit.AuditTrail;
import org.duban.files.InputFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Opens the directory, with the units of {@code duban.units} in it. */
@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DirectoryConfiguration.class);

    /** What has changed in the units file is loaded before anybody gets the directory to see. */
    @Bean
    JdbcDirectory directory(
            JdbcClient jdbc,
            TransactionOperations transactions,
            KnownCalendars calendars,
            DirectoryProperties properties,
            ObjectProvider<Dependants> dependants,
            AuditTrail audit,
            InstantSource clock) {
        var removals = new JdbcRemovals(jdbc, dependants::stream, audit, clock);
        var directory = new JdbcDirectory(jdbc, transactions, calendars, removals);
        var location = properties.units();
        if (location != null && !location.isBlank()) {
            new JdbcUnitsFile(jdbc, transactions, directory, audit, clock)
                    .load(InputFile.of(location.strip()), calendars);
        }
        if (directory.tree().units().isEmpty()) {
            log.warn("There are no units yet: set duban.units to a CSV, or save units through the API");
        }
        return directory;
    }

    @Bean
    StandIns standIns(JdbcClient jdbc, TransactionOperations transactions, JdbcDirectory directory) {
        return new JdbcStandIns(jdbc, transactions, directory);
    }

    /** @param directory whose units they belong to */
    @Bean
    Digests digests(JdbcClient jdbc, JdbcDirectory directory) {
        return new JdbcDigests(jdbc);
    }
}
