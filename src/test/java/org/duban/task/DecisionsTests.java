package org.duban.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.task.Fixtures.after;
import static org.duban.task.Fixtures.amendment;
import static org.duban.task.Fixtures.assignment;
import static org.duban.task.Fixtures.event;
import static org.duban.task.Fixtures.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What acts decide about a task that was assigned on 20 November 2026 and is due on 31 December. */
class DecisionsTests {

    private static final Act REQUESTED = new Act.ExtensionRequested("2027-01-15", "snow");
    private static final Act SUBMITTED = new Act.Submitted(null, null, List.of());

    @ParameterizedTest(name = "{0} to {1} on {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            granted   | 2027-01-15           | 2026-12-01 | applied
            granted   | 2026-12-31T23:59:59.5+08:00 | 2026-12-01 | applied
            granted   | 2026-12-31           | 2026-12-01 | is not later than the deadline 2026-12-31
            granted   | 2026-01-15           | 2026-12-01 | is not later than the deadline 2026-12-31
            granted   | 2026-12-30T10:00:00Z | 2026-12-01 | is not later than the deadline 2026-12-31
            granted   | 2027-01-15           | 2027-01-15 | applied
            granted   | 2027-01-15           | 2027-01-16 | had passed at
            granted   | 2036-12-31           | 2026-12-01 | applied
            granted   | 2037-01-01           | 2026-12-01 | lies more than ten years after
            granted   | 2037-01-15           | 2026-12-01 | lies more than ten years after
            requested | 2037-01-15           | 2026-12-01 | lies more than ten years after
            returned  | 2027-01-15           | 2026-12-01 | applied
            returned  | 2026-12-10           | 2026-12-01 | applied
            returned  | 2026-12-31           | 2027-01-05 | applied
            returned  | 2026-11-30           | 2026-12-01 | had passed at
            returned  | 2026-01-15           | 2026-12-01 | had passed at
            returned  | 2037-01-15           | 2026-12-01 | lies more than ten years after
            amended   | 2026-12-10           | 2026-12-01 | applied
            amended   | 2026-11-25           | 2026-12-01 | applied
            amended   | 2026-11-20           | 2026-12-01 | applied
            amended   | 2026-11-19           | 2026-12-01 | lies before the assignment at 2026-11-20T01:00:00Z
            amended   | 2025-12-31           | 2026-12-01 | lies before the assignment at 2026-11-20T01:00:00Z
            amended   | 2037-01-15           | 2026-12-01 | lies more than ten years after
            """)
    void movesADeadlineOnlyWhereItCanGo(String act, String deadline, String day, String expected) {
        var task = act.equals("returned") ? after(assignment(), SUBMITTED) : after(assignment());

        assertThat(outcome(task, move(act, deadline), Instant.parse(day + "T02:00:00Z")))
                .contains(expected);
    }

    private static Act move(String act, String deadline) {
        return switch (act) {
            case "granted" -> new Act.ExtensionGranted(deadline, null);
            case "requested" -> new Act.ExtensionRequested(deadline, "snow");
            case "returned" -> new Act.Returned(null, deadline);
            default -> amendment(null, deadline, null, null);
        };
    }

    /** It is due on 31 December, when the office closes at 18:00, which is 10:00 in UTC. */
    @ParameterizedTest(name = "{0} to {1} at {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            granted   | 2026-12-31T23:59:59+08:00 | 2026-12-01T02:00:00Z | applied
            requested | 2026-12-31T18:00:01+08:00 | 2026-12-01T02:00:00Z | applied
            granted   | 2026-12-31T18:00:00+08:00 | 2026-12-01T02:00:00Z | is not later than the deadline 2026-12-31
            granted   | 2026-12-31T17:59:59+08:00 | 2026-12-01T02:00:00Z | is not later than the deadline 2026-12-31
            granted   | 2027-01-15                | 2027-01-15T10:00:00Z | had passed at
            granted   | 2027-01-15                | 2027-01-15T09:59:59Z | applied
            """)
    void countsADayUntilItsOfficeCloses(String act, String deadline, Instant at, String expected) {
        var task = after(assignment("urgent", Map.of()));

        assertThat(outcome(task, move(act, deadline), at)).contains(expected);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            2026-12-31                | 2026-12-31T23:59:59+08:00 | later
            2026-12-31                | 2026-12-31T12:00:00Z      | later
            2026-12-31                | 2026-12-31T18:00:00+08:00 | nothing
            2026-12-31                | 2026-12-31T09:59:59Z      | earlier
            2026-12-31T12:00:00Z      | 2026-12-31                | earlier
            2026-12-31T10:00:00Z      | 2026-12-31                | nothing
            2026-12-31T09:00:00Z      | 2026-12-31                | later
            """)
    void tellsWhichWayADeadlineHasMovedByWhenTheOfficeCloses(String before, String after, String told) {
        var task = after(assignment("urgent", Map.of()), amendment(null, before, null, null));

        var later = new TaskFold(Fixtures.names(), Fixtures.APPLIED_AT.plusSeconds(60));
        var moved = ((Verdict.Applied) later.apply(task, event("T-1", amendment(null, after, null, null)))).task();

        var move = moved.changes().deadline();
        assertThat(move == null || !move.from().equals(before) ? "nothing" : move.later() ? "later" : "earlier")
                .isEqualTo(told);
        assertThat(moved.deadline().at() == null).isEqualTo(!after.contains("T"));
    }

    @Test
    void letsADeadlineStayThatLiesBeforeItsAssignment() {
        var late = after(assignment("2026-11-10"));

        assertThat(outcome(late, amendment(null, "2026-11-10", null, null), Instant.parse("2026-12-01T02:00:00Z")))
                .isEqualTo("applied");
    }

    @ParameterizedTest(name = "held at 02:00 until {0}: {1}")
    @CsvSource(textBlock = """
            2026-12-01T02:00:01Z, applied
            2026-12-01T02:00:00Z, the hold would have ended at
            2025-12-24T00:00:00Z, the hold would have ended at
            2036-12-01T02:00:00Z, applied
            2036-12-01T02:00:01Z, lies more than ten years ahead
            9999-12-31T00:00:00Z, lies more than ten years ahead
            ,                     applied
            """)
    void holdsOnlyWhatIsToCome(@Nullable Instant until, String expected) {
        assertThat(outcome(after(assignment()), new Act.Held("snow", until), Instant.parse("2026-12-01T02:00:00Z")))
                .contains(expected);
    }

    @Test
    void takesAGrantThatNobodyAskedFor() {
        var task = after(assignment(), new Act.ExtensionGranted("2027-01-15", "flood"));

        assertThat(task.decision().granted()).isTrue();
        assertThat(task.decision().answers()).as("the lead unit").isNull();
    }

    /** It happened on 20 November; the ledger learns of it on the 23rd at 02:00. */
    @ParameterizedTest(name = "{0} {1} learned of late: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            held      | 2026-11-23T02:00:00.000001Z | applied
            held      | 2026-11-23T02:00:00Z        | data.until: the hold had ended at 2026-11-23T02:00:00Z before it was learned of, at 2026-11-23T02:00:00Z
            held      | 2026-11-21T00:00:00Z        | and held nothing back; name a later end, or none and send duban.task.resumed
            held      | 2026-11-20T01:00:00Z        | data.until: the hold would have ended at
            heldDay   | 2026-11-23                  | applied
            heldDay   | 2026-11-22                  | data.until: the hold had ended at 2026-11-22T15:59:59Z before
            granted   | 2026-11-22                  | applied
            returned  | 2026-11-22                  | applied
            requested | 2026-11-22                  | applied
            """)
    void takesWhatALateEventStatesButNotWhatItOrdersInVain(String act, String value, String expected) {
        var due = after(assignment("2026-11-21"));
        var task = act.equals("returned") ? ((Verdict.Applied) fold().apply(due, event("T-1", SUBMITTED))).task() : due;
        var late = switch (act) {
            case "held" -> new Act.Held("snow", Instant.parse(value));
            case "heldDay" -> new Act.Held("snow", null, LocalDate.parse(value));
            default -> move(act, value);
        };

        assertThat(outcome(task, late, Fixtures.HAPPENED)).contains(expected);
    }

