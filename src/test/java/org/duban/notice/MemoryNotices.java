package org.duban.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.Table;
import org.jspecify.annotations.Nullable;

/** Notices in memory, with the states, claims and leases of the table in PostgreSQL. */
public final class MemoryNotices implements NoticeTable, StrandedNotices {

    private final MemoryDatabase database;
    private final Table<UUID, Row> rows;
    private final Map<UUID, Long> numbers = new HashMap<>();
    private final TreeMap<Instant, TreeSet<Numbered>> due = new TreeMap<>();

    private long outcomesIgnored;
    private Consumer<UUID> claims = claim -> {};

    public MemoryNotices(MemoryDatabase database) {
        this.database = database;
        this.rows = database.<UUID, Row>table().indexed(this::index);
    }

    /** A row of the table. */
    public record Row(
            UUID id,
            String recipient,
            String address,
            NoticeKind kind,
            NoticeLevel level,
            Instant moment,
            Instant issuedAt,
            NoticeState state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable UUID claim,
            boolean forced,
            boolean perhapsSent) {

        Issued issued() {
            return new Issued(id, recipient, address, kind, level, moment, issuedAt);
        }

        Row claimed(UUID by, Instant leaseEnd) {
            return new Row(
                    id,
                    recipient,
                    address,
                    kind,
                    level,
                    moment,
                    issuedAt,
                    NoticeState.SENDING,
                    attempts + 1,
                    leaseEnd,
                    by,
                    forced,
                    perhapsSent || state == NoticeState.SENDING || state == NoticeState.UNKNOWN);
        }

        Row changed(Change change) {
            return new Row(
                    id,
                    recipient,
                    address,
                    kind,
                    level,
                    moment,
                    issuedAt,
                    change.state(),
                    change.attempts(),
                    change.nextAttemptAt(),
                    null,
                    forced && change.nextAttemptAt() != null,
                    perhapsSent);
        }

        Row due(Instant at) {
            return new Row(
                    id,
                    recipient,
                    address,
                    kind,
                    level,
                    moment,
                    issuedAt,
                    state,
                    attempts,
                    at,
                    claim,
                    forced,
                    perhapsSent);
        }

        Row graded(NoticeKind anotherKind, NoticeLevel anotherLevel) {
            return new Row(
                    id,
                    recipient,
                    address,
                    anotherKind,
                    anotherLevel,
                    moment,
                    issuedAt,
                    state,
                    attempts,
                    nextAttemptAt,
                    claim,
                    forced,
                    perhapsSent);
        }

        Row resent(Instant now) {
            return new Row(
                    id,
                    recipient,
                    address,
                    kind,
                    level,
                    moment,
                    issuedAt,
                    NoticeState.ISSUED,
                    0,
                    now,
                    claim,
                    true,
                    perhapsSent);
        }
    }

    private record Numbered(long number, UUID id) implements Comparable<Numbered> {
        @Override
        public int compareTo(Numbered other) {
            return Long.compare(number, other.number);
        }
    }

    private void index(UUID id, @Nullable Row before, @Nullable Row after) {
        var numbered = new Numbered(numbers.computeIfAbsent(id, any -> (long) numbers.size()), id);
        if (before != null && before.nextAttemptAt != null) {
            due.computeIfPresent(before.nextAttemptAt, (at, ids) -> {
                ids.remove(numbered);
                return ids.isEmpty() ? null : ids;
            });
        }
        if (after != null && after.nextAttemptAt != null) {
            due.computeIfAbsent(after.nextAttemptAt, any -> new TreeSet<>()).add(numbered);
        }
    }

    /** Told of each row that a commit has changed. */
    public void watch(Table.Index<UUID, Row> watcher) {
        rows.indexed(watcher);
    }

    /** Told of each claim as it is made, before anything else is read for it. */
    public void watchClaims(Consumer<UUID> watcher) {
        claims = watcher;
    }

    /** How many outcomes came after another node had claimed their notice. */
    public long outcomesIgnored() {
        return outcomesIgnored;
    }

    /** The earliest instant at which a notice is to be tried; null if none is. */
    public @Nullable Instant earliest() {
        return due.isEmpty() ? null : due.firstKey();
    }

