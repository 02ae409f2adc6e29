package org.duban.directory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The directory in PostgreSQL. The tree is read again only when the version in the database has changed. */
final class JdbcDirectory implements Directory {

    private static final Logger log = LoggerFactory.getLogger(JdbcDirectory.class);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final KnownCalendars calendars;
    private final JdbcRemovals removals;
    private volatile @Nullable Reading last;

    JdbcDirectory(
            JdbcClient jdbc, TransactionOperations transactions, KnownCalendars calendars, JdbcRemovals removals) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.calendars = calendars;
        this.removals = removals;
    }

    /** The number of the last write, and how often one has changed what plans depend on. */
    private record Version(long number, long tree) {}

    /** A tree and the version that it has at least. */
    private record Reading(Version version, UnitTree tree) {}

    @Override
    public UnitTree tree() {
        var version = version();
        var known = last;
        if (known != null && known.version().equals(version)) {
            return known.tree();
        }
        // A write in between makes the tree newer than its version, and the next call reads it once more.
        var read = readTree(version);
        last = new Reading(version, read);
        return read;
    }

    private Version version() {
        return jdbc.sql("select version, tree from directory_version")
                .query((row, number) -> new Version(row.getLong("version"), row.getLong("tree")))
                .single();
    }

    @Override
    public void save(Collection<Unit> units) {
        transactions.executeWithoutResult(transaction -> {
            lock();
            var tree = readTree(version());
            refuseFaults(units, tree);
            write(normal(units), tree, false);
        });
    }

    /**
     * Saves those units of a file that differ from what is there; the others keep their unreachable marks.
     *
     * @param first learns before that what is going to be saved, and in whose place
     * @return how many
     */
    int saveChanged(Collection<Unit> units, Consumer<FileChanges> first) {
        var saved = transactions.execute(transaction -> {
            lock();
            var tree = readTree(version());
            var changed = normal(units).stream()
                    .filter(unit -> !tree.unit(unit.code()).equals(Optional.of(unit)))
                    .toList();
            first.accept(new FileChanges(changed, tree, notOfAFile(changed), former(changed)));
            write(changed, tree, true);
            return changed.size();
        });
        return saved == null ? 0 : saved;
    }

    @Override
    public List<Reason> losses(Collection<Unit> units) {
        return losses(units, readTree(version())).stream()
                .map(UnitProblem::inField)
                .toList();
    }

    private List<UnitProblem> losses(Collection<Unit> units, UnitTree tree) {
        return SupervisionLosses.of(units, tree, removals::openWorkSoFar).by(units);
    }

    private Set<String> notOfAFile(Collection<Unit> units) {
        return codes("select code from unit where code = any(?::text[]) and not from_file", units);
    }

    private Set<String> former(Collection<Unit> units) {
        return codes("select code from former_unit where code = any(?::text[])", units);
    }

    private Set<String> codes(String query, Collection<Unit> units) {
        return Set.copyOf(jdbc.sql(query)
                .params(List.of((Object) column(units, Unit::code)))
                .query(String.class)
                .list());
    }

    @Override
    public void remove(Removal removal) {
        transactions.executeWithoutResult(transaction -> {
            lock();
            if (removals.remove(removal, readTree(version()))) {
                bump(true);
            }
        });
    }

    @Override
    public void holdCodes() {
        removals.holdCodes();
    }

    @Override
    public void markUnreachable(String address, Instant since, String reason) {
        transactions.executeWithoutResult(transaction -> {
            lock();
            var marked = jdbc.sql("""
                            update contact set unreachable_since = :since, unreachable_reason = :reason
                            where email = :address and unreachable_since is null
                            """)
                    .param("since", since.atOffset(ZoneOffset.UTC))
                    .param("reason", reason)
                    .param("address", address)
                    .update();
            if (marked + markDeputyUnreachable(address, since, reason) > 0) {
                bump(false);
            }
        });
    }

    private int markDeputyUnreachable(String address, Instant since, String reason) {
        return jdbc.sql("""
                        update stand_in set deputy_unreachable_since = :since, deputy_unreachable_reason = :reason
                        where deputy = :address and deputy_unreachable_since is null
                        """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .param("address", address)
                .update();
    }

    /** An address may stand at several units and be somebody's deputy, and it is one mailbox. */
    void markReachable(Collection<String> emails) {
        var addresses = emails.toArray(String[]::new);
        jdbc.sql("""
                        update contact set unreachable_since = null, unreachable_reason = null
                        where email = any(?::text[]) and unreachable_since is not null
                        """).params(List.of((Object) addresses)).update();
        jdbc.sql("""
                        update stand_in set deputy_unreachable_since = null, deputy_unreachable_reason = null
                        where deputy = any(?::text[]) and deputy_unreachable_since is not null
                        """).params(List.of((Object) addresses)).update();
    }

    /** One writer at a time: rules about the whole tree are checked, and rows locked, in one order. */
    void lock() {
        jdbc.sql("select version from directory_version for update")
                .query(Long.class)
                .single();
    }

    void bump(boolean plansDependOnIt) {
        jdbc.sql("update directory_version set version = nextval('directory_version_number'), tree = tree + ?")
                .param(plansDependOnIt ? 1 : 0)
                .update();
    }

    private void write(Collection<Unit> units, UnitTree tree, boolean fromFile) {
        if (units.isEmpty()) {
            return;
        }
        refuseFaults(units, tree);
        refuseOrphans(units, tree);
        losses(units, tree).forEach(loss -> log.warn("A saved unit takes from supervision: {}", loss));
        writeUnits(units, fromFile);
        writeContacts(units);
        bump(units.stream().anyMatch(unit -> moves(unit, tree)));
    }

    /** Whether plans may be other ones because of this unit. */
    static boolean moves(Unit unit, UnitTree tree) {
        return tree.unit(unit.code())
                .filter(before -> Objects.equals(before.parent(), unit.parent())
                        && before.kind() == unit.kind()
                        && before.zone().equals(unit.zone())
                        && Objects.equals(before.calendar(), unit.calendar()))
                .isEmpty();
    }

    private void refuseFaults(Collection<Unit> units, UnitTree tree) {
        var faults = UnitRules.faults(units, tree.units(), calendars.names());
        faults.addAll(UnitRules.lookalikes(units, tree));
        if (!faults.isEmpty()) {
            throw new UnitRefused(faults);
        }
    }

    /** Whoever is moved away from under an office, or an office that is one no more, may be all that open tasks have. */
    private void refuseOrphans(Collection<Unit> units, UnitTree tree) {
        var moved = units.stream().filter(unit -> standsElsewhere(unit, tree)).toList();
        if (moved.isEmpty()) {
            return;
        }
        var all = new LinkedHashMap<String, Unit>();
        tree.units().forEach(unit -> all.put(unit.code(), unit));
        units.forEach(unit -> all.put(unit.code(), unit));
        var orphans = RemovalRules.orphans(tree, new UnitTree(all.values(), Set.of()));
        if (!orphans.isEmpty()) {
            removals.openWork(orphans).ifPresent(work -> RemovalRules.refuseOrphans(moved, tree, orphans, work));
        }
    }

    private static boolean standsElsewhere(Unit unit, UnitTree tree) {
        return tree.unit(unit.code())
                .filter(before -> !Objects.equals(before.parent(), unit.parent()) || before.kind() != unit.kind())
                .isPresent();
    }

    private void writeUnits(Collection<Unit> units, boolean fromFile) {
        jdbc.sql("""
            insert into unit (code, parent, kind, name_zh, name_en, locale, zone, calendar, from_file)
            select *, ? from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (code) do update set
                parent = excluded.parent, kind = excluded.kind, name_zh = excluded.name_zh,
                name_en = excluded.name_en, locale = excluded.locale, zone = excluded.zone,
                calendar = excluded.calendar, from_file = excluded.from_file
            """)
                .params(List.of(
                        fromFile,
                        column(units, Unit::code),
                        column(units, Unit::parent),
                        column(units, unit -> unit.kind().name()),
                        column(units, Unit::nameZh),
                        column(units, Unit::nameEn),
                        column(units, unit -> unit.locale().toLanguageTag()),
                        column(units, unit -> unit.zone().getId()),
                        column(units, Unit::calendar)))
                .update();
        jdbc.sql("delete from former_unit where code = any(?::text[])")
                .params(List.of((Object) column(units, Unit::code)))
                .update();
    }

    private void writeContacts(Collection<Unit> units) {
        var codes = new ArrayList<String>();
        var positions = new ArrayList<Integer>();
        var emails = new ArrayList<String>();
        for (var unit : units) {
            for (int i = 0; i < unit.emails().size(); i++) {
                codes.add(unit.code());
                positions.add(i);
                emails.add(unit.emails().get(i));
            }
        }
        jdbc.sql("delete from contact where unit = any(?::text[])")
                .params(List.of((Object) column(units, Unit::code)))
                .update();
        markReachable(emails);
        jdbc.sql("insert into contact (unit, position, email) select * from unnest(?::text[], ?::integer[], ?::text[])")
                .params(List.of(
                        codes.toArray(String[]::new), positions.toArray(Integer[]::new), emails.toArray(String[]::new)))
                .update();
    }

    private static String[] column(Collection<Unit> units, Function<Unit, @Nullable String> value) {
        return units.stream().map(value).toArray(String[]::new);
    }

    /** Each unit once, the last of a code; addresses as the CSV has them. */
    static Collection<Unit> normal(Collection<Unit> units) {
        var byCode = new LinkedHashMap<String, Unit>();
        for (var unit : units) {
            byCode.put(
                    unit.code(),
                    new Unit(
                            unit.code(),
                            unit.parent(),
                            unit.kind(),
                            unit.nameZh(),
                            unit.nameEn(),
                            mailboxes(unit),
                            unit.locale(),
                            unit.zone(),
                            unit.calendar()));
        }
        return byCode.values();
    }

    private static List<String> mailboxes(Unit unit) {
        var addresses = unit.emails().stream()
                .map(email -> EmailAddress.of(email).text())
                .distinct()
                .toList();
        var mailboxes = EmailAddress.distinct(addresses);
        if (mailboxes.size() < addresses.size()) {
            log.warn(
                    "Unit {} has {} addresses that differ only in capital letters; one mail goes to each mailbox",
                    unit.code(),
                    addresses.size() - mailboxes.size());
        }
        return mailboxes;
    }

    /** One statement for units and addresses, so that they are of the same instant; stand-ins bear being a bit newer. */
    private UnitTree readTree(Version version) {
        var unreachable = new HashSet<String>();
        var units = jdbc.sql("""
                        select code, parent, kind, name_zh, name_en, locale, zone, calendar,
                            array(select email from contact where unit = code order by position) as emails,
                            array(select email from contact where unit = code and unreachable_since is not null) as unreachable
                        from unit
                        """)
                .query((row, number) -> {
                    unreachable.addAll(texts(row.getArray("unreachable")));
                    return unit(row);
                })
                .list();
        unreachable.addAll(jdbc.sql("select deputy from stand_in where deputy_unreachable_since is not null")
                .query(String.class)
                .list());
        return new UnitTree(units, unreachable, JdbcStandIns.all(jdbc), JdbcRemovals.successors(jdbc), version.tree());
    }

    private static Unit unit(ResultSet row) throws SQLException {
        return new Unit(
                row.getString("code"),
                row.getString("parent"),
                UnitKind.valueOf(row.getString("kind")),
                row.getString("name_zh"),
                row.getString("name_en"),
                texts(row.getArray("emails")),
                Locale.forLanguageTag(row.getString("locale")),
                ZoneId.of(row.getString("zone")),
                row.getString("calendar"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
