package org.duban.directory;

import org.duban.files.InputFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Opens the directory, with the units of {@code duban.units} in it. */
@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DirectoryConfiguration.class);

    /** The units are loaded before anybody gets the directory to see. */
    @Bean
    JdbcDirectory directory(
            JdbcClient jdbc,
            TransactionOperations transactions,
            KnownCalendars calendars,
            DirectoryProperties properties) {
        var directory = new JdbcDirectory(jdbc, transactions, calendars);
        var location = properties.units();
        if (location != null && !location.isBlank()) {
            var units = CsvUnits.read(InputFile.of(location.strip()), calendars.names());
            var changed = directory.saveChanged(units);
            log.info("Units loaded file={} units={} changed={}", location, units.size(), changed);
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
}
