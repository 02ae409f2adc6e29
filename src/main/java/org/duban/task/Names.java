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
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.files.NameSuggestions;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** The units and policies that events may name, at one instant. */
public record Names(UnitTree units, KnownPolicies policies) {

    ActRights rights() {
        return new ActRights(units);
    }

    /** When the office day ends where the lead unit of a task sits. */
    Instant endOfOfficeDay(LocalDate day, String leadUnit, String policy) {
        return day.atTime(policies.closing(policy)).atZone(zone(leadUnit)).toInstant();
    }

    /** When a deadline has passed: at its instant; for a date, when the office day ends. */
    Instant end(Deadline deadline, String leadUnit, String policy) {
        var at = deadline.at();
        return at != null ? at : endOfOfficeDay(deadline.date(), leadUnit, policy);
    }

    ZoneId zone(String unit) {
        return units.unit(unit).map(Unit::zone).orElse(ZoneOffset.UTC);
    }

    @Nullable
    Reason unit(String field, @Nullable String code) {
        if (code == null || units.unit(code).isPresent()) {
            return null;
        }
        var successor = units.successor(code);
        if (successor.isPresent()) {
            return TaskReason.UNIT_MERGED.at(field, QuotedValue.plain(code), successor.get());
        }
        var all = units.units().stream().map(Unit::code).sorted().toList();
        return TaskReason.UNIT_UNKNOWN.at(field, QuotedValue.plain(code), cure(code, all, TaskReason.ONE_OF_UNITS));
    }

    @Nullable
    Reason units(String field, @Nullable List<String> codes) {
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
    Reason policy(@Nullable String name) {
        if (name == null || policies.names().contains(name)) {
            return null;
        }
        var all = policies.names().stream().sorted().toList();
        return TaskReason.POLICY_UNKNOWN.at(
                "data.policy", QuotedValue.plain(name), cure(name, all, TaskReason.ONE_OF_POLICIES));
    }

    @Nullable
    Reason amounts(String policy, Map<String, String> amounts) {
        return policies.objection(policy, amounts).orElse(null);
    }

    private static Reason cure(String name, Collection<String> all, TaskReason oneOf) {
        return new NameSuggestions(all)
                .nearest(name)
                .map(TaskReason.NAME_MEANT::with)
                .orElseGet(() -> oneOf.with(String.valueOf(all.size())));
    }

    /** The first of these that there is, if any. */
    static @Nullable Reason first(@Nullable Reason... objections) {
        return Arrays.stream(objections).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
