package org.duban.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.simulation.Lockstep;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.Table;

/** The directory in memory, shared by all nodes; with the rules, the version and the lock of that in PostgreSQL. */
public final class MemoryDirectory implements Directory, StandIns {

    private static final String THE_VERSION = "";
    private static final Version FIRST = new Version(0, 1);

    private final MemoryDatabase database;
    private final KnownCalendars calendars;
    private final Table<String, Unit> units;
    private final Table<String, Instant> unreachable;
    private final Table<Name, StandIn> standIns;
    private final Table<String, Followed> former;
    private final Table<String, Version> versions;
    private final MemoryDatabase.Latch codes;
    private final List<Dependants> dependants = new ArrayList<>();
    private long last;
    private Reading reading = new Reading(FIRST, new UnitTree(List.of(), Set.of(), FIRST.tree));

    public MemoryDirectory(MemoryDatabase database, KnownCalendars calendars) {
        this.database = database;
        this.calendars = calendars;
        this.units = database.table();
        this.unreachable = database.table();
        this.standIns = database.table();
        this.former = database.table();
        this.versions = database.table();
        this.codes = database.latch();
    }

    /** This directory as the rooms see it, and that in PostgreSQL in step with it. */
    public Directory inStep(Lockstep lockstep) {
        var writes = lockstep.table(Directory.class, this, this::jdbc);
        var reads = lockstep.view(Trees.class, Seen.by(this), postgres -> Seen.by(jdbc(postgres)));
        return new Directory() {
            @Override
            public UnitTree tree() {
                return reads.seen().tree;
            }

            @Override
            public void save(Collection<Unit> saved) {
                writes.save(saved);
            }

            @Override
            public void remove(Removal removal) {
                database.transaction().executeWithoutResult(transaction -> {
                    prepare(removal);
                    writes.remove(removal);
                });
            }

            @Override
            public void holdCodes() {
                MemoryDirectory.this.holdCodes();
            }

            @Override
            public void markUnreachable(String address, Instant since, String reason) {
                writes.markUnreachable(address, since, reason);
            }
        };
    }

    private Directory jdbc(Lockstep.Postgres postgres) {
        return new JdbcDirectory(
                postgres.jdbc(),
                postgres.transaction(),
                calendars,
                new JdbcRemovals(postgres.jdbc(), Stream::empty, new NoTrail(), () -> Instant.EPOCH));
    }

    private interface Trees {
        Seen seen();
    }

    /** A tree that is the same as another if both know the same. */
    private static final class Seen {
        final UnitTree tree;
        private final List<Object> known;

        Seen(UnitTree tree) {
            this.tree = tree;
            var units = Set.copyOf(tree.units());
            this.known = List.of(
                    units,
                    tree.version(),
                    units.stream()
                            .flatMap(unit -> tree.reachableAddresses(unit.code()).stream())
                            .collect(Collectors.toSet()));
        }

        /** What a directory shows, looked through only when it has changed. */
        static Trees by(Directory directory) {
            var last = new AtomicReference<>(new Seen(directory.tree()));
            return () -> {
                var tree = directory.tree();
                return last.updateAndGet(seen -> seen.tree == tree ? seen : new Seen(tree));
            };
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Seen seen && known.equals(seen.known);
        }

        @Override
        public int hashCode() {
            return known.hashCode();
        }
    }

    /** Of which write, and how often one has changed what plans depend on. */
    private record Version(long write, long tree) {}

    private record Reading(Version version, UnitTree tree) {}

    private record Followed(String code, String by) {}

    private record Name(String unit, String name) {}

    @Override
    public UnitTree tree() {
        var version = version();
        if (!reading.version.equals(version)) {
            reading = new Reading(version, read(version));
        }
        return reading.tree;
    }

    private Version version() {
        var version = versions.get(THE_VERSION);
        return version == null ? FIRST : version;
    }

    private UnitTree read(Version version) {
        var inUse = new HashSet<String>();
        units.seen().forEach(unit -> inUse.addAll(unit.emails()));
        standIns.seen().forEach(standIn -> inUse.add(standIn.deputy()));
        inUse.removeIf(address -> unreachable.get(address) == null);
        return new UnitTree(units.seen().toList(), inUse, standIns.seen().toList(), followed(), version.tree);
    }

    private Map<String, String> followed() {
        return former.seen().collect(Collectors.toMap(Followed::code, Followed::by));
    }

    private void write(String statement, Runnable work) {
        database.statement(statement, () -> {
            versions.lock(THE_VERSION);
            work.run();
        });
    }

