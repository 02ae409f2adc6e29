package org.duban.simulation;

import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two nodes on one database, in PostgreSQL or in memory, for the tests that hold the tables of both to one contract: what
 * one does in a transaction, and what the other does in the midst of it.
 */
public final class TwoNodes {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final TransactionTemplate one;
    private final Consumer<Runnable> other;

    private TwoNodes(TransactionTemplate one, Consumer<Runnable> other) {
        this.one = one;
        this.other = other;
    }

    public static TwoNodes on(DataSource database) {
        var manager = new JdbcTransactionManager(database);
        var jdbc = JdbcClient.create(database);
        var apart = new DefaultTransactionDefinition(DefaultTransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new TwoNodes(
                new TransactionTemplate(manager),
                work -> new TransactionTemplate(manager, apart).executeWithoutResult(status -> {
                    // Whoever would end the wait is further down this thread.
                    jdbc.sql("set local lock_timeout = '100ms'").update();
                    work.run();
                }));
    }

    public static TwoNodes on(MemoryDatabase database) {
        return new TwoNodes(
                database.transaction(),
                work -> database.aside(() -> database.transaction().executeWithoutResult(status -> work.run())));
    }

    public void transaction(Runnable work) {
        one.executeWithoutResult(status -> work.run());
    }

    public <T> T transaction(Supplier<T> work) {
        return Objects.requireNonNull(one.execute(status -> work.get()));
    }

    /** Does something in a transaction that is rolled back then. */
    public void inVain(Runnable work) {
        one.executeWithoutResult(status -> {
            work.run();
            status.setRollbackOnly();
        });
    }

    /** What the other node does, in a transaction of its own, while this one's is under way. */
    public void meanwhile(Runnable work) {
        other.accept(work);
    }

    /** Whether the other node could not do this before the transaction under way has ended. */
    public boolean waits(Runnable work) {
        try {
            other.accept(work);
            return false;
        } catch (CannotAcquireLockException e) {
            return true;
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    public TransactionTemplate transactions() {
        return one;
    }
}
