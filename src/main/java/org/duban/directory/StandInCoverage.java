package org.duban.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All stand-ins at the instants at which they count; immutable. */
final class StandInCoverage {

    private static final Logger log = LoggerFactory.getLogger(StandInCoverage.class);

    private final Map<String, List<Shift>> byContact = new HashMap<>();
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    /** Those of units that are not there count for nothing. */
    StandInCoverage(Collection<StandIn> standIns, Map<String, Unit> units) {
        for (var standIn : standIns) {
            var unit = units.get(standIn.unit());
            if (unit != null) {
                byContact
                        .computeIfAbsent(standIn.contact(), any -> new ArrayList<>())
                        .add(Shift.of(standIn, unit));
            }
        }
    }

    /** A stand-in from its first instant until right before the end. */
    record Shift(StandIn standIn, Instant begin, Instant end) {

        static Shift of(StandIn standIn, Unit unit) {
            return new Shift(
                    standIn,
                    standIn.from().atStartOfDay(unit.zone()).toInstant(),
                    standIn.to().plusDays(1).atStartOfDay(unit.zone()).toInstant());
        }

        boolean during(Instant from, Instant until) {
            return begin.isBefore(until) && end.isAfter(from);
        }
    }

    /** The stand-in to whom the mails of an address go: the last of the chain that mail reaches; empty if none does. */
    Optional<StandIn> lastFor(String contact, Instant now, Predicate<String> reachable) {
        if (!byContact.containsKey(contact)) {
            return Optional.empty();
        }
        var passed = new HashSet<String>();
        var last = Optional.<StandIn>empty();
        var next = current(contact, now);
        passed.add(contact);
        while (next.isPresent()) {
            var standIn = next.get();
            if (!passed.add(standIn.deputy())) {
                warn(standIn);
                return Optional.empty();
            }
            if (reachable.test(standIn.deputy())) {
                last = next;
            }
            next = current(standIn.deputy(), now);
        }
        return last;
    }

    private Optional<StandIn> current(String contact, Instant now) {
        return byContact.getOrDefault(contact, List.of()).stream()
                .filter(shift -> !now.isBefore(shift.begin()) && now.isBefore(shift.end()))
                .map(Shift::standIn)
                .findFirst();
    }

    /** None comes in, but a unit that moves to another zone moves its days. */
    private void warn(StandIn standIn) {
        if (warnedOf.add(standIn.unit() + "/" + standIn.name())) {
            log.warn(
                    "Stand-ins lead in a circle and do not count unit={} standIn={}: end one of them",
                    standIn.unit(),
                    standIn.name());
        }
    }

    /** A stand-in of the same address at the same time. */
    Optional<StandIn> overlapping(Shift added) {
        return byContact.getOrDefault(added.standIn().contact(), List.of()).stream()
                .filter(shift -> shift.during(added.begin(), added.end()))
                .map(Shift::standIn)
                .findFirst();
    }

    /** The stand-ins by whom the mails would come back to their address at some time; empty if they never do. */
    List<StandIn> circle(Shift added) {
        return wayBack(
                added.standIn().deputy(), added.standIn().contact(), added.begin(), added.end(), new ArrayList<>());
    }

    private List<StandIn> wayBack(String from, String to, Instant begin, Instant end, List<StandIn> way) {
        for (var shift : byContact.getOrDefault(from, List.of())) {
            if (!shift.during(begin, end) || way.contains(shift.standIn())) {
                continue;
            }
            var longer = new ArrayList<>(way);
            longer.add(shift.standIn());
            var deputy = shift.standIn().deputy();
            var found = deputy.equals(to)
                    ? longer
                    : wayBack(deputy, to, later(begin, shift.begin()), earlier(end, shift.end()), longer);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
