package org.duban.simulation;

import static org.duban.simulation.Promises.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.content.NoticeLine;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.ledger.MemoryTaskLedger.Applied;
import org.duban.task.Act;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Who led, helped, asked and reported, by nothing but the events that were applied: another unit's act may not have got in, and
 * no letter may put one unit's word into another's mouth.
 */
final class Believed {

    private final Directory directory;
    private final Map<String, List<State>> courses = new HashMap<>();
    private final Map<String, Task> made = new HashMap<>();
    private final Set<String> closed = new HashSet<>();

    Believed(Directory directory) {
        this.directory = directory;
    }

    /** After one revision of a task. */
    private record State(
            String lead,
            Set<String> assisting,
            String deadline,
            @Nullable String asker,
            @Nullable String asked,
            @Nullable String answered,
            @Nullable String reporter) {}

    void applied(Applied applied) {
        var event = applied.event();
        var course = courses.computeIfAbsent(event.taskId(), any -> new ArrayList<>());
        var before = course.isEmpty() ? null : course.get(course.size() - 1);
        check(1, course.size() == applied.revision() - 1, "not in order: %s", applied);
        var after = before == null
                ? begin((Act.Assigned) event.act())
                : next(before, event.act(), event.time(), applied.appliedAt());
        course.add(after);
        closing(event.taskId(), event.act());
        var task = made.get(event.taskId());
        if (task != null && task.revision() == applied.revision()) {
            compare(after, task);
        }
    }

    /** A closed task takes nothing but that it is open again, and only a closed one takes that. */
    private void closing(String task, Act act) {
        check(1, closed.contains(task) == act instanceof Act.Reopened, "closed, or not closed: %s %s", task, act);
        if (act instanceof Act.StruckOff || act instanceof Act.Withdrawn) {
            closed.add(task);
        } else {
            closed.remove(task);
        }
    }

    /** The task as the events of a commit made it; the commit may tell of it before them. */
    void made(Task task) {
        made.put(task.id(), task);
        var course = courses.getOrDefault(task.id(), List.of());
        if (course.size() == task.revision()) {
            compare(course.get(course.size() - 1), task);
        }
    }

    private static void compare(State after, Task task) {
        check(1, after.lead.equals(task.leadUnit()), "another unit leads: %s %s", after, task);
        check(
                1,
                (task.request() == null) == (after.asker == null)
                        && (after.asker == null || task.asker().equals(after.asker)),
                "another unit asks: %s %s",
                after,
                task);
        check(
                1,
                (task.status() == TaskStatus.SUBMITTED) == (after.reporter != null)
                        && (after.reporter == null || after.reporter.equals(after.lead)),
                "not the lead unit's report: %s %s",
                after,
                task);
    }

    private State begin(Act.Assigned act) {
        check(1, act.by() == null || above(act.leadUnit()).contains(act.by()), "a stranger assigns: %s", act);
        return new State(
                act.leadUnit(), helpers(act.assistingUnits(), act.leadUnit()), act.deadline(), null, null, null, null);
    }

    private static Set<String> helpers(List<String> units, String lead) {
        var helpers = new HashSet<>(units);
        helpers.remove(lead);
        return helpers;
    }

    private State next(State now, Act act, Instant time, Instant learned) {
        check(1, may(now, act), "a stranger acts: %s %s", now, act);
        var by = act.by() == null ? now.lead : act.by();
        if (act instanceof Act.ExtensionRequested requested) {
            return with(now, now.deadline, by, requested.deadline(), now.answered, now.reporter);
        } else if (act instanceof Act.ExtensionGranted granted) {
            check(1, end(granted.deadline(), now.lead).isAfter(end(now.deadline, now.lead)), "back: %s %s", now, act);
            return with(now, granted.deadline(), null, null, now.asker == null ? now.lead : now.asker, now.reporter);
        } else if (act instanceof Act.ExtensionDeclined) {
            return with(now, now.deadline, null, null, now.asker, now.reporter);
        } else if (act instanceof Act.Submitted) {
            return by.equals(now.lead) ? with(now, now.deadline, now.asker, now.asked, now.answered, by) : now;
        } else if (act instanceof Act.Returned returned) {
            var moved = returned.deadline() == null ? now.deadline : returned.deadline();
            check(
                    1,
                    returned.deadline() == null
                            || moved.equals(now.deadline)
                            || end(moved, now.lead).isAfter(time),
                    "past: %s",
                    act);
            return met(with(now, moved, now.asker, now.asked, now.answered, null));
        } else if (act instanceof Act.Held held) {
            var ahead = held.until() == null
                    || held.until().isAfter(time) && held.until().isAfter(learned);
            check(1, ahead, "held in the past: %s", act);
            return now;
        } else if (act instanceof Act.Amended amended) {
            return met(amended(now, amended));
        } else if (act instanceof Act.StruckOff || act instanceof Act.Withdrawn) {
            return with(now, now.deadline, null, null, now.answered, null);
        }
        return now;
    }

