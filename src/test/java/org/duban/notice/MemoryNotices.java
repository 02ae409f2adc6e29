package org.duban.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.channel.Delivery;
import org.duban.policy.NoticeKind;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** Notices in memory, with the states, claims and leases of the table in PostgreSQL. */
public final class MemoryNotices implements NoticeTable {

    private static final Set<NoticeState> WAITING =
            EnumSet.of(NoticeState.ISSUED, NoticeState.DEFERRED, NoticeState.BOUNCED);

    private static final Comparator<Row> MOST_SEVERE_FIRST = Comparator.comparing((Row row) -> row.issued.level())
            .reversed()
            .thenComparing(row -> row.issued.moment())
            .thenComparing(row -> row.id().toString());

    private static final Comparator<Row> BY_READER = Comparator.comparing((Row row) -> row.issued.recipient())
            .thenComparing(row -> row.issued.address())
            .thenComparing(Comparator.comparing((Row row) -> row.issued.level()).reversed());

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
            Issued issued,
            NoticeState state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable UUID claim,
            boolean forced,
            boolean perhapsSent,
            Instant triedFrom,
            @Nullable UUID mergedInto,
            @Nullable Instant sentAt) {

        public UUID id() {
            return issued.id();
        }

        /** Whether it was put off, and its time has not come. */
        public boolean waitsForItsTime() {
            return state == NoticeState.ISSUED
                    && triedFrom.equals(nextAttemptAt)
                    && triedFrom.isAfter(issuedAt().plus(PUT_OFF));
        }

        public Instant issuedAt() {
            return issued.issuedAt();
        }

        Row claimed(UUID by, Instant leaseEnd) {
            var perhaps = perhapsSent || state == NoticeState.SENDING || state == NoticeState.UNKNOWN;
            return new Row(
                    issued, NoticeState.SENDING, attempts + 1, leaseEnd, by, forced, perhaps, triedFrom, null, sentAt);
        }

        Row changed(Change change) {
            var next = change.nextAttemptAt();
            return new Row(
                    issued,
                    change.state(),
                    change.attempts(),
                    next,
                    null,
                    forced && next != null,
                    perhapsSent,
                    triedFrom,
                    change.mergedInto(),
                    change.sentAt() == null ? sentAt : change.sentAt());
        }

        Row due(Instant at) {
            return new Row(issued, state, attempts, at, claim, forced, perhapsSent, triedFrom, mergedInto, sentAt);
        }

        Row recomposed(Recomposed anew) {
            var graded = new Issued(
                    issued.id(),
                    issued.number(),
                    issued.recipient(),
                    issued.address(),
                    anew.kind(),
                    anew.level(),
                    issued.moment(),
                    anew.statedAt(),
                    issued.reading(),
                    issued.trace());
            return new Row(
                    graded,
                    state,
                    attempts,
                    nextAttemptAt,
                    claim,
                    forced,
                    perhapsSent,
                    anew.triedFrom(),
                    mergedInto,
                    sentAt);
        }

        Row resent(Instant now) {
            return new Row(issued, NoticeState.ISSUED, 0, now, claim, true, perhapsSent, now, null, sentAt);
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

    /** When a server took it, as the present transaction sees it. */
    @Nullable
    Instant sentAt(UUID id) {
        var row = rows.get(id);
        return row == null ? null : row.sentAt;
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
        database.statement("notices: insert", () -> notices.forEach(notice -> insert(notice, nextAttemptAt)));
    }

    private void insert(Issued notice, Instant nextAttemptAt) {
        rows.lock(notice.id());
        if (rows.get(notice.id()) != null) {
            throw new DuplicateKeyException("there is a notice " + notice.id());
        }
        rows.put(
                notice.id(),
                new Row(
                        notice,
                        NoticeState.ISSUED,
                        0,
                        nextAttemptAt,
                        null,
                        false,
                        false,
                        nextAttemptAt.isAfter(notice.issuedAt().plus(PUT_OFF)) ? nextAttemptAt : notice.issuedAt(),
                        null,
                        null));
    }

    @Override
    public List<Claimed> claim(Collection<UUID> ids, Instant now, UUID claim, Instant leaseEnd) {
        return claim(
                "notices: claim",
                claim,
                leaseEnd,
                () -> rows.seen(known(ids))
                        .filter(row -> ids.contains(row.id()) && row.state == NoticeState.ISSUED && soon(row, now)),
                ids.size());
    }

    private static boolean soon(Row row, Instant now) {
        return row.nextAttemptAt != null && !row.nextAttemptAt.isAfter(now.plus(PUT_OFF));
    }

    private List<UUID> known(Collection<UUID> ids) {
        return ids.stream().filter(id -> rows.committed(id) != null).toList();
    }

    @Override
    public List<Claimed> claimDue(Instant now, int limit, UUID claim, Instant leaseEnd) {
        return claim(
                "notices: claim due",
                claim,
                leaseEnd,
                () -> rows.seen(upTo(now)).filter(row -> row.nextAttemptAt != null && !row.nextAttemptAt.isAfter(now)),
                limit);
    }

    @Override
    public List<Claimed> claimBeside(
            Collection<Claimed> notices, Instant now, int limit, UUID claim, Instant leaseEnd) {
        var readers = readers(notices.stream());
        var waited = readers(notices.stream().filter(each -> each.waited(now)));
        var longAgo = now.minus(WAITED);
        return claim(
                "notices: claim beside",
                claim,
                leaseEnd,
                () -> rows.seen(upTo(Instant.MAX))
                        .filter(row -> WAITING.contains(row.state))
                        .filter(row -> row.nextAttemptAt != null && !row.perhapsSent && !row.forced)
                        .filter(row -> row.issued.kind() != NoticeKind.FORWARDED)
                        .filter(row -> readers.contains(reader(row.issued)))
                        .filter(row -> row.state != NoticeState.ISSUED
                                || !row.issued.issuedAt().isAfter(longAgo)
                                || row.waitsForItsTime()
                                || waited.contains(reader(row.issued)))
                        .sorted(BY_READER)
                        .limit(limit),
                limit);
    }

    private static Set<List<String>> readers(Stream<Claimed> notices) {
        return notices.map(each -> reader(each.notice())).collect(Collectors.toSet());
    }

    private static List<String> reader(Issued issued) {
        return List.of(issued.recipient(), issued.address());
    }

    @Override
    public Set<UUID> handedOver(Collection<UUID> ids, UUID claim) {
        return database.statement(
                "notices: handed over",
                () -> rows.seen(ids)
                        .filter(row -> ids.contains(row.id()))
                        .filter(row -> row.state == NoticeState.ACCEPTED
                                || row.state == NoticeState.UNKNOWN
                                || row.perhapsSent
                                || row.forced
                                || row.state == NoticeState.SENDING && !claim.equals(row.claim))
                        .map(Row::id)
                        .collect(Collectors.toSet()));
    }

    private List<Claimed> claim(
            String statement, UUID claim, Instant leaseEnd, Supplier<Stream<Row>> chosen, int limit) {
        return database.statement(
                statement,
                () ->
                        chosen
                                .get()
                                .sorted(MOST_SEVERE_FIRST)
                                .filter(row -> rows.tryLock(row.id()))
                                .limit(limit)
                                .toList()
                                .stream()
                                .map(row -> claimed(row.id(), claim, leaseEnd))
                                .toList());
    }

    private Claimed claimed(UUID id, UUID claim, Instant leaseEnd) {
        claims.accept(claim);
        var before = Objects.requireNonNull(rows.get(id)).state;
        rows.update(id, row -> row.claimed(claim, leaseEnd));
        var row = Objects.requireNonNull(rows.get(id));
        return new Claimed(row.issued, before, row.perhapsSent, row.forced, row.attempts, row.triedFrom);
    }

    @Override
    public List<UUID> change(List<Change> changes) {
        return database.statement("notices: change", () -> {
            var changed = new ArrayList<UUID>();
            for (var change : changes) {
                var id = change.notice().id();
                if (isClaimedBy(change.claim(), id) && lockedAndClaimedBy(change.claim(), id)) {
                    rows.update(id, row -> row.changed(change));
                    changed.add(id);
                } else {
                    outcomesIgnored++;
                }
            }
            return changed;
        });
    }

    private boolean isClaimedBy(UUID claim, UUID id) {
        var row = rows.get(id);
        return row != null && claim.equals(row.claim);
    }

    private boolean lockedAndClaimedBy(UUID claim, UUID id) {
        rows.lock(id);
        return isClaimedBy(claim, id);
    }

    @Override
    public void renew(Collection<Delivery> held, Instant leaseEnd) {
        database.statement(
                "notices: renew",
                () -> held.forEach(delivery -> {
                    var id = delivery.notice().id();
                    if (isClaimedBy(delivery.claim(), id) && rows.tryLock(id)) {
                        rows.update(id, row -> row.due(leaseEnd));
                    }
                }));
    }

    @Override
    public void recompose(List<Recomposed> notices) {
        database.statement(
                "notices: recompose",
                () -> notices.forEach(notice -> rows.update(notice.id(), row -> row.recomposed(notice))));
    }

    @Override
    public Optional<Instant> nextAttemptAt() {
        return rows.seen(due.isEmpty() ? List.of() : upTo(due.firstKey()))
                .map(Row::nextAttemptAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    @Override
    public void makeDue(Collection<UUID> notices, Instant now) {
        database.statement(
                "notices: make due",
                () -> notices.forEach(id -> rows.update(
                        id, row -> row.nextAttemptAt == null && !row.state.settled() ? row.due(now) : row)));
    }

    @Override
    public Optional<Issued> settled(UUID id) {
        var row = rows.get(id);
        return row != null && row.state.settled() ? Optional.of(row.issued) : Optional.empty();
    }

    @Override
    public boolean resend(UUID id, Instant now) {
        return database.statement("notices: resend", () -> {
            rows.lock(id);
            var row = rows.get(id);
            var settled = row != null && row.state.settled() && row.state != NoticeState.MERGED;
            if (settled) {
                rows.put(id, row.resent(now));
            }
            return settled;
        });
    }
}
