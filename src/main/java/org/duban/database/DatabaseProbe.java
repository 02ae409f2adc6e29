package org.duban.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tries a configured database once before its pool does: so a start without it ends with one sentence, where the pool
 * would write its own stack trace first.
 */
@Component
final class DatabaseProbe implements BeanPostProcessor {

    private static final Pattern HOST = Pattern.compile("^jdbc:postgresql://(?:[^/?@]*@)?([^/?@]+)");
    private static final String PATIENCE_SECONDS = "10";

    private final boolean configured;

    DatabaseProbe(Environment environment) {
        configured = environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:");
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (configured && bean instanceof HikariDataSource source && source.getJdbcUrl() != null) {
            probe(source);
        }
        return bean;
    }

    private static void probe(HikariDataSource source) {
        var properties = new Properties();
        properties.putAll(source.getDataSourceProperties());
        put(properties, "user", source.getUsername());
        put(properties, "password", source.getPassword());
        properties.putIfAbsent("loginTimeout", PATIENCE_SECONDS);
        try {
            DriverManager.getConnection(source.getJdbcUrl(), properties).close();
        } catch (SQLException e) {
            throw problem(host(source.getJdbcUrl()), e);
        }
    }

    private static void put(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    /** Without the driver's words where they may repeat the address, and so a password in it. */
    private static UnreachableDatabase problem(String host, SQLException e) {
        var state = Objects.requireNonNullElse(e.getSQLState(), "");
        var where = "The database at " + host + " (spring.datasource.url) ";
        if (state.startsWith("28")) {
            return new UnreachableDatabase(
                    where + "does not let Duban in (SQL state " + state + ").",
                    "Correct spring.datasource.username and spring.datasource.password, or let that user in.");
        }
        if (state.equals("3D000")) {
            return new UnreachableDatabase(
                    where + "has no database of that name.",
                    "Create it, or correct the name at the end of spring.datasource.url.");
        }
        if (state.startsWith("08") || state.isEmpty()) {
            return new UnreachableDatabase(
                    where + "does not answer.",
                    "Start PostgreSQL there, or correct spring.datasource.url; without that property, Duban starts one of"
                            + " its own where it can.");
        }
        return new UnreachableDatabase(
                where + "takes no connection now (SQL state " + state + ").",
                "Look into the log of that PostgreSQL, and start Duban again when it is ready.");
    }

    static String host(String url) {
        var host = HOST.matcher(url);
        return host.find() ? host.group(1) : "localhost";
    }
}
