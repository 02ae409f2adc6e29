package org.duban.database;

import java.lang.reflect.UndeclaredThrowableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Says of a failure whether the world is to blame, so that the same is to be tried again: a database that is away, busy, full,
 * or not in the shape that it should have. For whatever else fails, expected or not, what was to be taken is to blame: it would
 * fail again, and must not hold up what comes after it.
 */
@Component
public final class FailureClassifier {

    /**
     * SQL states that say nothing about the data: connection (08), transaction state (25, 26, 40), rights (28, 3D, 42501),
     * tables that are not there or differ (0A, 42), resources and full disks (53), locks (55), operators (57), input and output
     * (58, F0), broken files (XX001, XX002).
     */
    private static final List<String> OF_THE_WORLD =
            List.of("08", "0A", "25", "26", "28", "3D", "40", "42", "53", "55", "57", "58", "F0", "XX001", "XX002");

    private static final List<Class<? extends Throwable>> OUTAGES = List.of(
            SQLTransientException.class,
            SQLRecoverableException.class,
            SQLNonTransientConnectionException.class,
            TransientDataAccessException.class,
            RecoverableDataAccessException.class,
            DataAccessResourceFailureException.class,
            CannotCreateTransactionException.class,
            InterruptedException.class);

    private final JdbcPing database;

    FailureClassifier(JdbcPing database) {
        this.database = database;
    }

    /** Whether to try again rather than to refuse. Where a failure does not tell, the database is asked whether it is there. */
    public boolean isTheWorlds(Throwable failure) {
        // Spring takes some states for an outage that are none, such as a limit that one statement exceeds.
        var told = state(failure)
                .map(state -> OF_THE_WORLD.stream().anyMatch(state::startsWith))
                .orElseGet(() -> causes(failure).anyMatch(FailureClassifier::isOutage));
        return told || !database.isAnswered();
    }

    private static boolean isOutage(Throwable cause) {
        var ofTheProcess = cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError);
        return ofTheProcess || OUTAGES.stream().anyMatch(outage -> outage.isInstance(cause));
    }

    /** What kind of failure it was, in a word or two, without values of the data. */
    public static String kind(Throwable failure) {
        return state(failure)
                .map(state -> "SQL state " + state)
                .orElseGet(() -> causes(failure)
                        .filter(cause -> !(cause instanceof UndeclaredThrowableException))
                        .findFirst()
                        .orElse(failure)
                        .getClass()
                        .getSimpleName());
    }

    private static Optional<String> state(Throwable failure) {
        return causes(failure)
                .map(cause -> cause instanceof SQLException sql ? sql.getSQLState() : null)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        Predicate<Throwable> there = cause -> cause != null;
        return Stream.iterate(failure, there, Throwable::getCause).limit(50);
    }
}
