package org.duban.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duban.simulation.MemoryDatabase.Session;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory that behaves as PostgreSQL's do under "read committed": a transaction sees what others have committed and
 * what it has written itself; rows that another is writing are waited for; what is rolled back was never there.
 */
public final class Table<K, V> {

    /** Told of each row that a commit has changed; null where there was or is none. */
    public interface Index<K, V> {
        void changed(K key, @Nullable V before, @Nullable V after);
    }

    private static final class Row<V> {
        @Nullable
        V committed;

        @Nullable
        V written;

        boolean dirty;

        @Nullable
        Session holder;
    }

    private final MemoryDatabase database;
    private final Map<K, Row<V>> rows = new HashMap<>();
    private final Map<Session, LinkedHashSet<K>> held = new HashMap<>();
    private final List<Index<K, V>> indexes = new ArrayList<>();

    Table(MemoryDatabase database) {
        this.database = database;
    }

    public Table<K, V> indexed(Index<K, V> index) {
        indexes.add(index);
        return this;
    }

    /** The row as the present transaction sees it. */
    public @Nullable V get(K key) {
        return seen(rows.get(key));
    }

    private @Nullable V seen(@Nullable Row<V> row) {
        if (row == null) {
            return null;
        }
        return row.dirty && row.holder == database.sessionOrNull() ? row.written : row.committed;
    }

    /** The row as it was committed last, whoever writes it just now. */
    public @Nullable V committed(K key) {
        var row = rows.get(key);
        return row == null ? null : row.committed;
    }

    /** The rows that the present transaction has written itself. */
    public Collection<K> own() {
        var session = database.sessionOrNull();
        var keys = session == null ? null : held.get(session);
        return keys == null
                ? List.of()
                : keys.stream().filter(key -> rows.get(key).dirty).toList();
    }

    /** These rows and those that the present transaction has written, as it sees them. */
    public Stream<V> seen(Collection<K> keys) {
        var all = new LinkedHashSet<>(keys);
        all.addAll(own());
        return all.stream().map(this::get).filter(Objects::nonNull);
    }

    /** All rows as the present transaction sees them, in no order. */
    public Stream<V> seen() {
        return rows.values().stream().<V>map(this::seen).filter(Objects::nonNull);
    }

    /** Locks a row, or the place where it would be, until the transaction ends; waits for whoever has it. */
    public void lock(K key) {
        var session = database.session();
        var row = rows.computeIfAbsent(key, any -> new Row<>());
        while (row.holder != null && row.holder != session) {
            var taken = row;
            database.stage().waitFor(() -> taken.holder == null);
            // What was rolled back meanwhile was never there.
            row = rows.computeIfAbsent(key, any -> new Row<>());
        }
        if (row.holder == null) {
            hold(session, key, row);
        }
    }

    /** Locks a row unless another transaction has it. */
    public boolean tryLock(K key) {
        var session = database.session();
        var row = rows.computeIfAbsent(key, any -> new Row<>());
        if (row.holder != null && row.holder != session) {
            return false;
        }
        hold(session, key, row);
        return true;
    }

    private void hold(Session session, K key, Row<V> row) {
        row.holder = session;
        held.computeIfAbsent(session, this::enlisted).add(key);
    }

    private LinkedHashSet<K> enlisted(Session session) {
        session.enlist(this);
        return new LinkedHashSet<>();
    }

    /** Writes a row; null takes it out. */
    public void put(K key, @Nullable V value) {
        lock(key);
        var row = rows.get(key);
        row.written = value;
        row.dirty = true;
    }

    public void update(K key, Function<V, V> change) {
        lock(key);
        var value = get(key);
        var changed = value == null ? null : change.apply(value);
        if (changed != value) {
            put(key, changed);
        }
    }

    /** All committed rows, in no order. */
    public Collection<V> all() {
        return rows.values().stream()
                .map(row -> row.committed)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Commits what this transaction has written here; the result tells those who keep an index of it. */
    Runnable commit(Session session) {
        var news = new ArrayList<Runnable>();
        for (var key : held.remove(session)) {
            var row = rows.get(key);
            var before = row.committed;
            var changed = row.dirty;
            if (changed) {
                row.committed = row.written;
            }
            free(row);
            var after = row.committed;
            if (changed) {
                news.add(() -> indexes.forEach(index -> index.changed(key, before, after)));
            }
            if (after == null) {
                rows.remove(key, row);
            }
        }
        return () -> news.forEach(Runnable::run);
    }

    void rollback(Session session) {
        for (var key : held.remove(session)) {
            var row = rows.get(key);
            free(row);
            if (row.committed == null) {
                rows.remove(key, row);
            }
        }
    }

    private void free(Row<V> row) {
        row.written = null;
        row.dirty = false;
        row.holder = null;
    }
}
