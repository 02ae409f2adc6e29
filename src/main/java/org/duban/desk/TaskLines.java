package org.duban.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.plan.Lamp;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * How the pages of the desk speak of tasks, in the language of whoever looks; days and times are those of the task's lead unit.
 *
 * @param now as of when
 */
public record TaskLines(Words words, UnitTree units, Planner planner, Instant now) {

    /** As long as no more are left, they are few. */
    private static final int FEW = 3;

    public String name(String code) {
        return units.unit(code)
                .map(unit -> words.name(unit.nameZh(), unit.nameEn()))
                .orElse(code);
    }

    /** Its number, and beside it the id by which programs know it. */
    public String called(Task task) {
        return task.number() == null ? task.id() : words.say("number.and-id", task.number(), task.id());
    }

    public ZoneId zone(Task task) {
        return units.unit(task.leadUnit()).map(Unit::zone).orElse(ZoneOffset.UTC);
    }

    public String time(Instant at, Task task) {
        return words.time(at.atZone(zone(task)));
    }

    public String deadline(Task task) {
        var at = task.deadline().at();
        return at == null ? words.day(task.deadline().date()) : time(at, task);
    }

    public String status(Task task) {
        var said = words.say("status." + task.status());
        var percent = task.reports().percent();
        return percent == null || task.submitted() || !task.open() ? said : words.say("status.percent", said, percent);
    }

    public String lamp(Lamp lamp) {
        return words.say("lamp." + lamp);
    }

    /** The working days to its deadline; empty where nobody waits for the lead unit, or its rules are gone. */
    public Optional<Integer> daysLeft(Task task) {
        return task.open() && !task.submitted() && !task.hold().active(now) && planner.knows(task)
                ? Optional.of(
                        planner.workingDaysLeft(task, now.atZone(zone(task)).toLocalDate()))
                : Optional.empty();
    }

    public String left(int days, Lamp lamp) {
        if (days < 0) {
            return words.count("left.over", -(long) days);
        }
        return days > 0 ? words.count("left", days) : words.say(lamp == Lamp.RED ? "left.passed" : "left.today");
    }

    public String tone(@Nullable Integer days, Lamp lamp) {
        if (days == null) {
            return "calm";
        }
        return lamp == Lamp.RED ? "bad" : days <= FEW ? "soon" : "calm";
    }

    /** Where it stands: its list, clause and points. */
    public String place(Task task) {
        var matter = task.matter();
        var points = matter.points();
        return Stream.of(
                        Optional.ofNullable(matter.list()),
                        Optional.ofNullable(matter.clause()).map(clause -> words.say("place.clause", clause)),
                        Optional.ofNullable(points)
                                .map(number -> words.say(
                                        "place.points",
                                        new BigDecimal(number.toString())
                                                .stripTrailingZeros()
                                                .toPlainString())))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }
}
