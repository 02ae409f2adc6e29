package org.duban.directory;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes units out of the tree in PostgreSQL, with what hangs on them in good hands; in the transaction of the directory. */
final class JdbcRemovals {

    /** Any number that nothing else takes as the key of an advisory lock. */
    private static final long CODES = 0x6475_6261_6e75_6e69L;

    private final JdbcClient jdbc;
    private final Supplier<Stream<Dependants>> dependants;
    private final AuditTrail audit;
    private final InstantSource clock;

    /** @param dependants asked late: they come after the directory */
    JdbcRemovals(JdbcClient jdbc, Supplier<Stream<Dependants>> dependants, AuditTrail audit, InstantSource clock) {
        this.jdbc = jdbc;
        this.dependants = dependants;
        this.audit = audit;
        this.clock = clock;
    }

    /** Many may hold all codes at once; whoever takes one away waits for them, and they for him. */
    void holdCodes() {
        jdbc.sql("select pg_advisory_xact_lock_shared(?)").param(CODES).query().listOfRows();
    }

    private void claimCodes() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(CODES).query().listOfRows();
    }

    /** What hangs on these units in other rooms and lets nobody take the offices above them away. */
    Optional<Dependency> openWork(Set<String> units) {
        claimCodes();
        return openWorkSoFar(units);
    }

    /** The same for a word about it: more may come at any time. */
    Optional<Dependency> openWorkSoFar(Set<String> units) {
        return dependants
                .get()
                .flatMap(room -> room.on(units).stream())
                .filter(hanging -> hanging.kind() == Dependency.Kind.OPEN_TASKS)
                .findFirst();
    }

    /**
     * @return whether the tree is another one now
     * @throws IllegalArgumentException if the unit may not leave, or not so; nothing has changed then
     */
    boolean remove(Removal removal, UnitTree tree) {
        var unit = tree.unit(removal.unit());
        if (unit.isEmpty() && removal.mergedInto() == null) {
            return false;
        }
        claimCodes();
        var standIns = standInsOf(removal.unit());
        var hanging = hanging(removal.unit(), tree, standIns);
        if (unit.isEmpty() && hanging.isEmpty()) {
            return false;
        }
        RemovalRules.check(removal, tree, hanging);
        var successor = removal.mergedInto();
        if (successor != null) {
            handOver(new Merger(removal.unit(), successor, removal.reference(), removal.at()), tree, standIns);
        }
        unit.ifPresent(left -> delete(left, removal));
        audit(removal, unit.orElse(null), hanging);
        return true;
    }

    private List<Dependency> hanging(String code, UnitTree tree, List<StandIn> standIns) {
        var below = tree.units().stream()
                .filter(unit -> code.equals(unit.parent()))
                .map(Unit::code)
                .sorted()
                .toList();
        var own = Stream.of(
                        Dependency.of(Dependency.Kind.UNITS_BELOW, below),
                        Dependency.of(
                                Dependency.Kind.STAND_INS,
                                standIns.stream().map(StandIn::name).toList()))
                .flatMap(Optional::stream);
        var others = dependants.get().flatMap(room -> room.on(Set.of(code)).stream());
        return Stream.concat(own, others)
                .sorted(Comparator.comparing(Dependency::kind))
                .toList();
    }

    /** Those that are not over. */
    private List<StandIn> standInsOf(String code) {
        var yesterday = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
        return JdbcStandIns.all(jdbc).stream()
                .filter(one -> one.unit().equals(code) && !one.to().isBefore(yesterday))
                .toList();
    }

    private void handOver(Merger merger, UnitTree tree, List<StandIn> standIns) {
        standIns.forEach(standIn -> handOver(standIn, merger, tree));
        dependants.get().forEach(room -> room.handOver(merger));
        jdbc.sql("update unit set parent = :to where parent = :from")
                .param("to", merger.to())
                .param("from", merger.from())
                .update();
    }

    private void handOver(StandIn standIn, Merger merger, UnitTree tree) {
        var units = tree.units().stream().collect(Collectors.toMap(Unit::code, Function.identity()));
        var others = JdbcStandIns.all(jdbc).stream()
                .filter(one -> !one.equals(standIn))
                .toList();
        var moved = new StandIn(
                merger.to(),
                standIn.name(),
                standIn.contact(),
                standIn.deputy(),
                standIn.deputyName(),
                standIn.from(),
                standIn.to());
        if (others.stream()
                .anyMatch(one -> one.unit().equals(merger.to()) && one.name().equals(standIn.name()))) {
            throw cannotFollow(merger, standIn, HangingReason.STAND_IN_OF_THAT_NAME.with(merger.to()));
        }
        try {
            StandInRules.checked(moved, units, others);
        } catch (StandInRefused e) {
            throw cannotFollow(merger, standIn, e.why());
        }
        jdbc.sql("update stand_in set unit = :to where unit = :from and name = :name")
                .param("to", merger.to())
                .param("from", merger.from())
                .param("name", standIn.name())
                .update();
    }

    private static UnitRefused cannotFollow(Merger merger, StandIn standIn, Reason why) {
        return RemovalRules.refused(
                merger.from(), HangingReason.STAND_IN_CANNOT_FOLLOW.with(standIn.name(), why, merger.to()));
    }

    private void delete(Unit unit, Removal removal) {
        jdbc.sql("delete from unit where code = ?").param(unit.code()).update();
        jdbc.sql("""
            insert into former_unit (code, merged_into, removed_at) values (:code, :mergedInto, :at)
            on conflict (code) do update set
                merged_into = excluded.merged_into, removed_at = excluded.removed_at
            """)
                .param("code", unit.code())
                .param("mergedInto", removal.mergedInto())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void audit(Removal removal, @Nullable Unit unit, List<Dependency> hanging) {
        var detail = new HashMap<String, Object>();
        detail.put("reference", removal.reference());
        detail.put("takenOver", hanging.stream().map(Dependency::toString).toList());
        if (unit != null) {
            detail.put("before", unit.fields());
        }
        var successor = removal.mergedInto();
        if (successor != null) {
            detail.put("mergedInto", successor);
        }
        var act = successor == null ? AuditedAct.UNIT_REMOVED : AuditedAct.UNIT_MERGED;
        audit.write(removal.by(), act, removal.unit(), detail);
    }

    /** By the codes of units that have left: those that took over from them. */
    static Map<String, String> successors(JdbcClient jdbc) {
        var successors = new HashMap<String, String>();
        jdbc.sql("select code, merged_into from former_unit where merged_into is not null")
                .query(row -> {
                    successors.put(row.getString(1), row.getString(2));
                });
        return successors;
    }
}