    private State amended(State now, Act.Amended act) {
        var lead = act.leadUnit() == null ? now.lead : act.leadUnit();
        var helpers = act.assistingUnits() == null ? List.copyOf(now.assisting) : act.assistingUnits();
        var reporter = lead.equals(now.lead) ? now.reporter : null;
        var deadline = act.deadline() == null ? now.deadline : act.deadline();
        return new State(lead, helpers(helpers, lead), deadline, now.asker, now.asked, now.answered, reporter);
    }

    /** Whoever has got what it asked for asks no more. */
    private State met(State now) {
        return now.asked == null || end(now.deadline, now.lead).isBefore(end(now.asked, now.lead))
                ? now
                : with(now, now.deadline, null, null, now.answered, now.reporter);
    }

    private static State with(
            State now,
            String deadline,
            @Nullable String asker,
            @Nullable String asked,
            @Nullable String answered,
            @Nullable String reporter) {
        return new State(now.lead, now.assisting, deadline, asker, asked, answered, reporter);
    }

    private boolean may(State now, Act act) {
        var by = act.by();
        if (by == null) {
            return true;
        }
        if (act instanceof Act.Received || act instanceof Act.Progressed || act instanceof Act.Submitted) {
            return by.equals(now.lead) || now.assisting.contains(by);
        }
        return act instanceof Act.ExtensionRequested
                ? by.equals(now.lead)
                : above(now.lead).contains(by)
                        && (!(act instanceof Act.Amended amended)
                                || amended.leadUnit() == null
                                || amended.leadUnit().equals(now.lead)
                                || above(amended.leadUnit()).contains(by));
    }

    private Set<String> above(String unit) {
        var found = new HashSet<String>();
        for (var at = parent(unit); at != null && found.add(at); at = parent(at)) {
            // Up to the top.
        }
        found.removeIf(code -> kind(code) == UnitKind.UNIT);
        return found;
    }

    private @Nullable String parent(String unit) {
        return directory.tree().unit(unit).map(Unit::parent).orElse(null);
    }

    private UnitKind kind(String unit) {
        return directory.tree().unit(unit).orElseThrow().kind();
    }

    private Instant end(String deadline, String lead) {
        var zone = directory.tree().unit(lead).orElseThrow().zone();
        return deadline.length() <= 10
                ? LocalDate.parse(deadline)
                        .atTime(LocalTime.of(23, 59, 59))
                        .atZone(zone)
                        .toInstant()
                : OffsetDateTime.parse(deadline).toInstant();
    }

    /** Whether a unit is called so, or whoever took over from it. */
    private boolean isOf(String name, String unit) {
        var present = directory.tree().present(unit).orElse(unit);
        return name.startsWith(unit) || name.startsWith(present);
    }

    /** A letter puts into each unit's mouth what it said, and gives the answer to whoever asked. */
    void told(NoticeLine line, String unit) {
        var then = courses.get(line.taskId()).get((int) line.task().revision() - 1);
        var facts = line.task();
        var said = facts.askerEn() == null ? facts.leadUnitEn() : facts.askerEn();
        if (line.step().equals("extension-requested") || line.step().startsWith("undecided")) {
            check(3, then.asker != null && isOf(said, then.asker), "did not ask: %s %s", then, line);
        } else if (line.step().equals("extension-declined")) {
            var helps = then.lead.equals(then.answered) && then.assisting.contains(unit);
            check(3, unit.equals(then.answered) || helps, "another's answer: %s %s %s", unit, then, line);
        } else if (line.step().equals("unreviewed") || line.step().equals("submitted")) {
            check(3, then.lead.equals(then.reporter), "did not report: %s %s", then, line);
        }
    }
}
