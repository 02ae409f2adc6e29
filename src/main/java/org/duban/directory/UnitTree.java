package org.duban.directory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All units at one instant, and who stands above whom; immutable. */
public final class UnitTree {

    private final Map<String, Unit> byCode;
    private final Set<String> unreachable;
    private final long version;
    private final StandInCoverage coverage;
    private final Map<String, String> successors;
    private final List<Unit> tops;
    private final Map<String, List<Unit>> officesAbove = new ConcurrentHashMap<>();

    /**
     * @param units all units
     * @param unreachable addresses that a mail server has refused for good
     */
    public UnitTree(Collection<Unit> units, Set<String> unreachable) {
        this(units, unreachable, List.of(), 0);
    }

    /** @param version see {@link #version()} */
    public UnitTree(Collection<Unit> units, Set<String> unreachable, long version) {
        this(units, unreachable, List.of(), version);
    }

    /**
     * @param standIns who stands in for whom, whenever
     * @param version see {@link #version()}
     */
    public UnitTree(Collection<Unit> units, Set<String> unreachable, Collection<StandIn> standIns, long version) {
        this(units, unreachable, standIns, Map.of(), version);
    }

    /**
     * @param standIns who stands in for whom, whenever
     * @param successors by the codes of units that have left: who took over from them
     * @param version see {@link #version()}
     */
    UnitTree(
            Collection<Unit> units,
            Set<String> unreachable,
            Collection<StandIn> standIns,
            Map<String, String> successors,
            long version) {
        // Not the JDK's immutable map: it probes linearly, and codes like unit-1, unit-2 lie side by side in it.
        this.byCode = Collections.unmodifiableMap(units.stream()
                .collect(Collectors.toMap(Unit::code, Function.identity(), UnitTree::onlyOne, HashMap::new)));
        this.unreachable = Set.copyOf(unreachable);
        this.version = version;
        this.coverage = new StandInCoverage(standIns, byCode);
        this.successors = Map.copyOf(successors);
        this.tops = units.stream()
                .filter(unit -> unit.kind() != UnitKind.UNIT)
                .filter(unit -> unit.parent() == null || !byCode.containsKey(unit.parent()))
                .sorted(Comparator.comparing(Unit::kind).reversed().thenComparing(Unit::code))
                .toList();
    }

    /** What somebody sees of it: the units that a scope reaches, as if there were no others. */
    public UnitTree within(Scope scope) {
        return scope.everything()
                ? this
                : new UnitTree(
                        byCode.values().stream()
                                .filter(unit -> scope.reaches(unit.code()))
                                .toList(),
                        unreachable,
                        List.of(),
                        successors,
                        version);
    }

