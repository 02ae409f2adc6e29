package org.duban.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the rooms of a simulated year work on PostgreSQL, with the tables in memory in step: each call of a table goes to both,
 * in transactions that begin and end together, and what one answers, or refuses because of a lock, the other has to as well.
 */
public final class Lockstep {

    /** Calls that promise no order among rows that tie, or none at all. */
    private static final Set<String> WITHOUT_ORDER = Set.of("takeDue", "change");

    private final MemoryDatabase database;
    private final boolean inStep;
    private final @Nullable Postgres postgres;
    private final List<Runnable> comparisons = new ArrayList<>();
    private @Nullable AssertionError disagreement;
    private long calls;
    private long refusals;

    private Lockstep(MemoryDatabase database, boolean inStep, @Nullable Postgres postgres) {
        this.database = database;
        this.inStep = inStep;
        this.postgres = postgres;
    }

    /** On what a room works in PostgreSQL. */
    public record Postgres(JdbcClient jdbc, TransactionTemplate transaction) {}

    /** Where the rooms of a year work. */
    enum Place {
        /** In memory, and nodes overtake each other between any two statements. */
        MEMORY,
        /** In memory, and nodes overtake each other between any two calls of a table: the same steps as in PostgreSQL. */
        MEMORY_IN_STEP,
        /** In PostgreSQL, and in memory. */
        POSTGRES
    }

    static Lockstep in(Place place, MemoryDatabase database, Supplier<PostgresDatabase> postgres) {
        return switch (place) {
            case MEMORY -> new Lockstep(database, false, null);
            case MEMORY_IN_STEP -> new Lockstep(database, true, null);
            case POSTGRES -> {
                var companion = postgres.get();
                database.accompaniedBy(companion);
                yield new Lockstep(database, true, new Postgres(companion.jdbc(), database.transaction()));
            }
        };
    }

    /** Whether each call of a table is one step, and its answer is looked at. */
    public boolean inStep() {
        return inStep;
    }

    /** A table as the rooms see it. */
    public <T> T table(Class<T> face, T memory, Function<Postgres, T> jdbc) {
        return inStep ? face.cast(proxy(face, memory, jdbc, true)) : memory;
    }

    /** What is only looked at, without a step of its own. */
    public <T> T view(Class<T> face, T memory, Function<Postgres, T> jdbc) {
        return postgres == null ? memory : face.cast(proxy(face, memory, jdbc, false));
    }

    /** Has something compared at the end: the rows of a table in memory, and those in PostgreSQL. */
    public void compare(
            String what, Supplier<? extends Collection<String>> memory, Function<Postgres, List<String>> jdbc) {
        if (postgres != null) {
            comparisons.add(() -> {
                var here = new HashSet<>(memory.get());
                var there = new HashSet<>(jdbc.apply(postgres));
                if (!here.equals(there)) {
                    var both = new HashSet<>(here);
                    both.retainAll(there);
                    here.removeAll(both);
                    there.removeAll(both);
                    throw new AssertionError(what + ": only in memory " + here + ", only in PostgreSQL " + there);
                }
            });
        }
    }

    /** Throws what was found to disagree, whoever has caught it meanwhile, and compares all rows. */
    void agree() {
        if (disagreement != null) {
            throw disagreement;
        }
        comparisons.forEach(Runnable::run);
    }

    /** How many calls were compared. */
    long calls() {
        return calls;
    }

    /** How many of them both refused. */
    long refusals() {
        return refusals;
    }

    private <T> Object proxy(Class<T> face, T memory, Function<Postgres, T> jdbc, boolean steps) {
        var other = postgres == null ? null : jdbc.apply(postgres);
        return Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, (self, method, arguments) -> {
            method.setAccessible(true);
            Supplier<@Nullable Object> both = () -> both(method, memory, other, arguments);
            if (!steps) {
                return database.stage().undivided(both);
            }
            database.stage().step(face.getSimpleName() + "." + method.getName());
            return database.stage().undivided(() -> inTransaction(both));
        });
    }

    private @Nullable Object inTransaction(Supplier<@Nullable Object> work) {
        return database.inTransaction() ? work.get() : database.transaction().execute(status -> work.get());
    }

    private @Nullable Object both(Method method, Object memory, @Nullable Object other, Object[] arguments) {
        var here = Answer.of(method, memory, arguments);
        if (other == null || here.crashed()) {
            return here.orThrow();
        }
        var there = Answer.of(method, other, arguments);
        calls++;
        refusals += here.refused() ? 1 : 0;
        if (!here.agrees(there, WITHOUT_ORDER.contains(method.getName()))) {
            disagreement = new AssertionError(
                    method.getDeclaringClass().getSimpleName() + "." + method.getName() + here.difference(there));
            throw disagreement;
        }
        return (WITHOUT_ORDER.contains(method.getName()) ? here : there).orThrow();
    }

    /** What came of a call. */
    private record Answer(@Nullable Object value, @Nullable Throwable failure) {

        static Answer of(Method method, Object target, Object[] arguments) {
            try {
                return new Answer(method.invoke(target, arguments), null);
            } catch (InvocationTargetException e) {
                return new Answer(null, e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean crashed() {
            return failure instanceof Error;
        }

        boolean refused() {
            return failure instanceof DataAccessException;
        }

        boolean agrees(Answer other, boolean inAnyOrder) {
            if (failure != null || other.failure != null) {
                return refused() && other.refused();
            }
            if (inAnyOrder && value instanceof List<?> some && other.value instanceof List<?> others) {
                return some.size() == others.size() && new HashSet<>(some).equals(new HashSet<>(others));
            }
            return Objects.equals(value, other.value);
        }

        /** The first place where they are not the same. */
        String difference(Answer other) {
            if (value instanceof List<?> some
                    && other.value instanceof List<?> others
                    && some.size() == others.size()) {
                var at = IntStream.range(0, some.size())
                        .filter(i -> !some.get(i).equals(others.get(i)))
                        .findFirst()
                        .orElseThrow();
                return "%n%d in memory:     %s%n%d in PostgreSQL: %s".formatted(at, some.get(at), at, others.get(at));
            }
            return "%nin memory:     %s%nin PostgreSQL: %s".formatted(this, other);
        }

        @Nullable
        Object orThrow() {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return value;
        }
    }
}
