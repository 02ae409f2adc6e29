package org.duban.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database in memory, with transactions that end in a commit, a rollback, or a crash. */
public final class MemoryDatabase {

    /** What may go wrong at a commit. */
    interface Weather {
        /** Called before a commit; it may throw, and nothing is committed then. */
        void beforeCommit();

        /** Called after a commit; it may throw, and the caller does not learn that it was committed. */
        void afterCommit();
    }

    /** A database whose transactions begin and end with those of this one, on the same thread. */
    interface Companion {
        void begin();

        void commit();

        void rollback();

        /** Lets another transaction begin on this thread; what is returned brings the present one back. */
        Runnable suspend();
    }

    private static final Companion NOBODY = new Companion() {
        @Override
        public void begin() {}

        @Override
        public void commit() {}

        @Override
        public void rollback() {}

        @Override
        public Runnable suspend() {
            return () -> {};
        }
    };

    private final Stage stage;
    private final Weather weather;
    private Companion companion = NOBODY;
    private final ThreadLocal<@Nullable Session> current = new ThreadLocal<>();
    private final List<Runnable> watchers = new ArrayList<>();
    private long commits;

    MemoryDatabase(Stage stage, Weather weather) {
        this.stage = stage;
        this.weather = weather;
    }

    /** A database without faults, for one thread. */
    public static MemoryDatabase calm() {
        var nothing = new Weather() {
            @Override
            public void beforeCommit() {}

            @Override
            public void afterCommit() {}
        };
        var stage =
                new Stage(new java.util.SplittableRandom(0), 0, 0, () -> java.time.Instant.EPOCH, (step, node) -> {});
        return new MemoryDatabase(stage, nothing);
    }

    void accompaniedBy(Companion other) {
        companion = other;
    }

    public <K, V> Table<K, V> table() {
        return new Table<>(this);
    }

    public Stage stage() {
        return stage;
    }

    /** How many transactions have been committed so far: an order of all changes. */
    public long commits() {
        return commits;
    }

    /** Called after each commit that changed something. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** One statement: a step of the node, in the transaction under way or in one of its own. */
    public <T> T statement(String name, Supplier<T> work) {
        stage.step(name);
        if (current.get() != null) {
            return work.get();
        }
        return Objects.requireNonNull(transaction().execute(status -> work.get()));
    }

    public void statement(String name, Runnable work) {
        statement(name, () -> {
            work.run();
            return true;
        });
    }

    /** Has work done beside the transaction under way, as if another thread did it. */
    void aside(Runnable work) {
        var session = current.get();
        var active = TransactionSynchronizationManager.isSynchronizationActive();
        var after = active ? List.copyOf(TransactionSynchronizationManager.getSynchronizations()) : null;
        var resume = companion.suspend();
        current.remove();
        TransactionSynchronizationManager.clear();
        try {
            work.run();
        } finally {
            current.set(session);
            resume.run();
            TransactionSynchronizationManager.clear();
            TransactionSynchronizationManager.setActualTransactionActive(active);
            if (after != null) {
                TransactionSynchronizationManager.initSynchronization();
                after.forEach(TransactionSynchronizationManager::registerSynchronization);
            }
        }
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(new Transactions());
    }

    /** A transaction under way. */
    static final class Session {
        private final Set<Table<?, ?>> tables = new LinkedHashSet<>();
        private final Set<Latch> latches = new LinkedHashSet<>();

        void enlist(Table<?, ?> table) {
            tables.add(table);
        }
    }

    Session session() {
        return Objects.requireNonNull(current.get(), "there is no transaction");
    }

    @Nullable
    Session sessionOrNull() {
        return current.get();
    }

    public boolean inTransaction() {
        return current.get() != null;
    }

    /** A lock of no row, shared by many or held by one, until the transaction ends. */
    public final class Latch {
        private final Set<Session> sharing = new LinkedHashSet<>();
        private @Nullable Session holder;

        public void share() {
            var session = session();
            if (holder != session) {
                stage.waitFor(() -> holder == null);
            }
            sharing.add(session);
            session.latches.add(this);
        }

        public void take() {
            var session = session();
            stage.waitFor(() ->
                    (holder == null || holder == session) && sharing.stream().allMatch(one -> one == session));
            holder = session;
            session.latches.add(this);
        }

        private void free(Session session) {
            sharing.remove(session);
            if (holder == session) {
                holder = null;
            }
        }
    }

    public Latch latch() {
        return new Latch();
    }

    /** At once, as others see it: whoever is told of a changed row finds all rows of the transaction changed. */
    private void commit(Session session) {
        companion.commit();
        current.remove();
        session.tables.stream().map(table -> table.commit(session)).toList().forEach(Runnable::run);
        session.latches.forEach(latch -> latch.free(session));
        if (!session.tables.isEmpty()) {
            commits++;
            watchers.forEach(Runnable::run);
        }
    }

    private void rollback(Session session) {
        companion.rollback();
        current.remove();
        session.tables.forEach(table -> table.rollback(session));
        session.latches.forEach(latch -> latch.free(session));
    }

    @SuppressWarnings("serial")
    private final class Transactions extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return MemoryDatabase.this;
        }

        @Override
        protected boolean isExistingTransaction(Object transaction) {
            return current.get() != null;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            current.set(new Session());
            companion.begin();
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            stage.step("commit");
            weather.beforeCommit();
            MemoryDatabase.this.commit(session());
            stage.step("committed");
            weather.afterCommit();
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            doCleanupAfterCompletion(status.getTransaction());
        }

        @Override
        protected void doSetRollbackOnly(DefaultTransactionStatus status) {
            // Whoever began the transaction sees the exception too.
        }

        /** Where a commit did not come about, whatever the reason. */
        @Override
        protected void doCleanupAfterCompletion(Object transaction) {
            var session = current.get();
            if (session != null) {
                MemoryDatabase.this.rollback(session);
            }
        }
    }
}