    public @Nullable Row committed(UUID id) {
        return rows.committed(id);
    }

    public Collection<Row> all() {
        return rows.all();
    }

    private List<UUID> upTo(Instant now) {
        var ids = new ArrayList<UUID>();
        due.headMap(now, true).values().forEach(some -> some.forEach(one -> ids.add(one.id)));
        return ids;
    }

    @Override
    public void insert(List<Issued> notices, Instant nextAttemptAt) {
        database.statement(
                "notices: insert",
                () -> notices.forEach(notice -> rows.put(
                        notice.id(),
                        new Row(
                                notice.id(),
                                notice.recipient(),
                                notice.address(),
                                notice.kind(),
                                notice.level(),
                                notice.moment(),
                                notice.issuedAt(),
                                NoticeState.ISSUED,
                                0,
                                nextAttemptAt,
                                null,
                                false,
                                false))));
    }

    @Override
    public List<Claimed> claim(Collection<UUID> ids, UUID claim, Instant leaseEnd) {
        return database.statement(
                "notices: claim",
                () -> ids.stream()
                        .distinct()
                        .filter(id -> rows.committed(id) != null
                                && rows.committed(id).state == NoticeState.ISSUED
                                && rows.tryLock(id))
                        .map(id -> claimed(id, claim, leaseEnd))
                        .toList());
    }

    @Override
    public List<Claimed> claimDue(Instant now, int limit, UUID claim, Instant leaseEnd) {
        return database.statement(
                "notices: claim due",
                () -> upTo(now).stream()
                        .map(rows::committed)
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparing(Row::level).reversed().thenComparing(Row::moment))
                        .map(Row::id)
                        .filter(rows::tryLock)
                        .limit(limit)
                        .map(id -> claimed(id, claim, leaseEnd))
                        .toList());
    }

    private Claimed claimed(UUID id, UUID claim, Instant leaseEnd) {
        claims.accept(claim);
        rows.update(id, row -> row.claimed(claim, leaseEnd));
        var row = Objects.requireNonNull(rows.get(id));
        return new Claimed(row.issued(), row.perhapsSent, row.forced, row.attempts);
    }

    @Override
    public List<UUID> change(List<Change> changes) {
        return database.statement("notices: change", () -> {
            var changed = new ArrayList<UUID>();
            for (var change : changes) {
                var id = change.notice().id();
                rows.lock(id);
                var row = rows.get(id);
                if (row != null && change.claim().equals(row.claim)) {
                    rows.put(id, row.changed(change));
                    changed.add(id);
                } else {
                    outcomesIgnored++;
                }
            }
            return changed;
        });
    }

    @Override
    public void renew(Collection<Dispatch> held, Instant leaseEnd) {
        database.statement(
                "notices: renew",
                () -> held.forEach(dispatch -> {
                    var id = dispatch.notice().id();
                    var row = rows.get(id);
                    if (row != null && dispatch.claim().equals(row.claim) && rows.tryLock(id)) {
                        rows.put(id, row.due(leaseEnd));
                    }
                }));
    }

    @Override
    public void regrade(UUID id, NoticeKind kind, NoticeLevel level) {
        database.statement("notices: regrade", () -> rows.update(id, row -> row.graded(kind, level)));
    }

    @Override
    public Optional<Instant> nextAttemptAt() {
        return Optional.ofNullable(earliest());
    }

    @Override
    public void makeDue(Collection<UUID> notices, Instant now) {
        database.statement(
                "notices: make due",
                () -> notices.forEach(id -> {
                    var row = rows.get(id);
                    if (row != null && row.nextAttemptAt == null && !row.state.settled()) {
                        rows.put(id, row.due(now));
                    }
                }));
    }

    /** As {@link Notices#resend} does. */
    public boolean resend(UUID id, Instant now) {
        return database.statement("notices: resend", () -> {
            rows.lock(id);
            var row = rows.get(id);
            var settled = row != null && row.state.settled();
            if (settled) {
                rows.put(id, row.resent(now));
            }
            return settled;
        });
    }
}
