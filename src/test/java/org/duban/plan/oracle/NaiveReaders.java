package org.duban.plan.oracle;

import static org.duban.policy.Step.Condition.UNRECEIVED;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.policy.Audience;
import org.duban.policy.Step;
import org.duban.task.Task;

/** Whom the steps of a task tell, climbing the tree of units from the lead unit each time. */
record NaiveReaders(Task task, Map<String, Unit> units) {

    /** Those whom a step tells; one without a name where there is no such office. */
    List<String> of(Step step, Audience audience) {
        if (audience instanceof Audience.Assisting && task.assistingUnits().isEmpty()) {
            return List.of();
        }
        var all = orHighest(step.tell(), audience);
        if (step.condition() != UNRECEIVED) {
            return orNobody(all);
        }
        if (audience instanceof Audience.Lead || audience instanceof Audience.Assisting) {
            return all.stream().filter(this::hasNotSigned).toList();
        }
        return mustSign(step).stream().anyMatch(this::hasNotSigned) ? all : List.of();
    }

    /** The units of an audience; where a step names only offices that there are not, its first audience is the highest there is. */
    List<String> orHighest(List<Audience> audiences, Audience audience) {
        var first = true;
        for (var other : audiences) {
            if (other instanceof Audience.Assisting && task.assistingUnits().isEmpty()) {
                continue;
            }
            if (!unitsOf(other).isEmpty() || first && !other.equals(audience)) {
                return unitsOf(audience);
            }
            first = false;
        }
        return highest();
    }

    /** Whom an act is told, as if a step told nobody else. */
    List<String> toActOn(Audience audience) {
        return audience.heardBefore() ? List.of() : orHighest(List.of(audience), audience);
    }

    private List<String> highest() {
        var leader = leader();
        if (!leader.isEmpty()) {
            return leader;
        }
        for (var above = 9; above > 0; above--) {
            if (!officeAbove(above).isEmpty()) {
                return officeAbove(above);
            }
        }
        var lead = units.get(task.leadUnit());
        if (lead != null && lead.kind() != UnitKind.UNIT) {
            return List.of(lead.code());
        }
        return top(units);
    }

    /** Whoever nobody stands above: a leading group before an office, and else by code. */
    static List<String> top(Map<String, Unit> units) {
        for (var kind : List.of(UnitKind.LEADING_GROUP, UnitKind.LEADING_GROUP_OFFICE)) {
            for (var code : new TreeSet<>(units.keySet())) {
                var unit = units.get(code);
                if (unit.kind() == kind && (unit.parent() == null || !units.containsKey(unit.parent()))) {
                    return List.of(code);
                }
            }
        }
        return List.of();
    }

    /** The responsible units that a step tells by its policy, or the lead unit if it tells neither of the two. */
    private List<String> mustSign(Step step) {
        var must = new ArrayList<String>();
        var neither = true;
        for (var audience : step.tell()) {
            if (audience instanceof Audience.Lead || audience instanceof Audience.Assisting) {
                must.addAll(unitsOf(audience));
                neither = false;
            }
        }
        return neither ? List.of(task.leadUnit()) : must;
    }

    /** When the ledger learned that a unit came to help, if another unit came to lead before or after that; else long ago. */
    Instant joined(Audience audience, String unit) {
        return audience instanceof Audience.Assisting
                ? task.toldFrom().joined().getOrDefault(unit, Instant.MIN)
                : Instant.MIN;
    }

    ZoneId leadZone() {
        var lead = units.get(task.leadUnit());
        return lead == null ? ZoneOffset.UTC : lead.zone();
    }

    private boolean hasNotSigned(String unit) {
        return !task.reports().receivedBy().contains(unit);
    }

    List<String> orNobody(List<String> all) {
        return all.isEmpty() ? List.of("") : all;
    }

    List<String> unitsOf(Audience audience) {
        return switch (audience.toString()) {
            case "lead" -> List.of(task.leadUnit());
            case "assisting" -> task.assistingUnits();
            case "office" -> officeAbove(1);
            case "higher-office" -> officeAbove(2);
            case "leader" -> leader();
            case "escalated" -> List.of();
            default -> List.of(((Audience.Named) audience).unit());
        };
    }

    private List<String> officeAbove(int which) {
        var found = 0;
        for (var above : above()) {
            if (above.kind() == UnitKind.LEADING_GROUP_OFFICE && ++found == which) {
                return List.of(above.code());
            }
        }
        return List.of();
    }

    private List<String> leader() {
        List<String> leader = List.of();
        for (var above : above()) {
            if (above.kind() == UnitKind.LEADING_GROUP) {
                leader = List.of(above.code());
            }
        }
        return leader;
    }

    private List<Unit> above() {
        var above = new ArrayList<Unit>();
        var seen = new HashSet<String>();
        var unit = units.get(task.leadUnit());
        while (unit != null && seen.add(unit.code())) {
            unit = unit.parent() == null ? null : units.get(unit.parent());
            if (unit != null) {
                above.add(unit);
            }
        }
        return above;
    }

    /** Whether those who are told do the work, and do not watch over it. */
    boolean workItself(Audience audience) {
        if (audience instanceof Audience.Named named) {
            var unit = units.get(named.unit());
            return unit != null && unit.kind() == UnitKind.UNIT;
        }
        return audience instanceof Audience.Lead || audience instanceof Audience.Assisting;
    }
}
