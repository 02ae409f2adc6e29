package org.duban.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.calendar.Calendars;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.files.InputFile;
import org.duban.policy.Policies;
import org.duban.policy.Policy;
import org.duban.policy.PolicyFile;
import org.duban.rulebook.Planner;
import org.jspecify.annotations.Nullable;

/**
 * Plans in words: policies as their file writes them, what is told as a clerk would note it down. The units are those of
 * Gyangze County, beside some that sit far away; the county keeps its harvest festival (望果节) on 10 to 12 August 2026 and
 * works on Saturday the 15th for it.
 */
public final class PlanFixture {

    public static final Calendars CALENDARS = Calendars.read(List.of(
            InputFile.of("classpath:calendars/cn-2025.yaml"),
            InputFile.of("classpath:calendars/cn-2026.yaml"),
            InputFile.ofText("gyangze.yaml", """
                    calendar: gyangze
                    extends: cn
                    office-hours: { opens: "10:00", closes: "18:30" }
                    holidays: [ { from: 2026-08-10, to: 2026-08-12, name: { zh: 望果节, en: Ongkor Festival } } ]
                    make-up-workdays: [ { day: 2026-08-15, for: { zh: 望果节, en: Ongkor Festival } } ]
                    """)));

    public static final UnitTree UNITS = new UnitTree(
            List.of(
                    unit("group", null, UnitKind.LEADING_GROUP, "Asia/Shanghai", null),
                    unit("city-office", "group", UnitKind.LEADING_GROUP_OFFICE, "Asia/Shanghai", null),
                    unit("gyangze-office", "city-office", UnitKind.LEADING_GROUP_OFFICE, "Asia/Shanghai", null),
                    unit("gyangze-education", "gyangze-office", UnitKind.UNIT, "Asia/Shanghai", null),
                    unit("gyangze-roads", "gyangze-office", UnitKind.UNIT, "Asia/Shanghai", null),
                    unit("gyangze-culture", "gyangze-office", UnitKind.UNIT, "Asia/Shanghai", "gyangze"),
                    unit("lost", "gyangze-office", UnitKind.UNIT, "Asia/Shanghai", "taken-away"),
                    unit("urumqi", "gyangze-office", UnitKind.UNIT, "Asia/Urumqi", null),
                    unit("london", "gyangze-office", UnitKind.UNIT, "Europe/London", null),
                    unit("new-york", "gyangze-office", UnitKind.UNIT, "America/New_York", null)),
            Set.of());

    private PlanFixture() {}

    /** A policy {@code test} of these steps, each written as in the policy file, without its name if that does not matter. */
    public static Policy policy(String... steps) {
        return policyWith("", steps);
    }

    /** The same with further fields, such as {@code behind-by: 30}, one on each line. */
    public static Policy policyWith(String fields, String... steps) {
        var lines = Stream.of(steps)
                .map(step -> "      - { " + (step.contains("name:") ? "" : "name: step, ") + step + " }\n")
                .collect(Collectors.joining());
        var text = "policies:\n  test:\n"
                + fields.lines().map(line -> "    " + line + "\n").collect(Collectors.joining()) + "    steps:\n"
                + lines;
        var units = UNITS.units().stream().map(Unit::code).toList();
        return PolicyFile.read(InputFile.ofText("policies.yaml", text), CALENDARS.names(), units)
                .policy("test")
                .orElseThrow();
    }

    public static Plan plan(Policy policy, TaskBuilder task) {
        return new Planner(Policies.of(List.of(policy)), CALENDARS)
                .plan(task.under("test").build(), UNITS);
    }

    /** The first of what is told to each unit: {@code 2026-11-27T09:30 one-day education}, by the clock of the unit. */
    public static List<String> told(Policy policy, TaskBuilder task, int limit) {
        return plan(policy, task).upcoming(Instant.EPOCH, limit).stream()
                .flatMap(step -> orNobody(step).map(unit -> local(step.at(), unit) + " " + step.step() + " " + unit))
                .toList();
    }

    /** When the first step is told, by the clock of the lead unit; "never" if it is not. */
    public static String first(Policy policy, TaskBuilder task) {
        return plan(policy, task)
                .next(Instant.EPOCH)
                .map(at -> local(at, task.build().leadUnit()))
                .orElse("never");
    }

    public static String local(Instant instant, String unit) {
        var zone = UNITS.unit(unit).map(Unit::zone).orElse(ZoneId.of("Asia/Shanghai"));
        return instant.atZone(zone).toLocalDateTime().toString();
    }

    private static Stream<String> orNobody(PlannedStep step) {
        return step.units().isEmpty() ? Stream.of("nobody") : step.units().stream();
    }

    private static Unit unit(
            String code, @Nullable String parent, UnitKind kind, String zone, @Nullable String calendar) {
        return new Unit(
                code,
                parent,
                kind,
                code,
                code,
                List.of(code + "@duban.example"),
                Locale.ENGLISH,
                ZoneId.of(zone),
                calendar);
    }
}
