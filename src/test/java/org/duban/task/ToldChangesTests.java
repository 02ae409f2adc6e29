package org.duban.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.task.Fixtures.APPLIED_AT;
import static org.duban.task.Fixtures.HAPPENED;
import static org.duban.task.Fixtures.after;
import static org.duban.task.Fixtures.amendment;
import static org.duban.task.Fixtures.assignment;
import static org.duban.task.Fixtures.event;
import static org.duban.task.Fixtures.names;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the ledger remembers of changes, for those who are to hear of them. */
final class ToldChangesTests {

    private static final String LEAD = "gyangze-education";
    private static final String HEALTH = "gyangze-health";
    private static final String ROADS = "gyangze-roads";
    private static final Instant LATER = APPLIED_AT.plusSeconds(60);

    @Test
    void remembersWhoGainedAndWhoLostTheTask() {
        var task = after(assignment(), amendment(ROADS, null, List.of(HEALTH), null));

        assertThat(task.changes().gained()).isEqualTo(Map.of(ROADS, APPLIED_AT));
        assertThat(task.changes().lost()).isEqualTo(Map.of(LEAD, APPLIED_AT));
    }

    @Test
    void countsAsGainedWhoChangesFromHelpingToLeading() {
        var task = after(assignment(), amendment(HEALTH, null, List.of(LEAD), null));

        assertThat(task.changes().gained()).containsOnlyKeys(HEALTH, LEAD);
        assertThat(task.changes().lost()).isEmpty();
    }

    @Test
    void forgetsALossWhenTheUnitHasTheTaskAgain() {
        var lost = after(assignment(), amendment(ROADS, null, null, null));
        var again = at(LATER, lost, amendment(LEAD, null, null, null));

        assertThat(again.changes().lost()).isEqualTo(Map.of(ROADS, LATER));
        assertThat(again.changes().gained()).isEqualTo(Map.of(LEAD, LATER));
    }

    @Test
    void forgetsALossAfterSixtyDays() {
        var lost = after(assignment(), amendment(null, null, List.of(), null));
        var much = APPLIED_AT.plus(Duration.ofDays(61));

        assertThat(lost.changes().lost()).containsOnlyKeys(HEALTH);
        assertThat(at(much, lost, amendment(null, null, List.of(ROADS), null))
                        .changes()
                        .lost())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} instead of {1}: later {2}")
    @CsvSource(textBlock = """
            2026-12-31,                2027-01-15,                true
            2026-12-31,                2026-12-24,                false
            2026-12-31T10:00:00+08:00, 2026-12-31T02:00:01Z,      true
            2026-12-31T10:00:00+08:00, 2026-12-31,                true
            2026-12-31,                2026-12-31T08:00:00+08:00, false
            """)
    void remembersFromWhichDateTheDeadlineWasMoved(String from, String to, boolean later) {
        var task = after(assignment(from), amendment(null, to, null, null));

        var move = task.changes().deadline();
        assertThat(move).isNotNull();
        assertThat(Deadline.parse(move.from(), names().zone(LEAD))).isEqualTo(Deadline.parse(from, names().zone(LEAD)));
        assertThat(move.later()).isEqualTo(later);
        assertThat(move.decided()).isFalse();
        assertThat(move.toldFrom()).isEqualTo(APPLIED_AT);
    }

    @Test
    void knowsThatADecisionTellsTheResponsibleUnitsTheNewDate() {
        var granted = after(assignment(), new Act.ExtensionGranted("2027-01-15", null));
        var returned =
                after(assignment(), new Act.Submitted(null, null, List.of()), new Act.Returned("photos", "2027-01-15"));

        assertThat(granted.changes().deadline().decided()).isTrue();
        assertThat(returned.changes().deadline().decided()).isTrue();
    }

    @ParameterizedTest(name = "{0} is sent again as {1}")
    @CsvSource(textBlock = """
            2026-12-31,                2026-12-31
            2026-12-31T10:00:00+08:00, 2026-12-31T02:00:00Z
            2026-12-31T10:00:00+08:00, 2026-12-31T10:00:00.000+08:00
            2026-12-31T10:00:00+08:00, 2026-12-30T22:00:00-04:00
            """)
    void seesNoChangeInWhatIsSentAgainInOtherWords(String deadline, String again) {
        var task = after(assignment(deadline));
        var same = at(LATER, task, amendment(LEAD, again, List.of(HEALTH, LEAD, HEALTH), "standard"));

        assertThat(same.changes()).isEqualTo(task.changes());
        assertThat(same.supervision().plannedFrom())
                .isEqualTo(task.supervision().plannedFrom());
        assertThat(same.earlierDeadlines()).isEmpty();
        assertThat(same.calendarSequence()).isEqualTo(task.calendarSequence());
    }

    @Test
    void seesNoChangeInAnotherOrderOfUnits() {
        var task = after(assignment(), amendment(null, null, List.of(HEALTH, ROADS), null));
        var same = at(LATER, task, amendment(null, null, List.of(ROADS, HEALTH), null));

        assertThat(same.changes()).isEqualTo(task.changes());
    }

    @Test
    void takesMovesOfOneInstantForOne() {
        var twice = after(
                assignment(), amendment(null, "2027-01-15", null, null), amendment(null, "2027-02-01", null, null));
        var back = after(
                assignment(), amendment(null, "2027-01-15", null, null), amendment(null, "2026-12-31", null, null));

        assertThat(twice.changes().deadline().from()).isEqualTo("2026-12-31");
        assertThat(back.changes().deadline()).isNull();
    }

    @Test
    void tellsAMoveDuringAHoldWhenItIsResumed() {
        var held = after(assignment(), new Act.Held("snow", null), amendment(null, "2027-01-15", null, null));
        var resumed = at(LATER, held, new Act.Resumed(null));

        assertThat(held.changes().deadline().toldFrom()).isEqualTo(APPLIED_AT);
        assertThat(resumed.changes().deadline().toldFrom()).isEqualTo(LATER);
    }

    @Test
    void givesCalendarsANewNumberForWhatTheyShowAndForNothingElse() {
        var task = after(assignment());

        assertThat(at(LATER, task, new Act.Received(null, null)).calendarSequence())
                .isEqualTo(1);
        assertThat(at(LATER, task, amendment(null, "2027-01-15", null, null)).calendarSequence())
                .isEqualTo(2);
        assertThat(at(LATER, task, amendment(null, null, List.of(), null)).calendarSequence())
                .isEqualTo(2);
        assertThat(at(LATER, task, new Act.StruckOff(null, null)).calendarSequence())
                .isEqualTo(2);
    }

    @Test
    void isNotWhatATaskOfBeforeIsComparedBy() {
        var made = after(assignment(), amendment(ROADS, "2027-01-15", null, null));
        var stored = new TaskDraft(made);
        stored.changes = ToldChanges.NONE;

        assertThat(TaskReplay.asKept(made, stored.task())).isEqualTo(stored.task());
    }

    private static Task at(Instant learned, Task task, Act act) {
        var verdict = new TaskFold(names(), learned).apply(task, event("T-1", act, HAPPENED, null));
        assertThat(verdict).isInstanceOf(Verdict.Applied.class);
        return ((Verdict.Applied) verdict).task();
    }
}
