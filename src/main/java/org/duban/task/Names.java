package org.duban.task;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.jspecify.annotations.Nullable;

/** The units and policies that events may name, at one instant. */
public record Names(UnitTree units, KnownPolicies policies) {

    /** Beyond this length a text is no slip of the pen, and comparing it would only cost time. */
    private static final int LONGEST_SLIP = 64;

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

    @Nullable
    String unit(String field, @Nullable String code) {
        if (code == null || units.unit(code).isPresent()) {
            return null;
        }
        var successor = units.successor(code);
        if (successor.isPresent()) {
            return field + ": " + QuotedValue.of(code) + " is no unit any more, it was merged into \"" + successor.get()
                    + "\"; write \"" + successor.get() + "\"";
        }
        var all = units.units().stream().map(Unit::code).sorted().toList();
        return field + ": " + QuotedValue.of(code) + " is no known unit; " + cure(code, all, "units");
    }

    @Nullable
    String units(String field, @Nullable List<String> codes) {
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

    @Nullable
    String policy(@Nullable String name) {
        if (name == null || policies.names().contains(name)) {
            return null;
        }
        var all = policies.names().stream().sorted().toList();
        return "data.policy: " + QuotedValue.of(name) + " is no known policy; " + cure(name, all, "policies");
    }

    @Nullable
    String amounts(String policy, Map<String, String> amounts) {
        return policies.objection(policy, amounts).orElse(null);
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

    /** The first of these that there is, if any. */
    static @Nullable String first(@Nullable String... objections) {
        return Arrays.stream(objections).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
