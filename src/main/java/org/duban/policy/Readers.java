package org.duban.policy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.ledger.Task;

/** Who reads the steps of one task, and as what. */
record Readers(Task task, UnitTree units) {

    /** A task without assisting units owes nothing to nobody; an office that is missing above it is worth a word. */
    List<Audience> audiencesOf(Step step) {
        return task.assistingUnits().isEmpty()
                ? step.tell().stream()
                        .filter(audience -> !(audience instanceof Audience.Assisting))
                        .toList()
                : step.tell();
    }

    /** The units of an audience that a step tells: those to which its condition applies. */
    List<String> told(Step step, Audience audience) {
        return unitsOf(audience).stream()
                .filter(unit -> owes(step, audience, unit))
                .toList();
    }

    private boolean owes(Step step, Audience audience, String unit) {
        if (step.condition() != Step.Condition.UNRECEIVED) {
            return true;
        }
        return audience instanceof Audience.Lead || audience instanceof Audience.Assisting
                ? !task.receivedBy().contains(unit)
                : task.receivedAt() == null;
    }

    List<String> unitsOf(Audience audience) {
        if (audience instanceof Audience.Lead) {
            return List.of(task.leadUnit());
        }
        if (audience instanceof Audience.Assisting) {
            return task.assistingUnits();
        }
        if (audience instanceof Audience.Named named) {
            return List.of(named.unit());
        }
        if (audience instanceof Audience.Leader) {
            return units.leaderAbove(task.leadUnit()).map(Unit::code).stream().toList();
        }
        var offices = units.officesAbove(task.leadUnit());
        var place = audience instanceof Audience.HigherOffice ? 1 : 0;
        return audience instanceof Audience.Escalated || offices.size() <= place
                ? List.of()
                : List.of(offices.get(place).code());
    }

    Map<ZoneId, List<String>> byZone(List<String> codes, ZoneId leadZone) {
        if (codes.size() <= 1) {
            return Map.of(codes.isEmpty() ? leadZone : zoneOf(codes.get(0)), codes);
        }
        var zones = new LinkedHashMap<ZoneId, List<String>>();
        codes.forEach(code ->
                zones.computeIfAbsent(zoneOf(code), zone -> new ArrayList<>()).add(code));
        return zones;
    }

    ZoneId zoneOf(String code) {
        return units.unit(code).map(Unit::zone).orElse(ZoneOffset.UTC);
    }

    NoticeKind kindOf(Step step, Audience audience) {
        var responsible = audience instanceof Audience.Lead || audience instanceof Audience.Assisting;
        return switch (step.anchor()) {
            case ASSIGNMENT -> NoticeKind.ASSIGNMENT;
            case BEFORE_DEADLINE -> NoticeKind.REMINDER;
            case AFTER_SUBMISSION -> NoticeKind.REVIEW;
            case AFTER_ASSIGNMENT, AFTER_DEADLINE, AFTER_PROGRESS ->
                responsible || isPlainUnit(audience) ? NoticeKind.CHASER : NoticeKind.ESCALATION;
        };
    }

    private boolean isPlainUnit(Audience audience) {
        return audience instanceof Audience.Named named
                && units.unit(named.unit())
                        .filter(unit -> unit.kind() == UnitKind.UNIT)
                        .isPresent();
    }
}
