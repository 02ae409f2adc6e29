package org.duban.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.calendar.Calendars;
import org.duban.calendar.WorkCalendar;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.policy.Step;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Who reads the steps of one task, where, and as what.
 *
 * @param calendar the policy's calendar, by which a unit works that has none of its own
 */
public record StepRecipients(Task task, UnitTree units, Calendars calendars, WorkCalendar calendar) {

    /** A task without assisting units owes nothing to nobody; an office that is missing above it is worth a word. */
    List<Audience> audiencesOf(Step step) {
        return task.assistingUnits().isEmpty() && step.tell().contains(ASSISTING)
                ? step.tell().stream()
                        .filter(audience -> !audience.equals(ASSISTING))
                        .toList()
                : step.tell();
    }

    private static final Audience LEAD = new Audience.Lead();
    private static final Audience ASSISTING = new Audience.Assisting();

    /** The units of an audience that a step tells: those to which its condition applies. */
    List<String> told(Step step, Audience audience) {
        var all = heard(audiencesOf(step), audience);
        if (step.condition() != Step.Condition.UNRECEIVED) {
            return all;
        }
        if (audience.equals(LEAD) || audience.equals(ASSISTING)) {
            return all.stream().filter(this::owesReceipt).toList();
        }
        return receiptMissing(step) ? all : List.of();
    }

    boolean tellsAnybody(Step step) {
        return audiencesOf(step).stream()
                .anyMatch(audience -> !told(step, audience).isEmpty());
    }

    /** Whether a receipt is missing that a step is about: of the responsible units it tells, or else of the lead unit. */
    private boolean receiptMissing(Step step) {
        var lead = step.tell().contains(LEAD);
        var assisting = step.tell().contains(ASSISTING);
        return (lead || !assisting) && owesReceipt(task.leadUnit())
                || assisting && task.assistingUnits().stream().anyMatch(this::owesReceipt);
    }

    private boolean owesReceipt(String unit) {
        return !task.reports().receivedBy().contains(unit);
    }

    /**
     * The units of an audience. Where a step would be told to nobody, because there is no office such as it names, its first
     * audience is whoever stands highest above the lead unit.
     */
    List<String> heard(List<Audience> audiences, Audience audience) {
        var units = unitsOf(audience);
        var nobody = units.isEmpty()
                && !audience.heardBefore()
                && audience.equals(audiences.get(0))
                && audiences.stream().allMatch(other -> unitsOf(other).isEmpty());
        return nobody ? highest() : units;
    }

    /** Whom a decision on an extension answers. If nobody has followed a unit that asked and left, the lead unit is in its place. */
    String answered() {
        var asker = task.decision().answers();
        return asker == null ? task.leadUnit() : units.present(asker).orElse(task.leadUnit());
    }

    private List<String> highest() {
        return units.highestAbove(task.leadUnit()).map(Unit::code).stream().toList();
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
        if (audience instanceof Audience.Former) {
            return List.copyOf(task.changes().lost().keySet());
        }
        if (audience instanceof Audience.Leader) {
            return units.leaderAbove(task.leadUnit()).map(Unit::code).stream().toList();
        }
        var offices = units.officesAbove(task.leadUnit());
        var place = audience instanceof Audience.HigherOffice ? 1 : 0;
        return audience.heardBefore() || offices.size() <= place
                ? List.of()
                : List.of(offices.get(place).code());
    }

    /** Units by where they sit; where there is nobody, the lead unit's zone and the policy's calendar tell when. */
    Map<Place, List<String>> byPlace(List<String> codes) {
        if (codes.isEmpty()) {
            return Map.of(new Place(zoneOf(task.leadUnit()), calendar), codes);
        }
        if (codes.size() == 1) {
            return Map.of(placeOf(codes.get(0)), codes);
        }
        var places = new LinkedHashMap<Place, List<String>>();
        codes.forEach(code -> places.computeIfAbsent(placeOf(code), place -> new ArrayList<>())
                .add(code));
        return places;
    }

    /** Units of an audience by when they came to the task: nobody hears late what was told before. */
    Collection<List<String>> parties(Audience audience, List<String> codes) {
        if (task.toldFrom().joined().isEmpty() || !audience.equals(ASSISTING) || codes.isEmpty()) {
            return List.of(codes);
        }
        var parties = new LinkedHashMap<@Nullable Instant, List<String>>();
        codes.forEach(code -> parties.computeIfAbsent(task.toldFrom().joined().get(code), joined -> new ArrayList<>())
                .add(code));
        return parties.values();
    }

    /** When the ledger learned of these units, if they did not come with the assignment to the lead unit. */
    @Nullable
    Instant joined(Audience audience, List<String> party) {
        return audience.equals(ASSISTING) && !party.isEmpty()
                ? task.toldFrom().joined().get(party.get(0))
                : null;
    }

    ZoneId zoneOf(String code) {
        return units.unit(code).map(Unit::zone).orElse(ZoneOffset.UTC);
    }

    Place placeOf(String code) {
        var own = units.unit(code).map(Unit::calendar).flatMap(calendars::find).orElse(calendar);
        return new Place(zoneOf(code), own);
    }

    NoticeKind kindOf(Step step, Audience audience) {
        var responsible = audience instanceof Audience.Lead || audience instanceof Audience.Assisting;
        return switch (step.anchor()) {
            case ASSIGNMENT -> NoticeKind.ASSIGNMENT;
            case BEFORE_DEADLINE -> NoticeKind.REMINDER;
            case SUBMISSION, AFTER_SUBMISSION, AFTER_EXTENSION_REQUEST -> NoticeKind.REVIEW;
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