    @Test
    void letsNoHoldThatIsOverTakeThePlaceOfOneThatLasts() {
        var held = after(assignment(), new Act.Held("snow", Instant.parse("2026-12-24T00:00:00Z")));

        assertThat(outcome(held, new Act.Held("snow", Instant.parse("2026-11-21T00:00:00Z")), Fixtures.HAPPENED))
                .startsWith("data.until: the hold had ended at 2026-11-21T00:00:00Z");
    }

    @Test
    void makesOfHistoryWhatItMade() {
        var expired = new Act.Held("snow", Instant.parse("2026-11-21T00:00:00Z"));

        var again = fold().again(after(assignment()), event("T-1", expired, Fixtures.HAPPENED, null));

        assertThat(again).isInstanceOf(Verdict.Applied.class);
    }

    @ParameterizedTest(name = "amended to {0}: asks for {1}")
    @CsvSource(nullValues = "-", textBlock = """
            2027-01-15, -
            2027-01-20, -
            2027-01-14, 2027-01-15
            2026-12-10, 2027-01-15
            """)
    void endsARequestThatIsMet(String deadline, @Nullable String asked) {
        var task = after(assignment(), REQUESTED, amendment(null, deadline, null, null));

        assertThat(task.requestedDeadline()).isEqualTo(asked);
    }

