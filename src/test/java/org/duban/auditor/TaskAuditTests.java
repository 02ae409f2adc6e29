package org.duban.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.duban.auditor.TaskAudit.Times;
import org.duban.directory.GyangzeUnits;
import org.duban.directory.UnitTree;
import org.duban.ledger.LedgerHistories.Account;
import org.duban.plan.TaskBuilder;
import org.duban.rulebook.BuiltInRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A task due on Tuesday 1 December under the standard policy, assigned on Monday 23 November at ten. */
class TaskAuditTests {

    private static final Instant ASSIGNED = Instant.parse("2026-11-23T02:00:00Z");
    private static final UnitTree UNITS = GyangzeUnits.TREE;

    private final TaskBuilder task = aTask().dueOn("2026-12-01");
    private Instant learned = ASSIGNED;
    private Instant rulesSince = Instant.EPOCH;

    @Test
    void asksForEachStepThatFellDueBeforeTheGrace() {
        assertThat(owedAt("2026-11-24T01:34:00Z")).containsExactly("assigned 2026-11-23T02:00:00Z [gyangze-education]");
        assertThat(owedAt("2026-11-24T01:35:00Z"))
                .containsExactly(
                        "assigned 2026-11-23T02:00:00Z [gyangze-education]",
                        "unreceived 2026-11-24T01:30:00Z [gyangze-education]");
    }

    @Test
    void asksForActsOnlyOfWhatFellDueBeforeTheLastChange() {
        task.progressed("2026-11-25T02:00:00Z");
        learned = Instant.parse("2026-11-25T02:00:00Z");

        assertThat(owedAt("2026-11-26T02:00:00Z"))
                .containsExactly(
                        "assigned 2026-11-23T02:00:00Z [gyangze-education]",
                        "three-days 2026-11-26T01:30:00Z [gyangze-education]");
    }

    @Test
    void asksForNothingOfWhatFellDueBeforeTheRulesChanged() {
        rulesSince = Instant.parse("2026-11-25T02:00:00Z");

        assertThat(owedAt("2026-11-26T02:00:00Z"))
                .containsExactly("three-days 2026-11-26T01:30:00Z [gyangze-education]");
    }

    @Test
    void takesALaterOccurrenceForTheOnesBefore() {
        var now = "2026-12-18T02:00:00Z";

        var gaps = gaps(now, told("2026-12-08T01:30:00Z", "overdue-3"), wake("2026-12-22T01:30:00Z"));
        var later = gaps(now, told("2026-12-15T01:30:00Z", "overdue-3"), wake("2026-12-22T01:30:00Z"));

        assertThat(gaps).anyMatch(gap -> gap.contains("overdue-3"));
        assertThat(later).noneMatch(gap -> gap.contains("overdue-3"));
    }

    @Test
    void callsItLateWhereTheAgendaKnows() {
        var now = "2026-11-24T02:00:00Z";
        var assigned = told("2026-11-23T02:00:00Z", "assigned");

        assertThat(gaps(now, assigned, wake("2026-11-24T01:30:00Z")))
                .containsExactly("OVERDUE_WAKE_UP null 2026-11-24T01:30:00Z");
        assertThat(gaps(now, assigned, wake("2026-11-25T01:30:00Z")))
                .containsExactly("STEP_WITHOUT_FATE unreceived 2026-11-24T01:30:00Z");
    }

    @Test
    void wantsTheAgendaToWakeUpNoLaterThanThePlanSays() {
        var now = "2026-11-23T03:00:00Z";
        var assigned = told("2026-11-23T02:00:00Z", "assigned");

        assertThat(gaps(now, assigned, wake("2026-11-24T01:30:00Z"))).isEmpty();
        assertThat(gaps(now, assigned, wake("2026-11-23T12:00:00Z"))).isEmpty();
        assertThat(gaps(now, assigned, wake("2026-11-24T01:30:01Z")))
                .containsExactly("LATE_WAKE_UP null 2026-11-24T01:30:00Z");
        assertThat(gaps(now, assigned, new AgendaState(ASSIGNED, null)))
                .containsExactly("LATE_WAKE_UP null 2026-11-24T01:30:00Z");
        assertThat(gaps(now, assigned, null)).containsExactly("MISSING_AGENDA_ROW null null");
    }

    @Test
    void leavesTheAgendaInPeaceWhileItIsPlannedAnew() {
        rulesSince = Instant.parse("2026-11-23T02:50:00Z");

        assertThat(gaps("2026-11-23T03:00:00Z", List.of(), new AgendaState(ASSIGNED, null)))
                .isEmpty();
    }

    @Test
    void asksForTheClosureOfThoseWhoHadGotAnEscalation() {
        task.struckOff("2026-12-03T02:00:00Z");
        learned = Instant.parse("2026-12-03T02:00:00Z");
        var later = Instant.parse("2026-12-03T03:00:00Z");

        assertThat(examination(later).owed(Set.of("gyangze-office")))
                .extracting(OwedStep::step, OwedStep::units)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("closed", List.of("gyangze-office")));
        assertThat(examination(later).owed(Set.of())).isEmpty();
    }

    private List<String> owedAt(String now) {
        return examination(Instant.parse(now)).owed(Set.of()).stream()
                .map(owed -> owed.step() + " " + owed.at() + " " + owed.units())
                .toList();
    }

    private List<String> gaps(String now, List<StepFate> fates, @Nullable AgendaState wake) {
        var examination = examination(Instant.parse(now));
        return examination.gaps(wake, examination.owed(Set.of()), fates).stream()
                .map(gap -> gap.kind() + " " + gap.step() + " " + gap.at())
                .distinct()
                .toList();
    }

    private TaskAudit examination(Instant now) {
        var account = new Account(task.build(), 1, learned);
        return new TaskAudit(account, BuiltInRules.PLANNER, UNITS, new Times(now, Duration.ofMinutes(5), rulesSince));
    }

    private static List<StepFate> told(String at, String... steps) {
        return Arrays.stream(steps)
                .flatMap(step ->
                        UNITS.units().stream().map(unit -> new StepFate("T-1", step, Instant.parse(at), unit.code())))
                .toList();
    }

    private static AgendaState wake(String nextAt) {
        return new AgendaState(ASSIGNED, Instant.parse(nextAt));
    }
}
