package org.duban.database;

import java.util.Arrays;
import java.util.Map;
import org.duban.process.Command;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/**
 * The command {@code migrate}: brings the tables of the configured database up to date and ends, so that an upgrade can do
 * it before any process is replaced. Whoever does so at the same time, as every start does, waits until it is done. What a
 * migration has not finished is undone, and made by the next one.
 */
final class MigrateCommand implements Command {

    private static final Logger log = LoggerFactory.getLogger(MigrateCommand.class);

    private static final String NAME = "migrate";
    private static final int DONE = 0;
    private static final int FAILED = 1;

    @Override
    public boolean asked(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(NAME);
    }

    /** @return 0; 1 if the tables are not up to date, and the log says why */
    @Override
    public int run(String... arguments) {
        ConfigurableApplicationContext context;
        try {
            context = start(arguments);
        } catch (RuntimeException e) {
            // Spring Boot has said why.
            return FAILED;
        }
        try (context) {
            return migrate(context);
        }
    }

    /** The database with its migrations, none of which has been looked at. */
    static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Tables.class)
                .main(MigrateCommand.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .initializers(MigrateCommand::migrateWhateverIsSet, MigrateCommand::needDatabase)
                .run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    static int migrate(ConfigurableApplicationContext context) {
        try {
            var result = context.getBean(Flyway.class).migrate();
            log.info(
                    "The tables are up to date, migrations={} version={}",
                    result.migrationsExecuted,
                    result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion);
            return DONE;
        } catch (FlywayException e) {
            log.error(
                    "The tables are not up to date; the migration that failed was undone. Remove the cause and migrate again",
                    e);
            return FAILED;
        }
    }

    /** Where processes are told to leave the tables alone, it is this command that they are left to. */
    private static void migrateWhateverIsSet(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(NAME, Map.of("spring.flyway.enabled", true)));
    }

    private static void needDatabase(ConfigurableApplicationContext context) {
        if (context.getEnvironment().getProperty("spring.datasource.url", "").isBlank()) {
            throw new UnreachableDatabase(
                    "The command migrate needs a database, and none is configured.",
                    "Set spring.datasource.url, .username and .password. An embedded database is migrated when it starts.");
        }
    }

    /** The database and its migrations, and nothing else of the house. */
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @Import(DatabaseProbe.class)
    static class Tables {

        /** Later, where its outcome can be told. */
        @Bean
        FlywayMigrationStrategy notWhileStarting() {
            return flyway -> {};
        }
    }
}