    @Test
    void answersWhoAskedAfterAHandOver() {
        var handedOver = after(assignment(), REQUESTED, handOver());
        var decided = after(assignment(), REQUESTED, handOver(), new Act.ExtensionDeclined("no"));

        assertThat(handedOver.asker()).isEqualTo("gyangze-education");
        assertThat(handedOver.request().reason()).isEqualTo("snow");
        assertThat(decided.decision().answers()).isEqualTo("gyangze-education");
        assertThat(decided.request()).isNull();
    }

    @Test
    void letsTheNewLeadAskForItself() {
        var asked = after(assignment(), REQUESTED, handOver(), new Act.ExtensionRequested("2027-02-01", "later"));

        assertThat(asked.asker()).isEqualTo("gyangze-roads");
        assertThat(asked.request().reason()).isEqualTo("later");
    }

    @Test
    void tellsWhoAskedBeforeThatTheNewLeadAsksForItself() {
        var again = new Act.ExtensionRequested("2027-02-01", "later");
        var asked = after(assignment(), REQUESTED, handOver(), again);

        assertThat(asked.decision().answers()).isEqualTo("gyangze-education");
        assertThat(asked.toldFrom().decision()).isNotNull();
        assertThat(asked.decision().granted()).isFalse();
        assertThat(after(assignment(), REQUESTED, again).toldFrom().decision())
                .as("who asks again knows it")
                .isNull();
    }

    @Test
    void refusesALeadUnitThatHelpsItself() {
        assertThat(outcome(
                        after(assignment()),
                        amendment(null, null, List.of("gyangze-roads", "gyangze-education"), null),
                        Fixtures.HAPPENED))
                .startsWith("data.assistingUnits[1]: \"gyangze-education\" is the lead unit; leave it out");
    }

    @Test
    void givesARequestBackToWhomTheTaskComesBack() {
        var task = after(assignment(), REQUESTED, handOver(), amendment("gyangze-education", null, null, null));

        assertThat(task.asker()).isEqualTo("gyangze-education");
        assertThat(task.request().by()).isNull();
    }

    @Test
    void keepsADecisionForWhomItWasMade() {
        var granted = new Act.ExtensionGranted("2027-01-15", null);

        assertThat(after(assignment(), REQUESTED, granted, handOver())
                        .decision()
                        .answers())
                .isEqualTo("gyangze-education");
        assertThat(after(assignment(), REQUESTED, granted, handOver(), new Act.ExtensionGranted("2027-02-15", null))
                        .decision()
                        .answers())
                .as("a later one is the new lead unit's")
                .isNull();
    }

    @Test
    void doesNotTakeTheReportOfOneUnitForThatOfTheNext() {
        var task = after(assignment(), new Act.Progressed(90, null, null), SUBMITTED, handOver());

        assertThat(task.status()).isEqualTo(TaskStatus.ASSIGNED);
        assertThat(task.times().submitted()).isNull();
        assertThat(task.reports().percent()).isEqualTo(90);
    }

    @Test
    void tellsTheNewLeadNothingOfAReturnBefore() {
        var task = after(assignment(), SUBMITTED, new Act.Returned("photos", null), handOver());

        assertThat(task.toldFrom().returned()).isNull();
        assertThat(task.decision().reason()).isNull();
    }

    @Test
    void letsAHoldStayWithTheTask() {
        assertThat(after(assignment(), new Act.Held("snow", null), handOver())
                        .hold()
                        .held())
                .isTrue();
    }

    private static Act handOver() {
        return amendment("gyangze-roads", null, null, null);
    }

    private static String outcome(Task task, Act act, Instant time) {
        var verdict = fold().apply(task, event("T-1", act, time, null));
        return verdict instanceof Verdict.Refused refused ? refused.reason() : "applied";
    }
}