    public Optional<Unit> unit(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /**
     * A number that grows with each change of what plans depend on: which units there are, who stands above whom, zones. A
     * tree is at least as new as its number says.
     */
    public long version() {
        return version;
    }

    /** Every unit, in no particular order. */
    public Collection<Unit> units() {
        return byCode.values();
    }

    /** The leading-group offices above a unit, the nearest first; without the unit itself. */
    public List<Unit> officesAbove(String code) {
        return officesAbove.computeIfAbsent(
                code,
                unit -> above(unit).stream()
                        .filter(above -> above.kind() == UnitKind.LEADING_GROUP_OFFICE)
                        .toList());
    }

    /** The leading groups and their offices above a unit, the nearest first; without the unit itself. */
    public List<Unit> leadingAbove(String code) {
        return above(code).stream()
                .filter(above -> above.kind() != UnitKind.UNIT)
                .toList();
    }

    /** The leading group at the top of the tree that a unit hangs in. */
    public Optional<Unit> leaderAbove(String code) {
        return above(code).stream()
                .filter(unit -> unit.kind() == UnitKind.LEADING_GROUP)
                .reduce((lower, higher) -> higher);
    }

    /**
     * Who is told what cannot be told to a unit: the offices above it, the nearest first, the leading group above, and in the
     * last resort, as for a unit that is not there, the tops of the tree.
     */
    public List<Unit> bodiesAbove(String code) {
        return Stream.of(officesAbove(code), leaderAbove(code).stream().toList(), tops)
                .flatMap(List::stream)
                .filter(unit -> !unit.code().equals(code))
                .distinct()
                .toList();
    }

    /**
     * The nearest of those above a unit whom mail reaches at an instant.
     *
     * @param counts which readers there count
     */
    public Optional<Unit> reachableAbove(String code, Instant now, Predicate<UnitAddress> counts) {
        return bodiesAbove(code).stream()
                .filter(unit -> readers(unit.code(), now).stream().anyMatch(counts))
                .findFirst();
    }

    /**
     * Who answers in the place of an office that a unit does not have above it: the leading group, or else the highest office
     * above; for who has none, itself if it is one of them, or else the top of the tree. Empty if there is none at all.
     */
    public Optional<Unit> highestAbove(String code) {
        var offices = officesAbove(code);
        return leaderAbove(code)
                .or(() -> offices.stream().skip(Math.max(0, offices.size() - 1)).findFirst())
                .or(() -> unit(code).filter(unit -> unit.kind() != UnitKind.UNIT))
                .or(() -> tops.stream().findFirst());
    }

    /** The unit that took over from one that has left, as far as there is one today. */
    public Optional<String> successor(String code) {
        var seen = new HashSet<String>();
        @Nullable String next = code;
        while (next != null && !byCode.containsKey(next) && seen.add(next)) {
            next = successors.get(next);
        }
        return Optional.ofNullable(next).filter(byCode::containsKey).filter(found -> !found.equals(code));
    }

    /** The unit itself, or the one that took over from it; empty if there is neither today. */
    public Optional<String> present(String code) {
        return unit(code).map(Unit::code).or(() -> successor(code));
    }

    /** The addresses of a unit that no mail server has refused for good; empty for an unknown unit. */
    public List<String> reachableAddresses(String code) {
        return unit(code).stream()
                .flatMap(unit -> unit.emails().stream())
                .filter(email -> !unreachable.contains(email))
                .toList();
    }

    /** Whether no mail server has refused this address for good. */
    public boolean reaches(String address) {
        return !unreachable.contains(address);
    }

    /**
     * Where mails to a unit go at an instant, each address once: to its own, or to whoever stands in for them then. Empty if mail
     * reaches nobody there.
     */
    public List<UnitAddress> readers(String code, Instant now) {
        var readers = new LinkedHashMap<String, UnitAddress>();
        for (var email : EmailAddress.distinct(unit(code).map(Unit::emails).orElse(List.of()))) {
            var standIn = coverage.lastFor(email, now, this::reaches);
            if (standIn.isPresent()) {
                var deputy = new UnitAddress(
                        standIn.get().deputy(), List.of(email), standIn.get().deputyName());
                readers.merge(deputy.address(), deputy, UnitAddress::and);
            } else if (reaches(email)) {
                readers.merge(email, new UnitAddress(email, List.of(), null), UnitAddress::and);
            }
        }
        return List.copyOf(readers.values());
    }

    /** Every unit below another, at whatever depth, in no particular order; without the unit itself. */
    public List<Unit> below(String code) {
        var byParent = byCode.values().stream()
                .filter(unit -> unit.parent() != null)
                .collect(Collectors.groupingBy(unit -> Objects.requireNonNull(unit.parent())));
        var found = new LinkedHashMap<String, Unit>();
        var next = new ArrayDeque<String>(List.of(code));
        while (!next.isEmpty()) {
            for (var unit : byParent.getOrDefault(next.remove(), List.of())) {
                if (!unit.code().equals(code) && found.putIfAbsent(unit.code(), unit) == null) {
                    next.add(unit.code());
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static Unit onlyOne(Unit one, Unit other) {
        throw new IllegalStateException("two units have the code \"" + one.code() + "\"");
    }

    private List<Unit> above(String code) {
        var found = new ArrayList<Unit>();
        var seen = new HashSet<String>();
        seen.add(code);
        var unit = byCode.get(code);
        while (unit != null && unit.parent() != null && seen.add(unit.parent())) {
            unit = byCode.get(unit.parent());
            if (unit != null) {
                found.add(unit);
            }
        }
        return found;
    }
}
