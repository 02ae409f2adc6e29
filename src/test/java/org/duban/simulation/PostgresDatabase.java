package org.duban.simulation;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A real database whose transactions are those of one in memory. Nobody waits there: what is locked is refused. */
final class PostgresDatabase implements MemoryDatabase.Companion, AutoCloseable {

    private final HikariDataSource connections;

    PostgresDatabase(DataSource source) {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(30);
        config.setMinimumIdle(1);
        config.setConnectionInitSql("set lock_timeout = '50ms'; set synchronous_commit = off");
        connections = new HikariDataSource(config);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(connections);
    }

    private interface Ending {
        void of(Connection connection) throws SQLException;
    }

    @Override
    public void begin() {
        try {
            var connection = connections.getConnection();
            connection.setAutoCommit(false);
            TransactionSynchronizationManager.bindResource(connections, new ConnectionHolder(connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void commit() {
        end(Connection::commit);
    }

    @Override
    public void rollback() {
        end(Connection::rollback);
    }

    private void end(Ending ending) {
        var holder = (ConnectionHolder) TransactionSynchronizationManager.unbindResource(connections);
        try (var connection = holder.getConnection()) {
            ending.of(connection);
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException("the transactions have parted", e);
        }
    }

    @Override
    public Runnable suspend() {
        var present = TransactionSynchronizationManager.unbindResourceIfPossible(connections);
        return () -> {
            if (present != null) {
                TransactionSynchronizationManager.bindResource(connections, present);
            }
        };
    }

    @Override
    public void close() {
        connections.close();
    }
}
