package org.duban.plan.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.task.Task;

/** Who hears of the changes of a task, read off from what the ledger remembers of them. */
record NaiveChanges(Task task, Instant deadlineEnd, ZoneId leadZone) {

    /**
     * One unit that hears of one change.
     *
     * @param unit without a name where only those are told who had heard of the task
     * @param open whether only while the task is open
     * @param gain whether the unit has the task now
     */
    record Heard(
            String step,
            Instant at,
            String audience,
            String unit,
            NoticeKind kind,
            NoticeLevel level,
            boolean open,
            boolean gain) {}

    List<Heard> heard() {
        var heard = new ArrayList<Heard>();
        task.changes()
                .lost()
                .forEach((unit, at) -> heard.add(new Heard(
                        "taken-off", at, "former", unit, NoticeKind.CLOSURE, NoticeLevel.BLUE, false, false)));
        task.changes()
                .gained()
                .forEach((unit, at) -> heard.add(new Heard(
                        "taken-on", at, roleOf(unit), unit, NoticeKind.ASSIGNMENT, NoticeLevel.BLUE, true, true)));
        moved(heard);
        reopened(heard);
        return heard;
    }

    /** Of a task that is open again nothing of before is told but who had lost it. */
    private void reopened(List<Heard> heard) {
        var at = task.toldFrom().reopened();
        if (at == null) {
            return;
        }
        heard.removeIf(one -> one.open() && one.at().isBefore(at));
        for (var unit : itsUnits()) {
            var since = task.changes().gained().get(unit);
            if (since == null || since.isBefore(at)) {
                heard.add(new Heard(
                        "reopened", at, roleOf(unit), unit, NoticeKind.DECISION, NoticeLevel.YELLOW, true, false));
            }
        }
        heard.add(new Heard("reopened", at, "informed", "", NoticeKind.DECISION, NoticeLevel.BLUE, true, false));
    }

    private List<String> itsUnits() {
        var units = new ArrayList<>(task.assistingUnits());
        units.add(task.leadUnit());
        return units;
    }

    private String roleOf(String unit) {
        return unit.equals(task.leadUnit()) ? "lead" : "assisting";
    }

    private void moved(List<Heard> heard) {
        var move = task.changes().deadline();
        if (move == null) {
            return;
        }
        var at = move.toldFrom();
        var held = task.hold().from() != null && !at.isBefore(task.hold().from());
        if (held && task.hold().until() == null) {
            return;
        }
        if (held && at.isBefore(task.hold().until())) {
            at = task.hold().until();
        }
        if (move.later() && wasDueBy(at) && at.isBefore(deadlineEnd)) {
            heard.add(new Heard(
                    "escalation-lifted", at, "escalated", "", NoticeKind.CLOSURE, NoticeLevel.BLUE, true, false));
        }
        if (move.decided()) {
            return;
        }
        var step = move.later() ? "deadline-later" : "deadline-earlier";
        var level = move.later() ? NoticeLevel.BLUE : NoticeLevel.YELLOW;
        for (var unit : itsUnits()) {
            var since = task.changes().gained().get(unit);
            if (since == null || since.isBefore(move.toldFrom())) {
                heard.add(new Heard(step, at, roleOf(unit), unit, NoticeKind.DECISION, level, true, false));
            }
        }
        heard.add(new Heard("deadline-moved", at, "informed", "", NoticeKind.DECISION, NoticeLevel.BLUE, true, false));
    }

    /** Whether the day of the deadline before had come. */
    private boolean wasDueBy(Instant at) {
        return !dayOf(task.changes().deadline().from(), leadZone)
                .isAfter(at.atZone(leadZone).toLocalDate());
    }

    private static LocalDate dayOf(String deadline, ZoneId zone) {
        return deadline.contains("T")
                ? OffsetDateTime.parse(deadline).atZoneSameInstant(zone).toLocalDate()
                : LocalDate.parse(deadline);
    }
}
