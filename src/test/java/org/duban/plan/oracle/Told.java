package org.duban.plan.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.duban.plan.HoldPeriod;
import org.duban.plan.MoveReasons;
import org.duban.plan.PlannedStep;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.jspecify.annotations.Nullable;

/**
 * One unit told one step at one instant: what both plans are taken apart into before they are compared.
 *
 * @param unit its code, or empty where the audience has none
 * @param rank the place of the step in its policy
 * @param why why it was moved, in words
 * @param held why it is told to nobody; null if it is told
 */
record Told(
        Instant at,
        int rank,
        String step,
        String audience,
        String unit,
        NoticeKind kind,
        NoticeLevel level,
        @Nullable LocalDate movedFrom,
        List<String> why,
        @Nullable String held) {

    private static final List<String> DIRECT = List.of(
            "extension-requested",
            "extension-granted",
            "extension-declined",
            "returned",
            "instructed",
            "closed",
            "reopened",
            "taken-on",
            "taken-off",
            "deadline-earlier",
            "deadline-later",
            "deadline-moved",
            "escalation-lifted");

    static final Comparator<Told> ORDER = Comparator.comparing(Told::at)
            .thenComparing(Told::rank)
            .thenComparing(Told::step)
            .thenComparing(Told::audience)
            .thenComparing(Told::unit)
            .thenComparing(told -> String.valueOf(told.movedFrom));

    static List<Told> of(List<PlannedStep> steps) {
        return steps.stream().flatMap(step -> of(step).stream()).sorted(ORDER).toList();
    }

    private static List<Told> of(PlannedStep step) {
        var units = step.units().isEmpty() ? List.of("") : step.units();
        return units.stream()
                .map(unit -> new Told(
                        step.at(),
                        step.rank(),
                        step.step(),
                        step.audience().toString(),
                        unit,
                        step.kind(),
                        step.level(),
                        step.movedFrom(),
                        step.moved().stream().map(Told::why).toList(),
                        held(step.held())))
                .toList();
    }

    private static @Nullable String held(@Nullable HoldPeriod hold) {
        if (hold == null) {
            return null;
        }
        var end = "held until " + (hold.until() == null ? "further notice" : hold.until());
        return hold.reason() == null ? end : end + ": " + hold.reason();
    }

    private static String why(MoveReasons moved) {
        if (moved instanceof MoveReasons.Crowded crowded) {
            return crowded.step() + " is on " + crowded.day();
        }
        var dayOff = (MoveReasons.DayOff) moved;
        return dayOff.day() + " is off in " + dayOff.calendar();
    }

    /** Whether it follows directly from an act, so that no hold keeps it back. */
    boolean direct() {
        return kind == NoticeKind.ASSIGNMENT || DIRECT.contains(step);
    }

    /** All but the instant. */
    String words() {
        var moved = movedFrom == null ? "" : " moved from " + movedFrom + " (" + String.join(", ", why) + ")";
        var reason = held == null ? "" : ", " + held;
        return step + " " + audience + (unit.isEmpty() ? "" : " " + unit) + " " + kind + " " + level + moved + reason;
    }
}
