package org.duban.plan.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.duban.policy.Amount;
import org.duban.policy.Step;
import org.duban.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the design promises of every plan, asked of the plan itself and not of the oracle. */
class PromiseTests {

    private static final int MOST_STEPS = 60;

    /** A step in days, told to a unit on a day of its own. */
    private record Line(Stage stage, Task task, Step step, Amount amount, Told told, LocalDate day) {}

    @Test
    void tellsStepsInDaysAtTheHourOfThePolicyOnWorkingDaysOfTheReader() {
        everyLine(line -> {
            var zone = line.stage.zone(line.told.unit(), line.task);
            var hour = line.stage.policy(line.task).tellAt();
            var leapt = zone.getRules().getValidOffsets(line.day.atTime(hour)).isEmpty()
                    || zone.getRules()
                            .getValidOffsets(line.day.minusDays(1).atTime(hour))
                            .isEmpty();
            var works = line.stage.calendar(line.told.unit(), line.task).works(line.day);

            assertThat(leapt || works).as("%s", line).isTrue();
            assertThat(leapt || line.told.at().atZone(zone).toLocalTime().equals(hour))
                    .as("%s", line)
                    .isTrue();
        });
    }

    @Test
    void movesRemindersEarlierAndOverdueStepsLater() {
        everyLine(line -> {
            var wanted = line.told.movedFrom();
            var before = line.step.anchor() == Step.Anchor.BEFORE_DEADLINE;
            if (wanted != null && !line.amount.equals(new Amount.WorkingDays(0))) {
                assertThat(line.day.isBefore(wanted)).as("%s", line).isEqualTo(before);
            }
        });
    }

    @Test
    void tellsAUnitRungsOfOneLadderOnDaysOfTheirOwn() {
        for (var lines : plans()) {
            for (var one : lines) {
                assertThat(lines)
                        .as("beside %s", one)
                        .noneMatch(other -> one.step.every() == null
                                && other.step.every() == null
                                && one.step.anchor() == other.step.anchor()
                                && one.told.unit().equals(other.told.unit())
                                && one.day.equals(other.day)
                                && !one.amount.equals(other.amount));
            }
        }
    }

    @Test
    void tellsNothingThatLayInThePastWhenTheLedgerLearnedOfIt() {
        everyLine(line -> {
            var deadlineStep = line.step.anchor() == Step.Anchor.BEFORE_DEADLINE
                    || line.step.anchor() == Step.Anchor.AFTER_DEADLINE;
            var learned = deadlineStep
                    ? line.task.supervision().plannedFrom()
                    : line.task.toldFrom().assignment();

            if (line.step.anchor() == Step.Anchor.SUBMISSION) {
                assertThat(line.told.at()).as("%s", line).isAfterOrEqualTo(learned);
            } else {
                assertThat(line.told.at()).as("%s", line).isAfter(learned);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1wd, false", "P3D, false", "PT17H, false", "PT17H, true"})
    void comesToAnEndWithTheCalendars(String every, boolean officeHours) {
        var stage = new Stage(
                new Example(Example.readAll("""
                - units: [{ code: education }]
                  policies:
                    p: { steps: [{ name: late, after-deadline: 1wd, every: %s, tell: [lead], office-hours: %s }] }
                  events:
                    - { learned: 2199-12-01T02:00:00Z, type: assigned, leadUnit: education, deadline: 2199-12-20 }
                """.formatted(every, officeHours)).get(0)));
        var end = Instant.parse("2200-01-02T00:00:00Z");
        var plan = stage.plan(stage.lives().get(0));

        assertThat(plan.upcoming(Instant.EPOCH, 100))
                .hasSizeBetween(3, 15)
                .allMatch(step -> step.at().isBefore(end));
        assertThat(plan.due(Instant.EPOCH, Instant.MAX)).hasSize(1);
        assertThat(plan.next(end)).isEmpty();
    }

    private static void everyLine(Consumer<Line> check) {
        plans().forEach(lines -> lines.forEach(check));
    }

    private static List<List<Line>> plans() {
        return LongStream.range(0, PlanOracleTests.CASES / 10)
                .mapToObj(seed -> lines(new Stage(Cases.example(seed))))
                .toList();
    }

    private static List<Line> lines(Stage stage) {
        var task = stage.lives().get(stage.lives().size() - 1);
        var lines = new ArrayList<Line>();
        for (var told : Told.of(stage.plan(task).upcoming(Instant.EPOCH, MOST_STEPS))) {
            stage.policy(task).step(told.step()).ifPresent(step -> {
                var amount = amount(step, task);
                var atOnce = told.at().equals(task.supervision().plannedFrom());
                if (inDays(amount) && inDays(step.every()) && !atOnce) {
                    var day = told.at().atZone(stage.zone(told.unit(), task)).toLocalDate();
                    lines.add(new Line(stage, task, step, amount, told, day));
                }
            });
        }
        return lines;
    }

    private static Amount amount(Step step, Task task) {
        var own = task.supervision().amounts().get(step.name());
        return own == null || step.anchor().atOnce() ? step.amount() : Amount.parse(own);
    }

    private static boolean inDays(Amount amount) {
        return !(amount instanceof Amount.Exact);
    }
}
