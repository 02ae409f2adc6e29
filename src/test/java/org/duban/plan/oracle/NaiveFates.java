package org.duban.plan.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.duban.fate.Fates;
import org.duban.policy.NoticeKind;

/** What becomes of the steps that fall due together: of those that nothing
 * holds back, each unit is told the most severe, and every decision beside it. */
record NaiveFates(NaivePlan plan, Set<String> units, Instant now) {

    /** Of two steps the more severe is the one in the graver colour, else the later one, else the one further down. */
    private static final Comparator<Told> SEVERITY =
            Comparator.comparing(Told::level).thenComparing(Told::at).thenComparing(Told::rank);

    List<Fates.Line> of(List<Told> due) {
        var fates = new ArrayList<Fates.Line>();
        for (var told : due) {
            var fate = fate(told, due);
            if (!fate.isEmpty()) {
                fates.add(new Fates.Line(told.at(), told.step(), told.unit(), fate));
            }
            if (fate.equals("UNDELIVERABLE") && !told.unit().isEmpty()) {
                plan.insteadOfThoseGone()
                        .forEach(top -> fates.add(new Fates.Line(told.at(), told.step(), top, "TOLD")));
            }
        }
        return fates;
    }

    private String fate(Told told, List<Told> due) {
        if (heldBack(told)) {
            return "HELD";
        }
        if (told.unit().isEmpty()) {
            return List.of("escalated", "informed").contains(told.audience()) ? "" : "UNDELIVERABLE";
        }
        if (asksWhoHasSigned(told)) {
            return "MOOT";
        }
        if (aboutAChange(told)) {
            var handedOver = due.stream()
                    .anyMatch(other -> other.unit().equals(told.unit())
                            && other.kind() == NoticeKind.ASSIGNMENT
                            && !asksWhoHasSigned(other));
            return handedOver ? "SUPERSEDED" : units.contains(told.unit()) ? "TOLD" : "MOOT";
        }
        if (!besides(told)) {
            var rivals = due.stream()
                    .filter(other -> other.unit().equals(told.unit())
                            && !besides(other)
                            && !heldBack(other)
                            && !asksWhoHasSigned(other));
            var worst = rivals.max(SEVERITY).orElseThrow();
            if (SEVERITY.compare(worst, told) > 0) {
                return "SUPERSEDED";
            }
        }
        return units.contains(told.unit()) ? "TOLD" : "UNDELIVERABLE";
    }

    /** What a unit is told in the place of a step that could not be sent by now: the most severe of what fell due since. */
    String overtaking(Told told, List<Told> since) {
        return since.stream()
                .filter(other -> other.unit().equals(told.unit()) && !heldBack(other))
                .filter(other -> !besides(told) && !besides(other))
                .max(SEVERITY)
                .filter(worst -> SEVERITY.compare(worst, told) > 0)
                .map(Told::step)
                .orElse("");
    }

    private boolean asksWhoHasSigned(Told told) {
        var handedOver = plan.task()
                .toldFrom()
                .assignment()
                .equals(plan.task().changes().gained().get(plan.task().leadUnit()));
        return handedOver
                && told.audience().equals("assisting")
                && told.kind() == NoticeKind.ASSIGNMENT
                && plan.task().reports().receivedBy().contains(told.unit());
    }

    private static boolean besides(Told told) {
        return told.kind() == NoticeKind.DECISION || aboutAChange(told);
    }

    private static boolean aboutAChange(Told told) {
        return List.of(
                        "reopened",
                        "taken-off",
                        "deadline-earlier",
                        "deadline-later",
                        "deadline-moved",
                        "escalation-lifted")
                .contains(told.step());
    }

    private boolean heldBack(Told told) {
        return told.held() != null || !told.direct() && plan.held(now) != null;
    }
}