    private void bump(boolean plansDependOnIt) {
        var version = version();
        versions.put(THE_VERSION, new Version(++last, version.tree + (plansDependOnIt ? 1 : 0)));
    }

    @Override
    public void save(Collection<Unit> saved) {
        write("directory: save", () -> {
            var tree = tree();
            var faults = UnitRules.faults(saved, tree.units(), calendars.names());
            faults.addAll(UnitRules.lookalikes(saved, tree));
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(
                        faults.stream().map(UnitProblem::toString).collect(Collectors.joining("\n")));
            }
            if (!saved.isEmpty()) {
                put(JdbcDirectory.normal(saved), tree);
            }
        });
    }

    private void put(Collection<Unit> saved, UnitTree tree) {
        for (var unit : saved) {
            units.put(unit.code(), unit);
            unit.emails().forEach(address -> unreachable.put(address, null));
        }
        bump(saved.stream().anyMatch(unit -> JdbcDirectory.moves(unit, tree)));
    }

    @Override
    public void remove(Removal removal) {
        write("directory: remove", () -> {
            var tree = tree();
            var code = removal.unit();
            if (units.get(code) == null) {
                return;
            }
            RemovalRules.check(removal, tree, hanging(code, tree));
            var successor = removal.mergedInto();
            if (successor != null) {
                units.seen()
                        .filter(unit -> code.equals(unit.parent()))
                        .toList()
                        .forEach(unit -> units.put(unit.code(), under(successor, unit)));
            }
            units.put(code, null);
            former.put(code, successor == null ? null : new Followed(code, successor));
            of(code).forEach(standIn -> standIns.put(new Name(code, standIn.name()), null));
            bump(true);
        });
    }

    private List<Dependency> hanging(String code, UnitTree tree) {
        var below = tree.units().stream()
                .filter(unit -> code.equals(unit.parent()))
                .map(Unit::code)
                .sorted()
                .toList();
        var leave = of(code).stream().map(StandIn::name).toList();
        return Stream.of(
                        new Dependency(Dependency.Kind.UNITS_BELOW, below.size(), below),
                        new Dependency(Dependency.Kind.STAND_INS, leave.size(), leave))
                .filter(some -> some.count() > 0)
                .toList();
    }

    private static Unit under(String parent, Unit unit) {
        return ChangedUnit.of(unit).under(parent).unit();
    }

    /** Asks the rooms what hangs on a unit, and hands it over, while nobody can name the unit anew. */
    private void prepare(Removal removal) {
        database.statement("directory: claim codes", codes::take);
        var hanging = dependants.stream()
                .flatMap(room -> room.on(Set.of(removal.unit())).stream())
                .toList();
        RemovalRules.check(removal, tree(), hanging);
        var successor = removal.mergedInto();
        if (successor != null) {
            var merger = new Merger(removal.unit(), successor, removal.reference(), removal.at());
            dependants.forEach(room -> room.handOver(merger));
        }
    }

    @Override
    public void holdCodes() {
        // No step of its own: the ledger in PostgreSQL, in step with that in memory, holds them by the same latch.
        codes.share();
    }

    /** Has a room asked before units leave. */
    public void dependOn(Dependants room) {
        dependants.add(room);
    }

    @Override
    public void markUnreachable(String address, Instant since, String reason) {
        write("directory: mark", () -> {
            var used = units.seen().anyMatch(unit -> unit.emails().contains(address))
                    || standIns.seen().anyMatch(standIn -> standIn.deputy().equals(address));
            if (used && tree().reaches(address)) {
                unreachable.put(address, since);
                bump(false);
            }
        });
    }

    @Override
    public List<StandIn> of(String unit) {
        return standIns.seen()
                .filter(standIn -> standIn.unit().equals(unit))
                .sorted(Comparator.comparing(StandIn::from).thenComparing(StandIn::name))
                .toList();
    }

    @Override
    public StandIn save(StandIn asked) {
        return database.statement("stand-ins: save", () -> {
            versions.lock(THE_VERSION);
            var byCode = tree().units().stream().collect(Collectors.toMap(Unit::code, Function.identity()));
            var standIn = StandInRules.checked(asked, byCode, standIns.seen().toList());
            standIns.put(new Name(standIn.unit(), standIn.name()), standIn);
            unreachable.put(standIn.deputy(), null);
            bump(false);
            return standIn;
        });
    }

    @Override
    public boolean remove(String unit, String name) {
        return database.statement("stand-ins: remove", () -> {
            versions.lock(THE_VERSION);
            var key = new Name(unit, name);
            var there = standIns.get(key) != null;
            if (there) {
                standIns.put(key, null);
                bump(false);
            }
            return there;
        });
    }
}
