package org.duban.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.duban.task.Fixtures.APPLIED_AT;
import static org.duban.task.Fixtures.HAPPENED;
import static org.duban.task.Fixtures.after;
import static org.duban.task.Fixtures.amendment;
import static org.duban.task.Fixtures.assignment;
import static org.duban.task.Fixtures.event;
import static org.duban.task.Fixtures.fold;
import static org.duban.task.Fixtures.names;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.directory.UnitTree;
import org.duban.files.NameSuggestions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TaskFoldTests {

    private static final Instant LATER = Instant.parse("2026-11-23T03:00:00Z");
    private static final Act RECEIVED = new Act.Received(null, null);
    private static final Act PROGRESSED = new Act.Progressed(40, null, null);
    private static final Act REQUESTED = new Act.ExtensionRequested("2027-01-15", "snow");
    private static final Act GRANTED = new Act.ExtensionGranted("2027-01-15", "agreed");
    private static final Act DECLINED = new Act.ExtensionDeclined("no");
    private static final Act HELD = new Act.Held("road closed", null);
    private static final Act RESUMED = new Act.Resumed(null);
    private static final Act SUBMITTED = new Act.Submitted(null, null, List.of());
    private static final Act RETURNED = new Act.Returned("photos are missing", null);
    private static final Act STRUCK_OFF = new Act.StruckOff(null, null);
    private static final Act WITHDRAWN = new Act.Withdrawn(null);
    private static final Act REOPENED = new Act.Reopened("by mistake", null);
    private static final Act INSTRUCTED = new Act.Instructed("see to it", "the mayor", null);
    private static final Act AMENDED = amendment(null, null, null, "urgent");

    private static final Map<String, Act> ACTS = Map.ofEntries(
            Map.entry("assigned", assignment()),
            Map.entry("received", RECEIVED),
            Map.entry("progressed", PROGRESSED),
            Map.entry("extension-requested", REQUESTED),
            Map.entry("extension-granted", GRANTED),
            Map.entry("extension-declined", DECLINED),
            Map.entry("held", HELD),
            Map.entry("resumed", RESUMED),
            Map.entry("submitted", SUBMITTED),
            Map.entry("returned", RETURNED),
            Map.entry("struck-off", STRUCK_OFF),
            Map.entry("withdrawn", WITHDRAWN),
            Map.entry("reopened", REOPENED),
            Map.entry("instructed", INSTRUCTED),
            Map.entry("amended", AMENDED));

    private static final Map<String, Task> STATES = Map.of(
            "ASSIGNED", after(assignment()),
            "RECEIVED", after(assignment(), RECEIVED),
            "IN_PROGRESS", after(assignment(), PROGRESSED),
            "SUBMITTED", after(assignment(), SUBMITTED),
            "RETURNED", after(assignment(), SUBMITTED, RETURNED),
            "held", after(assignment(), HELD),
            "requested", after(assignment(), REQUESTED),
            "STRUCK_OFF", after(assignment(), STRUCK_OFF),
            "WITHDRAWN", after(assignment(), WITHDRAWN));

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            event               | none     | ASSIGNED    | RECEIVED    | IN_PROGRESS | SUBMITTED  | RETURNED    | held        | requested   | STRUCK_OFF | WITHDRAWN
            assigned            | ASSIGNED | -           | -           | -           | -          | -           | -           | -           | -          | -
            received            | ?        | RECEIVED    | RECEIVED    | IN_PROGRESS | SUBMITTED  | RETURNED    | RECEIVED    | RECEIVED    | -          | -
            progressed          | ?        | IN_PROGRESS | IN_PROGRESS | IN_PROGRESS | -          | IN_PROGRESS | IN_PROGRESS | IN_PROGRESS | -          | -
            extension-requested | ?        | ASSIGNED    | RECEIVED    | IN_PROGRESS | SUBMITTED  | RETURNED    | ASSIGNED    | ASSIGNED    | -          | -
            extension-granted   | ?        | ASSIGNED    | RECEIVED    | IN_PROGRESS | SUBMITTED  | RETURNED    | ASSIGNED    | ASSIGNED    | -          | -
            extension-declined  | ?        | -           | -           | -           | -          | -           | -           | ASSIGNED    | -          | -
            held                | ?        | ASSIGNED    | RECEIVED    | IN_PROGRESS | SUBMITTED  | RETURNED    | ASSIGNED    | ASSIGNED    | -          | -
            resumed             | ?        | -           | -           | -           | -          | -           | ASSIGNED    | -           | -          | -
            submitted           | ?        | SUBMITTED   | SUBMITTED   | SUBMITTED   | -          | SUBMITTED   | -           | SUBMITTED   | -          | -
            returned            | ?        | -           | -           | -           | RETURNED   | -           | -           | -           | -          | -
            struck-off          | ?        | STRUCK_OFF  | STRUCK_OFF  | STRUCK_OFF  | STRUCK_OFF | STRUCK_OFF  | STRUCK_OFF  | STRUCK_OFF  | -          | -
            withdrawn           | ?        | WITHDRAWN   | WITHDRAWN   | WITHDRAWN   | WITHDRAWN  | WITHDRAWN   | WITHDRAWN   | WITHDRAWN   | -          | -
            reopened            | ?        | -           | -           | -           | -          | -           | -           | -           | ASSIGNED   | ASSIGNED
            instructed          | ?        | ASSIGNED    | RECEIVED    | IN_PROGRESS | SUBMITTED  | RETURNED    | ASSIGNED    | ASSIGNED    | -          | -
            amended             | ?        | ASSIGNED    | RECEIVED    | IN_PROGRESS | SUBMITTED  | RETURNED    | ASSIGNED    | ASSIGNED    | -          | -
            """)
    void takesEachEventInEachState(org.junit.jupiter.params.aggregator.ArgumentsAccessor row) {
        var states = List.of(
                "none",
                "ASSIGNED",
                "RECEIVED",
                "IN_PROGRESS",
                "SUBMITTED",
                "RETURNED",
                "held",
                "requested",
                "STRUCK_OFF",
                "WITHDRAWN");
        for (int i = 0; i < states.size(); i++) {
            var verdict = fold().apply(STATES.get(states.get(i)), event("T-1", ACTS.get(row.getString(0))));
            assertThat(shown(verdict))
                    .as("%s when %s", row.getString(0), states.get(i))
                    .isEqualTo(row.getString(i + 1));
        }
    }

    private static String shown(Verdict verdict) {
        if (verdict instanceof Verdict.Applied applied) {
            return applied.task().status().name();
        }
        return verdict instanceof Verdict.UnknownTask ? "?" : "-";
    }

    @ParameterizedTest(name = "{1} when {0}")
    @CsvSource(delimiter = '|', textBlock = """
            STRUCK_OFF | received           | subject: task "T-1" is STRUCK_OFF and takes no more events; send duban.task.reopened first, or assign a task of another id
            RECEIVED   | reopened           | type: task "T-1" is RECEIVED and is open; only a task that is STRUCK_OFF or WITHDRAWN can be reopened
            ASSIGNED   | assigned           | subject: task "T-1" is assigned already; amend it with duban.task.amended
            SUBMITTED  | progressed         | type: task "T-1" is SUBMITTED and is reported complete; strike it off or return it first
            SUBMITTED  | submitted          | type: task "T-1" is SUBMITTED and is reported complete; strike it off or return it first
            held       | submitted          | type: task "T-1" is ASSIGNED and is held; send duban.task.resumed first
            RECEIVED   | resumed            | type: task "T-1" is RECEIVED and is not held; there is nothing to resume
            RECEIVED   | returned           | type: task "T-1" is RECEIVED and is not reported complete; only a task that is SUBMITTED can be returned
            RECEIVED   | extension-declined | type: task "T-1" is RECEIVED and has no open extension request; there is nothing to decline
            """)
    void namesTheStateAndTheCureOfARefusal(String state, String act, String reason) {
        assertThat(refusal(STATES.get(state), ACTS.get(act))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ASSIGNED    | ASSIGNED
            RECEIVED    | RECEIVED
            IN_PROGRESS | IN_PROGRESS
            SUBMITTED   | IN_PROGRESS
            RETURNED    | IN_PROGRESS
            held        | ASSIGNED
            requested   | ASSIGNED
            """)
    void bringsAClosedTaskBackAsItWas(String state, TaskStatus status) {
        for (var closure : List.of(STRUCK_OFF, WITHDRAWN)) {
            var before = Objects.requireNonNull(STATES.get(state));
            var task = atThree(atThree(before, closure), REOPENED);

            assertThat(task.status()).isEqualTo(status);
            assertThat(task.times().closed()).isNull();
            assertThat(task.toldFrom().closure()).isNull();
            assertThat(task.hold()).isEqualTo(before.hold());
            assertThat(task.request()).isNull();
            assertThat(task.reports()).isEqualTo(before.reports().completed(null));
            assertThat(task.decision().reason()).isEqualTo("by mistake");
            assertThat(task.supervision().plannedFrom())
                    .isEqualTo(task.toldFrom().reopened())
                    .isAfter(before.supervision().plannedFrom());
            assertThat(task.calendarSequence()).isEqualTo(task.revision());
        }
    }

    @Test
    void bringsATaskBackWithoutTheReportsOfWhoLedBefore() {
        var task = after(
                assignment(),
                SUBMITTED,
                RETURNED,
                amendment("gyangze-roads", null, null, null),
                new Act.Received("gyangze-roads", null),
                STRUCK_OFF,
                REOPENED);

        assertThat(task.status()).as("it has signed and reported nothing").isEqualTo(TaskStatus.RECEIVED);
    }

    @Test
    void takesWhatAnyOpenTaskTakesOnceItIsReopened() {
        var task = after(assignment(), SUBMITTED, STRUCK_OFF, REOPENED, SUBMITTED, RETURNED, STRUCK_OFF, REOPENED);

        assertThat(task.status()).isEqualTo(TaskStatus.IN_PROGRESS);
        assertThat(task.revision()).isEqualTo(8);
    }

    @Test
    void startsATaskFromItsAssignment() {
        var task = after(assignment());

        assertThat(task.times().assigned()).isEqualTo(HAPPENED);
        assertThat(task.supervision().plannedFrom()).isEqualTo(APPLIED_AT);
        assertThat(task.toldFrom().assignment()).isEqualTo(APPLIED_AT);
        assertThat(task.deadline()).isEqualTo(new Deadline(LocalDate.parse("2026-12-31"), null));
        assertThat(task.revision()).isEqualTo(1);
    }

    @Test
    void takesTheDateOfAnExactDeadlineWhereTheLeadUnitSits() {
        var task = after(assignment("2026-12-31T18:00:00Z"));

        assertThat(task.deadline())
                .isEqualTo(new Deadline(LocalDate.parse("2027-01-01"), Instant.parse("2026-12-31T18:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            31.12.2026               | is neither a date
            2026-02-30               | is neither a date
            1999-12-31               | lies outside of 2000-01-01 to 2199-12-31
            2200-01-01               | lies outside of 2000-01-01 to 2199-12-31
            2026-12-31T18:00:00      | is neither a date
            """)
    void refusesADeadlineThatIsNone(String deadline, String why) {
        var reason = "data.deadline: \"" + deadline + "\" " + why;

        assertThat(refusal(null, assignment(deadline))).startsWith(reason);
        for (var act : List.of(
                amendment(null, deadline, null, null),
                new Act.ExtensionRequested(deadline, "snow"),
                new Act.ExtensionGranted(deadline, null),
                new Act.Returned(null, deadline))) {
            assertThat(refusal(STATES.get("SUBMITTED"), act)).startsWith(reason);
        }
    }

    /** Lists that were kept elsewhere come with tasks that are overdue for years, or have no end. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2000-01-01           |
            2016-12-31           |
            2026-11-01           |
            2099-12-31           |
            2126-10-31           |
            2126-10-31T00:00:00Z |
            2127-01-01           | lies more than a hundred years after the assignment at
            2127-01-01T00:00:00Z | lies more than a hundred years after the assignment at
            2196-12-31           | lies more than a hundred years after the assignment at
            1999-12-31           | lies outside of 2000-01-01 to 2199-12-31
            """)
    void takesAFirstDeadlineWhereverNoSlipOfTheYearIsCertain(String deadline, String why) {
        if (why == null) {
            assertThat(after(assignment(deadline)).status()).isEqualTo(TaskStatus.ASSIGNED);
        } else {
            assertThat(refusal(null, assignment(deadline)))
                    .startsWith("data.deadline: \"" + deadline + "\" " + why)
                    .endsWith("mend the year");
        }
    }

    @Test
    void knowsWhoHasSigned() {
        var assisted = after(assignment(), new Act.Received("gyangze-health", null));
        assertThat(assisted.status()).isEqualTo(TaskStatus.ASSIGNED);
        assertThat(assisted.reports().receivedBy()).containsExactly("gyangze-health");
        assertThat(assisted.times().received()).isNull();

        var again = after(assignment(), RECEIVED, RECEIVED);
        assertThat(again.reports().receivedBy()).containsExactly("gyangze-education");
        assertThat(again.times().received()).isEqualTo(HAPPENED);

        assertThat(refusal(STATES.get("ASSIGNED"), new Act.Received("gyangze-roads", null)))
                .startsWith("data.by: \"gyangze-roads\" may not send duban.task.received for task \"T-1\"");
    }

    @Test
    void countsAProgressReportAsReceipt() {
        var task = after(assignment(), PROGRESSED, new Act.Progressed(null, "on", null));

        assertThat(task.times().received()).isEqualTo(HAPPENED);
        assertThat(task.reports().percent()).isEqualTo(40);
        assertThat(after(assignment(), new Act.Progressed(1, null, "gyangze-health"))
                        .reports()
                        .receivedBy())
                .containsExactly("gyangze-health");
    }

    @Test
    void countsAReportOfCompletionAsReceipt() {
        var task = after(assignment(), SUBMITTED);

        assertThat(task.reports().receivedBy()).containsExactly("gyangze-education");
        assertThat(task.times().received()).isEqualTo(HAPPENED);
    }

    @Test
    void countsTheEventsThatMadeTheTask() {
        assertThat(after(assignment(), RECEIVED, PROGRESSED).revision()).isEqualTo(3);
    }

    @Test
    void amendsWhatIsNamedAndLeavesTheRest() {
        var amended = after(assignment(), everythingBesideUnitsAndDeadline());

        for (var task : List.of(amended, applied(amended, event("T-1", AMENDED)))) {
            assertThat(List.of(
                            task.matter().title(),
                            task.matter().list(),
                            task.matter().description(),
                            task.matter().clause(),
                            task.matter().url()))
                    .containsExactly(
                            "Repair the roof and the stove", "spring-2027", "before the snow", "4.2", "https://oa/7");
            assertThat(task.matter().points()).isEqualTo(4.0);
            assertThat(task.matter().urgency()).isEqualTo(Urgency.URGENT);
        }
    }

    private static Act everythingBesideUnitsAndDeadline() {
        return new Act.Amended(
                new Matter.Rewording(
                        "Repair the roof and the stove",
                        "spring-2027",
                        "before the snow",
                        4.0,
                        "4.2",
                        Urgency.URGENT,
                        "https://oa/7"),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-12-31T15:59:58Z, 2027-01-15, applied
            2026-12-31T15:59:59Z, 2027-01-15, had passed
            2026-12-01T00:00:00Z, 2026-12-31, not later
            2026-12-01T00:00:00Z, 2026-12-31T23:59:59.5+08:00, applied
            2026-12-01T00:00:00Z, 2026-12-30T23:59:59+08:00, not later
            """)
    void takesExtensionRequestsBeforeTheDeadlineForALaterOne(Instant time, String deadline, String expected) {
        var verdict = fold().apply(
                        STATES.get("RECEIVED"), event("T-1", new Act.ExtensionRequested(deadline, "snow"), time, null));

        assertThat(verdict instanceof Verdict.Refused refused ? refused.reason() : "applied")
                .contains(expected);
    }

    @Test
    void keepsTheOldDeadlineOfAnExtension() {
        var requested = STATES.get("requested");
        assertThat(requested.request().deadline()).isEqualTo("2027-01-15");
        assertThat(requested.toldFrom().extensionRequest()).isEqualTo(APPLIED_AT);

        var task = after(assignment(), REQUESTED, GRANTED, new Act.ExtensionGranted("2027-02-01", null));
        assertThat(task.earlierDeadlines()).containsExactly("2026-12-31", "2027-01-15");
        assertThat(task.deadline().date()).isEqualTo("2027-02-01");
        assertThat(task.request()).isNull();
        assertThat(task.decision().granted()).isTrue();
        assertThat(task.toldFrom().decision()).isEqualTo(APPLIED_AT);
    }

    @Test
    void closesTheRequestWhenItIsDeclined() {
        var task = after(assignment(), REQUESTED, DECLINED);

        assertThat(task.request()).isNull();
        assertThat(task.decision().granted()).isFalse();
        assertThat(task.decision().reason()).isEqualTo("no");
        assertThat(task.deadline().date()).isEqualTo("2026-12-31");
    }

    @Test
    void submitsAfterAHoldHasRunOut() {
        var end = APPLIED_AT.plusSeconds(60);
        var held = after(assignment(), new Act.Held("road closed", end));

        assertThat(fold().apply(held, event("T-1", SUBMITTED, end.minusNanos(1_000), null)))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(fold().apply(held, event("T-1", SUBMITTED, end, null))).isInstanceOf(Verdict.Applied.class);
    }

    @Test
    void returnsWithANewDeadline() {
        var task = after(assignment(), SUBMITTED, new Act.Returned("photos", "2027-01-10"));

        assertThat(task.deadline().date()).isEqualTo("2027-01-10");
        assertThat(task.earlierDeadlines()).containsExactly("2026-12-31");
        assertThat(task.toldFrom().returned()).isEqualTo(APPLIED_AT);
        assertThat(task.decision().reason()).isEqualTo("photos");
    }

    @Test
    void handsTheTaskOverToAnotherLead() {
        var task = after(
                assignment("2026-12-31T18:00:00+08:00"),
                RECEIVED,
                amendment("gyangze-health", null, List.of("gyangze-roads", "gyangze-health"), null));

        assertThat(task.status()).isEqualTo(TaskStatus.ASSIGNED);
        assertThat(task.reports().receivedBy()).isEmpty();
        assertThat(task.times().received()).isNull();
        assertThat(task.assistingUnits()).containsExactly("gyangze-roads");
        assertThat(task.earlierDeadlines()).isEmpty();
    }

    @ParameterizedTest(name = "{0} is handed over: {1}")
    @CsvSource(textBlock = """
            ASSIGNED,    ASSIGNED
            RECEIVED,    ASSIGNED
            IN_PROGRESS, ASSIGNED
            RETURNED,    ASSIGNED
            SUBMITTED,   ASSIGNED
            """)
    void letsAnotherLeadStartUnsigned(String before, TaskStatus after) {
        var task = applied(
                STATES.get(before), event("T-1", amendment("gyangze-health", null, List.of("gyangze-roads"), null)));

        assertThat(task.status()).isEqualTo(after);
        assertThat(task.times().received()).isNull();
        assertThat(task.times().progressed()).isNull();
        assertThat(task.reports().receivedBy()).isEmpty();
        assertThat(task.reports().percent())
                .isEqualTo(STATES.get(before).reports().percent());
        assertThat(task.toldFrom().assignment()).isEqualTo(APPLIED_AT);
    }

    @Test
    void keepsTheSignaturesOfThoseWhoGoOnHelping() {
        var task = after(
                assignment(),
                amendment(null, null, List.of("gyangze-health", "gyangze-roads"), null),
                new Act.Received("gyangze-health", null),
                new Act.Received("gyangze-roads", null),
                amendment("gyangze-roads", null, List.of("gyangze-health"), null));

        assertThat(task.reports().receivedBy()).containsExactly("gyangze-health");
    }

    @Test
    void remembersWhoJoinedLater() {
        var joined = after(assignment(), amendment(null, null, List.of("gyangze-health", "gyangze-roads"), null));

        assertThat(joined.toldFrom().joined()).isEqualTo(Map.of("gyangze-roads", APPLIED_AT));
        assertThat(applied(joined, event("T-1", amendment(null, "2027-01-10", null, null)))
                        .toldFrom()
                        .joined())
                .isEqualTo(joined.toldFrom().joined());
        assertThat(applied(joined, event("T-1", amendment(null, null, List.of("gyangze-health"), null)))
                        .toldFrom()
                        .joined())
                .isEmpty();
        assertThat(applied(joined, event("T-1", amendment("gyangze-health", null, List.of("gyangze-roads"), null)))
                        .toldFrom()
                        .joined())
                .as("handed over, nothing is new to who assists as before")
                .isEqualTo(Map.of("gyangze-roads", APPLIED_AT));
    }

    @Test
    void assignsNothingAnewToWhoAssistsAsBeforeWhenAnotherUnitComesToLead() {
        var task = after(assignment());
        var amendment = amendment("gyangze-roads", null, List.of("gyangze-health", "gyangze-education"), null);

        var verdict = new TaskFold(names(), LATER).apply(task, event("T-1", amendment));

        var handedOver = ((Verdict.Applied) verdict).task();
        assertThat(handedOver.toldFrom().assignment()).isEqualTo(LATER);
        assertThat(handedOver.toldFrom().joined())
                .as("the other comes with the new assignment")
                .isEqualTo(Map.of("gyangze-health", task.toldFrom().assignment()));
    }

    @Test
    void forgetsTheSignatureOfWhoLeaves() {
        var task = after(
                assignment(),
                new Act.Received("gyangze-health", null),
                amendment(null, null, List.of(), null),
                amendment(null, null, List.of("gyangze-health"), null));

        assertThat(task.reports().receivedBy()).isEmpty();
    }

    @Test
    void takesAHelpersReportForItsReceiptAndNoMore() {
        var task = after(assignment(), new Act.Progressed(100, "our part is done", "gyangze-health"));

        assertThat(task.reports().receivedBy()).containsExactly("gyangze-health");
        assertThat(task.status()).isEqualTo(TaskStatus.ASSIGNED);
        assertThat(task.reports().percent()).isNull();
        assertThat(task.times().progressed()).isNull();
    }

    @Test
    void makesThePlanAnewWhenAReportIsReturned() {
        var task = new TaskFold(names(), LATER).apply(STATES.get("SUBMITTED"), event("T-1", RETURNED));

        assertThat(((Verdict.Applied) task).task().supervision().plannedFrom()).isEqualTo(LATER);
    }

    @Test
    void remembersThePoliciesThatATaskFollowedBefore() {
        var urgent = applied(after(assignment()), event("T-1", amendment("urgent", Map.of())));
        var same = applied(urgent, event("T-1", amendment("urgent", Map.of())));

        assertThat(same.supervision().earlierPolicies())
                .containsExactly(new Supervision.EarlierPolicy(
                        "standard", same.supervision().plannedFrom()));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            standard | three-days=5wd               | applied
            standard | -                            | applied
            standard | three-days=5wd, seven-days=9wd | data.amounts.seven-days: the policy "standard" has no such step
            urgent   | -                            | applied
            urgent   | three-days=5wd               | data.amounts.three-days: the policy "urgent" has no such step
            """)
    void checksAmountsAgainstThePolicy(String policy, String amounts, String expected) {
        assertThat(outcome(null, assignment(policy, amounts(amounts)))).isEqualTo(expected);
        assertThat(outcome(after(assignment()), amendment(policy, amounts(amounts))))
                .isEqualTo(expected);
    }

    @Test
    void checksAmountsAgainWithAnotherPolicy() {
        var task = after(assignment("standard", Map.of("three-days", "5wd")));

        assertThat(refusal(task, amendment("urgent", null)))
                .isEqualTo("data.amounts.three-days: the policy \"urgent\" has no such step"
                        + " (the task has it from before: send \"amounts\" beside \"policy\", {} for none)");
        assertThat(applied(task, event("T-1", amendment("urgent", Map.of())))
                        .supervision()
                        .amounts())
                .isEmpty();
    }

    @Test
    void replacesAllAmountsAtOnceAndMakesThePlanAnew() {
        var fold = new TaskFold(names(), LATER);
        var task = after(assignment("standard", Map.of("three-days", "5wd")));

        var same = ((Verdict.Applied) fold.apply(task, event("T-1", amendment("standard", null)))).task();
        var none = ((Verdict.Applied) fold.apply(task, event("T-1", amendment(null, Map.of())))).task();

        assertThat(same.supervision().amounts()).isEqualTo(Map.of("three-days", "5wd"));
        assertThat(same.supervision().plannedFrom()).isEqualTo(APPLIED_AT);
        assertThat(none.supervision().amounts()).isEmpty();
        assertThat(none.supervision().plannedFrom()).isEqualTo(LATER);
    }

    @Test
    void wantsAReasonForMoreTime() {
        assertThat(refusal(STATES.get("RECEIVED"), new Act.ExtensionRequested("2027-01-15", " \u3000")))
                .isEqualTo("data.reason: is blank; say why more time is needed");
    }

    @Test
    void keepsWhenMoreTimeWasAskedForUntilItIsDecided() {
        var asked = STATES.get("requested");

        assertThat(asked.request().at()).isEqualTo(HAPPENED);
        assertThat(after(assignment(), REQUESTED, GRANTED).request()).isNull();
        assertThat(after(assignment(), REQUESTED, DECLINED).request()).isNull();
        assertThat(after(assignment(), REQUESTED, STRUCK_OFF).request()).isNull();
    }

    @ParameterizedTest(name = "held at 02:00 until {0}, held again at 03:00: from {1}")
    @CsvSource(textBlock = """
            ,                     2026-11-23T02:00:00Z, it goes on
            2026-11-23T03:00:01Z, 2026-11-23T02:00:00Z, it goes on
            2026-11-23T03:00:00Z, 2026-11-23T03:00:00Z, it had run out
            """)
    void holdsFromTheFirstHoldOn(Instant until, Instant from) {
        var again = new Act.Held("still closed", Instant.parse("2026-12-24T00:00:00Z"));

        var task = atThree(after(assignment(), new Act.Held("road closed", until)), again);

        assertThat(task.hold().from()).isEqualTo(from);
        assertThat(task.hold().until()).isEqualTo("2026-12-24T00:00:00Z");
        assertThat(task.hold().reason()).isEqualTo("still closed");
    }

    @Test
    void holdsUntilTheEndOfADayWhereTheLeadUnitSits() {
        var task = after(assignment(), new Act.Held("road closed", null, LocalDate.parse("2026-12-24")));

        assertThat(task.hold().until()).isEqualTo("2026-12-24T15:59:59Z");
    }

    @ParameterizedTest(name = "held until {0}, resumed at 03:00: planned from {1}")
    @CsvSource(textBlock = """
            ,                     2026-11-23T03:00:00Z, the plan is made anew
            2026-11-23T03:00:01Z, 2026-11-23T03:00:00Z, a second early
            2026-11-23T03:00:00Z, 2026-11-23T02:00:00Z, it had run out: the plan goes on
            """)
    void resumesWhatIsStillHeld(Instant until, Instant plannedFrom) {
        var task = atThree(after(assignment(), new Act.Held("road closed", until)), RESUMED);

        assertThat(task.hold().held()).isFalse();
        assertThat(task.supervision().plannedFrom()).isEqualTo(plannedFrom);
        assertThat(task.hold().from() == null).isEqualTo(plannedFrom.equals(LATER));
    }

    private static Task atThree(Task task, Act act) {
        return ((Verdict.Applied) new TaskFold(names(), LATER).apply(task, event("T-1", act))).task();
    }

    private static Map<String, String> amounts(String written) {
        return written == null
                ? Map.of()
                : Arrays.stream(written.split(", "))
                        .map(each -> each.split("="))
                        .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    }

    private static String outcome(Task task, Act act) {
        var verdict = fold().apply(task, event("T-1", act));
        return verdict instanceof Verdict.Refused refused ? refused.reason() : "applied";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gyangze-educaton | standard | data.leadUnit: "gyangze-educaton" is no known unit; did you mean "gyangze-education"?
            x                | standard | data.leadUnit: "x" is no known unit; write the name of one of the 9 known units
            gyangze-roads    | standart | data.policy: "standart" is no known policy; did you mean "standard"?
            """)
    void refusesNamesThatNobodyKnows(String lead, String policy, String reason) {
        assertThat(refusal(STATES.get("ASSIGNED"), amendment(lead, null, null, policy)))
                .isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            educaton  | education | one letter is missing
            etukazion | education | three of nine are others
            etukaziom | -         | four are others
            eudcatoin | education | two pairs have changed places
            edcuation | education | one pair has
            """)
    void proposesTheNameThatMayHaveBeenMeant(String written, String proposed) {
        assertThat(new NameSuggestions(List.of("roads", "education"))
                        .nearest(written)
                        .orElse(null))
                .isEqualTo(proposed);
    }

    @Test
    void looksForNoNameBehindALongText() {
        var name = "a".repeat(64);

        assertThat(new NameSuggestions(List.of(name)).nearest(name)).contains(name);
        assertThat(new NameSuggestions(List.of(name)).nearest(name + "a")).isEmpty();
    }

    @Test
    void knowsBeforeAnEventIsWrittenWhatItsPolicyRefuses() {
        var amounts = Map.of("three-days", "5wd");

        assertThat(amendment("urgent", amounts).unknown(names()).english())
                .contains("data.amounts.three-days: the policy \"urgent\" has no such step");
        assertThat(amendment("standard", amounts).unknown(names())).isNull();
        assertThat(amendment((String) null, amounts).unknown(names()))
                .as("only the task knows its policy")
                .isNull();
    }

    @Test
    void foldsAgainWhateverIsKnownByNow() {
        var nothing = new UnitTree(List.of(), Set.of());
        var fold = new TaskFold(new Names(nothing, Fixtures.POLICIES), APPLIED_AT);

        assertThat(fold.again(null, event("T-1", assignment()))).isInstanceOf(Verdict.Applied.class);
        assertThat(fold.again(STATES.get("ASSIGNED"), event("T-1", RECEIVED))).isInstanceOf(Verdict.Applied.class);
        assertThat(fold.again(null, event("T-1", RECEIVED))).isInstanceOf(Verdict.UnknownTask.class);
    }

    @Test
    void refusesUnknownUnitsWhereverTheyAreNamed() {
        assertThat(refusal(STATES.get("ASSIGNED"), amendment(null, null, List.of("gyangze-roads", "y"), null)))
                .startsWith("data.assistingUnits[1]: \"y\" is no known unit");
        for (var act : List.of(
                new Act.Received("y", null),
                new Act.Progressed(1, null, "y"),
                new Act.Submitted("y", null, List.of()),
                new Act.StruckOff("y", null))) {
            assertThat(refusal(STATES.get("ASSIGNED"), act)).startsWith("data.by: \"y\" is no known unit");
        }
    }

    @Test
    void remembersTheLastInstructionsEachByItself() {
        var once = after(assignment(), INSTRUCTED);
        var twice = after(assignment(), INSTRUCTED, new Act.Instructed("at once", null, "gyangze-office"));

        assertThat(once.instruction()).hasValue(new Instruction("see to it", "the mayor", null, HAPPENED, APPLIED_AT));
        assertThat(twice.instructions())
                .extracting(Instruction::text, Instruction::toldFrom)
                .containsExactly(tuple("see to it", APPLIED_AT), tuple("at once", APPLIED_AT.plusNanos(1_000)));
        var many = IntStream.range(0, 30)
                .mapToObj(n -> (Act) new Act.Instructed("no. " + n, null, null))
                .toArray(Act[]::new);
        var full = after(Stream.concat(Stream.of(assignment()), Stream.of(many)).toArray(Act[]::new));
        assertThat(full.instructions())
                .hasSize(20)
                .last()
                .extracting(Instruction::text)
                .isEqualTo("no. 29");
    }

    @Test
    void reopensATaskWithAnotherDeadline() {
        var reopened = after(assignment(), STRUCK_OFF, new Act.Reopened("by mistake", "2027-02-28", null));

        assertThat(reopened.open()).isTrue();
        assertThat(reopened.deadline()).isEqualTo(new Deadline(LocalDate.parse("2027-02-28"), null));
        assertThat(reopened.earlierDeadlines()).containsExactly("2026-12-31");
        assertThat(fold().apply(
                                after(assignment(), STRUCK_OFF),
                                event("T-1", new Act.Reopened("late", "2026-01-01", null))))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void remembersTheHighestSequence() {
        var assigned = applied(null, event("T-1", assignment(), HAPPENED, 5L));

        assertThat(applied(assigned, event("T-1", RECEIVED, HAPPENED, 4L)).sequence())
                .isEqualTo(5);
        assertThat(applied(assigned, event("T-1", RECEIVED, HAPPENED, null)).sequence())
                .isEqualTo(5);
        assertThat(applied(assigned, event("T-1", RECEIVED, HAPPENED, 9L)).sequence())
                .isEqualTo(9);
    }

    private static Task applied(Task task, TaskEvent event) {
        return ((Verdict.Applied) fold().apply(task, event)).task();
    }

    private static String refusal(Task task, Act act) {
        return ((Verdict.Refused) fold().apply(task, event("T-1", act))).reason();
    }
}
