package org.duban.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.duban.calendar.Calendars;
import org.duban.directory.UnitTree;
import org.duban.files.CsvTable;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;
import org.duban.policy.Policies;
import org.duban.task.Act;
import org.duban.task.Matter;
import org.duban.task.TaskEvent;
import org.jspecify.annotations.Nullable;

/** Makes the cues of a drill from its list: assignments, the events of a file, and what units do by themselves. */
final class DrillEvents {

    private static final String SOURCE = "urn:duban:drill";

    private final UnitTree units;
    private final Policies policies;
    private final Calendars calendars;
    private final Instant start;
    private final Map<String, Integer> numbers = new HashMap<>();

    DrillEvents(UnitTree units, Policies policies, Calendars calendars, Instant start) {
        this.units = units;
        this.policies = policies;
        this.calendars = calendars;
        this.start = start;
    }

    /** What units and offices do with a task of their own accord. */
    @FunctionalInterface
    interface Acting {
        /** In the order in which they are done; those that have become impossible when their time comes are left out. */
        List<Acted> acts(ListedTask task, ListedTime.Frame frame);
    }

    /** An act and when it is done; its type without the prefix. */
    record Acted(Instant at, String type, Act act) {}

    /**
     * The cues of a list, in no particular order but those of one task at one instant in theirs.
     *
     * @throws org.duban.files.BadInput if a row names a unit or policy that there is not, or lacks what its event needs
     */
    List<DrillEvent> cues(List<ListedTask> tasks, List<ListedEvent> events, Acting acting) {
        checkNames(tasks);
        var cues = new ArrayList<DrillEvent>();
        var frames = new HashMap<String, ListedTime.Frame>();
        for (var task : tasks) {
            var frame = frame(task.leadUnit(), task.policy());
            frames.put(task.id(), frame);
            cues.add(assignment(task, frame));
        }
        var mistakes = new Mistakes();
        for (var event : events) {
            var frame = Objects.requireNonNull(frames.get(event.task()));
            mistakes.reading(() -> event.act(frame))
                    .ifPresent(act ->
                            cues.add(cue(event.task(), event.type(), event.at().instant(frame), act, event.row())));
        }
        mistakes.throwIfAny();
        for (var task : tasks) {
            acting.acts(task, Objects.requireNonNull(frames.get(task.id())))
                    .forEach(act -> cues.add(cue(task.id(), act.type(), act.at(), act.act(), null)));
        }
        return cues;
    }

    /** What the times of a task are seen in. */
    ListedTime.Frame frame(String unit, String policy) {
        var zone = units.unit(unit).orElseThrow().zone();
        var calendar = calendars.calendar(policies.policy(policy).orElseThrow().calendar());
        return new ListedTime.Frame(start, zone, calendar);
    }

    private void checkNames(List<ListedTask> tasks) {
        var knownUnits = new NameSuggestions(
                new TreeSet<>(units.units().stream().map(unit -> unit.code()).toList()));
        var knownPolicies = new NameSuggestions(policies.names());
        var mistakes = new Mistakes();
        for (var task : tasks) {
            checkUnit(task, "lead_unit", task.leadUnit(), knownUnits, mistakes);
            task.assistingUnits().forEach(unit -> checkUnit(task, "assisting_units", unit, knownUnits, mistakes));
            if (policies.policy(task.policy()).isEmpty()) {
                var problem = "there is no policy \"" + task.policy() + "\"";
                mistakes.add(task.row().mistake("policy", problem, knownPolicies.cureFor(task.policy())));
            }
            policies.objection(task.policy(), task.amounts())
                    .ifPresent(reason -> mistakes.add(RefusedRows.mistake(task.row(), reason)));
        }
        mistakes.throwIfAny();
    }

    private void checkUnit(ListedTask task, String column, String code, NameSuggestions known, Mistakes mistakes) {
        if (units.unit(code).isEmpty()) {
            mistakes.add(task.row().mistake(column, "there is no unit \"" + code + "\"", known.cureFor(code)));
        }
    }

    private DrillEvent assignment(ListedTask task, ListedTime.Frame frame) {
        var act = new Act.Assigned(
                new Matter(
                        task.title(),
                        task.list(),
                        task.description(),
                        task.points(),
                        task.clause(),
                        task.urgency(),
                        task.url()),
                task.leadUnit(),
                task.assistingUnits(),
                task.deadline().deadline(frame),
                task.policy(),
                task.amounts(),
                null);
        var at = task.assigned().map(when -> when.instant(frame)).orElse(start);
        return cue(task.id(), "assigned", at, act, task.row());
    }

    private DrillEvent cue(String task, String type, Instant at, Act act, CsvTable.@Nullable Row row) {
        var number = numbers.merge(task, 1, Integer::sum);
        var event = new TaskEvent(SOURCE, task + "-" + number, ListedEvent.PREFIX + type, task, at, null, act, "{}");
        return new DrillEvent(at.isBefore(start) ? start : at, event, row);
    }
}
