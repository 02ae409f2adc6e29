package org.duban.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.jspecify.annotations.Nullable;

/** The units and policies that events may name, at one instant. */
record Names(UnitTree units, KnownPolicies policies) {

    /** Beyond this length a text is no slip of the pen, and comparing it would only cost time. */
    private static final int LONGEST_SLIP = 64;

    /** Why the act may not be applied whatever the state of its task: a unit or policy that nobody knows. */
    Optional<String> objection(Act act) {
        if (act instanceof Act.Assigned assigned) {
            return first(
                    unit("data.by", act.by()),
                    unit("data.leadUnit", assigned.leadUnit()),
                    units("data.assistingUnits", assigned.assistingUnits()),
                    policy(assigned.policy()),
                    policies.objection(assigned.policy(), assigned.amounts()).orElse(null));
        }
        if (act instanceof Act.Amended amended) {
            return first(
                    unit("data.by", act.by()),
                    unit("data.leadUnit", amended.leadUnit()),
                    units("data.assistingUnits", amended.assistingUnits()),
                    policy(amended.policy()),
                    amended.policy() == null || amended.amounts() == null
                            ? null
                            : policies.objection(amended.policy(), amended.amounts())
                                    .orElse(null));
        }
        return Optional.ofNullable(unit("data.by", act.by()));
    }

    ActRights rights() {
        return new ActRights(units);
    }

    /** When the office day ends where the lead unit of a task sits. */
    Instant endOfOfficeDay(LocalDate day, String leadUnit, String policy) {
        return day.atTime(policies.closing(policy)).atZone(zone(leadUnit)).toInstant();
    }

    ZoneId zone(String unit) {
        return units.unit(unit).map(Unit::zone).orElse(ZoneOffset.UTC);
    }

    private @Nullable String unit(String field, @Nullable String code) {
        if (code == null || units.unit(code).isPresent()) {
            return null;
        }
        var successor = units.successor(code);
        if (successor.isPresent()) {
            return field + ": " + Quoted.of(code) + " is no unit any more, it was merged into \"" + successor.get()
                    + "\"; write \"" + successor.get() + "\"";
        }
        var all = units.units().stream().map(Unit::code).sorted().toList();
        return field + ": " + Quoted.of(code) + " is no known unit; " + cure(code, all, "units");
    }

    private @Nullable String units(String field, @Nullable List<String> codes) {
        if (codes == null) {
            return null;
        }
        for (int i = 0; i < codes.size(); i++) {
            var wrong = unit(field + "[" + i + "]", codes.get(i));
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private @Nullable String policy(@Nullable String name) {
        if (name == null || policies.names().contains(name)) {
            return null;
        }
        var all = policies.names().stream().sorted().toList();
        return "data.policy: " + Quoted.of(name) + " is no known policy; " + cure(name, all, "policies");
    }

    private static String cure(String name, Collection<String> all, String kind) {
        return nearest(name, all)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(() -> "write the name of one of the " + all.size() + " known " + kind);
    }

    static Optional<String> nearest(String name, Collection<String> all) {
        if (name.length() > LONGEST_SLIP) {
            return Optional.empty();
        }
        var nearest = Optional.<String>empty();
        int least = Math.max(2, name.length() / 3) + 1;
        for (var candidate : all) {
            int distance = distance(name, candidate);
            if (distance < least) {
                least = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        var last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
            }
            last = row;
        }
        return last[other.length()];
    }

    private static Optional<String> first(@Nullable String... objections) {
        for (var objection : objections) {
            if (objection != null) {
                return Optional.of(objection);
            }
        }
        return Optional.empty();
    }
}
