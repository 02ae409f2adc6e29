package org.duban.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duban.policy.ActSteps;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.Step;
import org.duban.task.Deadline;
import org.duban.task.Task;
import org.duban.task.ToldChanges;
import org.jspecify.annotations.Nullable;

/** What is told because a task has changed: to whom it came, from whom it was taken, and that its deadline has moved. */
final class ChangeTracks {

    private static final Audience LEAD = new Audience.Lead();
    private static final Audience ASSISTING = new Audience.Assisting();

    private final Task task;
    private final List<Step> steps;
    private final StepRecipients readers;
    private final Telling telling;

    /** Adds what is told to some units at an instant. */
    interface Telling {
        void tell(String step, Instant at, Audience audience, List<String> units, NoticeKind kind, NoticeLevel level);
    }

    ChangeTracks(Task task, List<Step> steps, StepRecipients readers, Telling telling) {
        this.task = task;
        this.steps = steps;
        this.readers = readers;
        this.telling = telling;
    }

    /** Who has a task now that it had not before reads of an assignment, even where the policy tells none. */
    void gains() {
        for (var audience : List.of(LEAD, ASSISTING)) {
            var untold = new TreeMap<String, Instant>(task.changes().gained());
            untold.keySet().retainAll(readers.unitsOf(audience));
            untold.keySet().removeIf(unit -> assignmentTells(audience, unit));
            byInstant(untold)
                    .forEach((at, units) -> telling.tell(
                            ActSteps.TAKEN_ON, at, audience, units, NoticeKind.ASSIGNMENT, NoticeLevel.BLUE));
        }
    }

    private boolean assignmentTells(Audience audience, String unit) {
        return steps.stream()
                .filter(step -> step.anchor() == Step.Anchor.ASSIGNMENT)
                .anyMatch(step -> step.tell().contains(audience) || step.tell().contains(new Audience.Named(unit)));
    }

    void losses() {
        byInstant(task.changes().lost())
                .forEach((at, units) -> telling.tell(
                        ActSteps.TAKEN_OFF, at, new Audience.Former(), units, NoticeKind.CLOSURE, NoticeLevel.BLUE));
    }

    /** Its units owe it again, whatever they heard of the closure; others hear of it if they had been told of that. */
    void reopening(Instant at) {
        reopened(LEAD, at);
        reopened(ASSISTING, at);
        telling.tell(ActSteps.REOPENED, at, new Audience.Informed(), List.of(), NoticeKind.DECISION, NoticeLevel.BLUE);
    }

    private void reopened(Audience audience, Instant at) {
        var units = thoseBefore(audience, at);
        if (!units.isEmpty()) {
            telling.tell(ActSteps.REOPENED, at, audience, units, NoticeKind.DECISION, NoticeLevel.YELLOW);
        }
    }

    /** Who came to the task after it reads of it in the letter of the assignment. */
    void instruction(Instant at) {
        for (var audience : List.of(LEAD, ASSISTING)) {
            var units = readers.unitsOf(audience).stream()
                    .filter(unit -> !task.changes()
                            .gained()
                            .getOrDefault(unit, Instant.MIN)
                            .isAfter(at))
                    .toList();
            if (!units.isEmpty()) {
                telling.tell(ActSteps.INSTRUCTED, at, audience, units, NoticeKind.DECISION, NoticeLevel.YELLOW);
            }
        }
    }

    /** The units of an audience that had the task before; who came to it with the change or after it reads an assignment. */
    private List<String> thoseBefore(Audience audience, Instant change) {
        return readers.unitsOf(audience).stream()
                .filter(unit ->
                        task.changes().gained().getOrDefault(unit, Instant.MIN).isBefore(change))
                .toList();
    }

    private static Map<Instant, List<String>> byInstant(Map<String, Instant> units) {
        var byInstant = new TreeMap<Instant, List<String>>();
        units.forEach((unit, at) ->
                byInstant.computeIfAbsent(at, any -> new ArrayList<>()).add(unit));
        return byInstant;
    }

    /**
     * The move of the deadline. While the task is held nobody has a date to keep; it is told when the hold ends.
     *
     * @param end when the deadline ends now
     */
    void move(@Nullable HoldPeriod hold, Instant end) {
        var move = task.changes().deadline();
        var at = move == null ? null : heldUntil(move.toldFrom(), hold);
        if (move == null || at == null) {
            return;
        }
        if (lifts(move, at, end)) {
            telling.tell(
                    ActSteps.ESCALATION_LIFTED,
                    at,
                    new Audience.Escalated(),
                    List.of(),
                    NoticeKind.CLOSURE,
                    NoticeLevel.BLUE);
        }
        if (!move.decided()) {
            moved(LEAD, move, at);
            moved(ASSISTING, move, at);
            telling.tell(
                    ActSteps.DEADLINE_MOVED,
                    at,
                    new Audience.Informed(),
                    List.of(),
                    NoticeKind.DECISION,
                    NoticeLevel.BLUE);
        }
    }

    private void moved(Audience audience, ToldChanges.Move move, Instant at) {
        var units = thoseBefore(audience, move.toldFrom());
        if (!units.isEmpty()) {
            telling.tell(
                    move.later() ? ActSteps.DEADLINE_LATER : ActSteps.DEADLINE_EARLIER,
                    at,
                    audience,
                    units,
                    NoticeKind.DECISION,
                    move.later() ? NoticeLevel.BLUE : NoticeLevel.YELLOW);
        }
    }

    /** Whether the task was due and is not any more: then nobody above has to see to it. */
    private boolean lifts(ToldChanges.Move move, Instant at, Instant end) {
        var zone = readers.zoneOf(task.leadUnit());
        var was = Deadline.parse(move.from(), zone).date();
        return move.later() && end.isAfter(at) && !was.isAfter(at.atZone(zone).toLocalDate());
    }

    private static @Nullable Instant heldUntil(Instant at, @Nullable HoldPeriod hold) {
        return hold == null || !hold.covers(at) ? at : hold.until();
    }
}
