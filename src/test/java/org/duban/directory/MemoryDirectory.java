package org.duban.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.Table;
import org.jspecify.annotations.Nullable;

/** The directory in memory, shared by all nodes. */
public final class MemoryDirectory implements Directory {

    private final MemoryDatabase database;
    private final MemoryDatabase.Latch held;
    private final List<Dependants> dependants = new ArrayList<>();
    private final Table<String, Unit> units;
    private final Table<String, Instant> unreachable;
    private final TreeSet<String> codes = new TreeSet<>();
    private final TreeSet<String> addresses = new TreeSet<>();
    private @Nullable UnitTree tree;
    private long version;

    public MemoryDirectory(MemoryDatabase database) {
        this.database = database;
        this.held = database.latch();
        this.units = database.<String, Unit>table().indexed((code, before, after) -> {
            known(codes, code, after != null);
            version += plansDependOn(before, after) ? 1 : 0;
            tree = null;
        });
        this.unreachable = database.<String, Instant>table().indexed((address, before, after) -> {
            known(addresses, address, after != null);
            tree = null;
        });
    }

    private static boolean plansDependOn(@Nullable Unit before, @Nullable Unit after) {
        return before == null
                || after == null
                || !Objects.equals(before.parent(), after.parent())
                || before.kind() != after.kind()
                || !before.zone().equals(after.zone())
                || !Objects.equals(before.calendar(), after.calendar());
    }

    private static void known(Collection<String> names, String name, boolean there) {
        if (there) {
            names.add(name);
        } else {
            names.remove(name);
        }
    }

    @Override
    public UnitTree tree() {
        if (!units.own().isEmpty() || !unreachable.own().isEmpty()) {
            return build();
        }
        if (tree == null) {
            tree = build();
        }
        return tree;
    }

    private UnitTree build() {
        var all = new TreeSet<>(codes);
        all.addAll(units.own());
        var marked = new TreeSet<>(addresses);
        marked.addAll(unreachable.own());
        marked.removeIf(address -> unreachable.get(address) == null);
        var seen =
                all.stream().map(units::get).filter(java.util.Objects::nonNull).toList();
        var inUse = new HashSet<String>();
        seen.forEach(unit -> inUse.addAll(unit.emails()));
        marked.retainAll(inUse);
        return new UnitTree(seen, marked, version);
    }

    @Override
    public void save(Collection<Unit> saved) {
        database.statement("directory: save", () -> {
            for (var unit : List.copyOf(saved)) {
                units.put(unit.code(), unit);
                unit.emails().forEach(address -> unreachable.put(address, null));
            }
        });
    }

    @Override
    public void remove(Removal removal) {
        database.statement("directory: remove", () -> {
            held.take();
            var tree = tree();
            var hanging = dependants.stream()
                    .flatMap(room -> room.on(Set.of(removal.unit())).stream())
                    .toList();
            RemovalRules.check(removal, tree, hanging);
            var successor = removal.mergedInto();
            if (successor != null) {
                var merger = new Merger(removal.unit(), successor, removal.reference(), removal.at());
                dependants.forEach(room -> room.handOver(merger));
            }
            units.put(removal.unit(), null);
        });
    }

    @Override
    public void holdCodes() {
        database.statement("directory: hold codes", held::share);
    }

    /** Takes a unit out without asking anybody. */
    public void drop(String code) {
        database.statement("directory: drop", () -> units.put(code, null));
    }

    /** Has a room asked before units leave. */
    public void dependOn(Dependants room) {
        dependants.add(room);
    }

    @Override
    public void markUnreachable(String address, Instant since, String reason) {
        database.statement("directory: mark", () -> {
            if (unreachable.get(address) == null) {
                unreachable.put(address, since);
            }
        });
    }
}
