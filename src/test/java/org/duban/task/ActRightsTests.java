package org.duban.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.task.Fixtures.APPLIED_AT;
import static org.duban.task.Fixtures.HAPPENED;
import static org.duban.task.Fixtures.POLICIES;
import static org.duban.task.Fixtures.UNITS;
import static org.duban.task.Fixtures.after;
import static org.duban.task.Fixtures.assignment;
import static org.duban.task.Fixtures.event;
import static org.duban.task.Fixtures.fold;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.directory.UnitTree;
import org.duban.task.ActRights.Denial;
import org.duban.task.ActRule.Needs;
import org.duban.task.ActRule.Party;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: gyangze-education leads, gyangze-health assists. */
class ActRightsTests {

    private static final List<String> UNITS_OF_THE_TABLE = List.of(
            "-",
            "gyangze-education",
            "gyangze-health",
            "gyangze-roads",
            "gyangze-office",
            "shigatse-office",
            "shigatse-group",
            "lhaze-office");

    private static final Task SUBMITTED = after(assignment(), new Act.Submitted(null, null, List.of()));
    private static final Map<String, Task> STATES = Map.of(
            "extension-declined", after(assignment(), new Act.ExtensionRequested("2027-01-15", "snow")),
            "resumed", after(assignment(), new Act.Held("snow", null)),
            "returned", SUBMITTED,
            "reopened", after(assignment(), new Act.StruckOff(null, null)));

    private final ActRights rights = new ActRights(UNITS);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            event               | nobody | lead | assisting | another | office | higher office | leading group | foreign office
            assigned            | yes    | -    | -         | -       | yes    | yes           | yes           | -
            received            | yes    | yes  | yes       | -       | -      | -             | -             | -
            progressed          | yes    | yes  | own part  | -       | -      | -             | -             | -
            extension-requested | yes    | yes  | -         | -       | -      | -             | -             | -
            extension-granted   | yes    | -    | -         | -       | yes    | yes           | yes           | -
            extension-declined  | yes    | -    | -         | -       | yes    | yes           | yes           | -
            held                | yes    | -    | -         | -       | yes    | yes           | yes           | -
            resumed             | yes    | -    | -         | -       | yes    | yes           | yes           | -
            submitted           | yes    | yes  | own part  | -       | -      | -             | -             | -
            returned            | yes    | -    | -         | -       | yes    | yes           | yes           | -
            struck-off          | yes    | -    | -         | -       | yes    | yes           | yes           | -
            withdrawn           | yes    | -    | -         | -       | yes    | yes           | yes           | -
            reopened            | yes    | -    | -         | -       | yes    | yes           | yes           | -
            instructed          | yes    | -    | -         | -       | yes    | yes           | yes           | -
            amended             | yes    | -    | -         | -       | yes    | yes           | yes           | -
            """)
    void knowsWhoMayDoWhat(ArgumentsAccessor row) {
        var type = row.getString(0);
        for (var i = 0; i < UNITS_OF_THE_TABLE.size(); i++) {
            var by = UNITS_OF_THE_TABLE.get(i);
            var said = outcome(type, by.equals("-") ? null : by);
            assertThat(said).as("%s by %s", type, by).isEqualTo(row.getString(i + 1));
        }
    }

    /** The list of those to whom an office may hand over is what the ledger takes. */
    @Test
    void listsAsHeirsTheUnitsToWhichTheLedgerTakesAHandOver() {
        for (var by : UNITS.units()) {
            var heirs = rights.heirs(by.code());
            assertThat(UNITS.units())
                    .as(by.code())
                    .allSatisfy(unit -> assertThat(heirs.contains(unit))
                            .isEqualTo(rights.handingOver(by.code(), unit.code()) == null));
        }
    }

    private static String outcome(String type, @Nullable String by) {
        var before = type.equals("assigned") ? null : STATES.getOrDefault(type, after(assignment()));
        var verdict = fold().apply(before, event("T-1", act(type, by)));
        if (!(verdict instanceof Verdict.Applied applied)) {
            assertThat(((Verdict.Refused) verdict).reason())
                    .startsWith(
                            "data.by: \"" + by + "\" may not send duban.task." + type + " for task \"T-1\"; who may: ");
            return "-";
        }
        return applied.task().reports().assisting().isEmpty() ? "yes" : "own part";
    }

    static Act act(String type, @Nullable String by) {
        var assigned = assignment();
        return switch (type) {
            case "assigned" ->
                new Act.Assigned(
                        new Matter(assigned.matter().title(), null, null, null, null, Urgency.NORMAL, null),
                        assigned.leadUnit(),
                        assigned.assistingUnits(),
                        assigned.deadline(),
                        "standard",
                        Map.of(),
                        by);
            case "received" -> new Act.Received(by, null);
            case "progressed" -> new Act.Progressed(40, null, by);
            case "extension-requested" -> new Act.ExtensionRequested("2027-01-15", "snow", by);
            case "extension-granted" -> new Act.ExtensionGranted("2027-01-15", null, by);
            case "extension-declined" -> new Act.ExtensionDeclined("no", by);
            case "held" -> new Act.Held("snow", null, by);
            case "resumed" -> new Act.Resumed(null, by);
            case "submitted" -> new Act.Submitted(by, null, List.of());
            case "returned" -> new Act.Returned("photos", null, by);
            case "struck-off" -> new Act.StruckOff(by, null);
            case "withdrawn" -> new Act.Withdrawn(null, by);
            case "reopened" -> new Act.Reopened("by mistake", by);
            case "instructed" -> new Act.Instructed("see to it", null, by);
            case "amended" -> amended(null, null, by);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Act.Amended amended(@Nullable String lead, @Nullable String deadline, @Nullable String by) {
        return new Act.Amended(
                new Matter.Rewording("Roof", null, null, null, null, null, null), lead, null, deadline, null, null, by);
    }

    @ParameterizedTest
    @EnumSource(ActRule.class)
    void hasALineForEachEventType(ActRule rule) {
        assertThat(ActRule.of(act(rule.type().replace("duban.task.", ""), null)))
                .isEqualTo(rule);
        assertThat(Arrays.stream(Act.class.getPermittedSubclasses())).hasSize(ActRule.values().length);
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource(delimiter = '|', textBlock = """
            received            | lhaze-roads    | the lead unit "gyangze-education", or for its own part an assisting unit: "gyangze-health"
            extension-requested | gyangze-health | the lead unit "gyangze-education"
            struck-off          | lhaze-office   | "gyangze-office", "shigatse-office", "shigatse-group", or a system that speaks for the office and leaves "by" out
            """)
    void saysWhoMay(String type, String by, String who) {
        var verdict = (Verdict.Refused) fold().apply(after(assignment()), event("T-1", act(type, by)));

        assertThat(verdict.reason())
                .isEqualTo("data.by: \"" + by + "\" may not send duban.task." + type + " for task \"T-1\"; who may: "
                        + who);
    }

    @ParameterizedTest(name = "what the {0} leads: {1}")
    @CsvSource({"museum, shigatse-group", "shigatse-group, shigatse-group", "shigatse-office, shigatse-group"})
    void letsWhoeverStandsHighestDecideWhereNobodyStandsAbove(String lead, String who) {
        var task = led(lead);

        assertThat(rights.who(ActRule.STRUCK_OFF, task)).containsExactly(who);
        assertThat(rights.denial(ActRule.STRUCK_OFF, task, who, HAPPENED)).isEmpty();
        assertThat(rights.denial(ActRule.STRUCK_OFF, task, "gyangze-office", HAPPENED))
                .isPresent();
    }

    @Test
    void saysThatNobodyStandsAboveWhereThereIsNoOfficeAtAll() {
        var task = led("museum");
        var museum = new ActRights(new UnitTree(List.of(UNITS.unit("museum").orElseThrow()), Set.of()));

        assertThat(museum.denial(ActRule.STRUCK_OFF, task, "museum", HAPPENED)
                        .orElseThrow()
                        .reason()
                        .english())
                .endsWith("who may: nobody above the lead unit \"museum\", or a system that speaks for the office and"
                        + " leaves \"by\" out");
        assertThat(museum.denial(ActRule.STRUCK_OFF, task, null, HAPPENED)).isEmpty();
    }

    @Test
    void letsOnlyOfficesAboveAnOfficeDecideOnWhatItLeads() {
        var task = led("gyangze-office");

        assertThat(rights.who(ActRule.STRUCK_OFF, task)).containsExactly("shigatse-office", "shigatse-group");
        assertThat(rights.denial(ActRule.STRUCK_OFF, task, "gyangze-office", HAPPENED))
                .isPresent();
    }

    @Test
    void letsAnOfficeThatAssistsReportItsPartAndDecide() {
        var task = after(
                assignment(),
                Fixtures.amendment(null, null, List.of("gyangze-office"), null),
                new Act.Submitted("gyangze-office", "our part", List.of()));

        assertThat(rights.parties(task, "gyangze-office")).containsExactly(Party.ASSISTING, Party.OFFICE);
        assertThat(task.status()).isEqualTo(TaskStatus.ASSIGNED);
        assertThat(rights.denial(ActRule.STRUCK_OFF, task, "gyangze-office", HAPPENED))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} hands over to {1}")
    @CsvSource(nullValues = "-", textBlock = """
            gyangze-office,  gyangze-roads, yes
            shigatse-office, lhaze-roads,   yes
            -,               lhaze-roads,   yes
            gyangze-office,  lhaze-roads,   -
            gyangze-office,  lhaze-office,  -
            gyangze-office,  museum,        -
            shigatse-group,  museum,        yes
            """)
    void handsATaskOnlyToAUnitBelow(@Nullable String by, String lead, @Nullable String may) {
        var verdict = fold().apply(after(assignment()), event("T-1", amended(lead, null, by)));

        assertThat(verdict instanceof Verdict.Applied ? "yes" : null).isEqualTo(may);
        if (verdict instanceof Verdict.Refused refused) {
            assertThat(refused.reason())
                    .startsWith("data.leadUnit: \"" + lead + "\" does not stand below \"" + by + "\"");
        }
    }

    @ParameterizedTest(name = "{1} by the {0} while it is reported complete, held and past its deadline")
    @CsvSource(nullValues = "-", textBlock = """
            gyangze-education, RECEIVED,            -
            gyangze-education, PROGRESSED,          NOT_REPORTED
            gyangze-education, SUBMITTED,           NOT_REPORTED
            gyangze-education, EXTENSION_REQUESTED, BEFORE_DEADLINE
            gyangze-health,    PROGRESSED,          -
            gyangze-health,    SUBMITTED,           -
            gyangze-office,    EXTENSION_DECLINED,  REQUEST
            gyangze-office,    RETURNED,            -
            gyangze-office,    RESUMED,             -
            gyangze-office,    EXTENSION_GRANTED,   -
            """)
    void saysWhichStateIsNeeded(String unit, ActRule rule, @Nullable Needs needs) {
        var task = after(assignment(), new Act.Submitted(null, null, List.of()), new Act.Held("snow", null));

        var denial = rights.denial(rule, task, unit, Instant.parse("2026-12-31T16:00:00Z"));

        assertThat(denial.map(each -> ((Denial.NotNow) each).needs()).orElse(null))
                .isEqualTo(needs);
    }

    @Test
    void saysOfAClosedTaskFirstThatItIsClosed() {
        var task = after(assignment(), new Act.StruckOff("gyangze-office", null));

        for (var rule : EnumSet.complementOf(EnumSet.of(ActRule.REOPENED))) {
            assertThat(rights.denial(rule, task, "lhaze-roads", HAPPENED).orElseThrow())
                    .isInstanceOfSatisfying(
                            Denial.NotNow.class,
                            denial -> assertThat(denial.needs()).isEqualTo(Needs.OPEN));
        }
    }

    @Test
    void letsAnOfficeReopenAClosedTaskAndNobodyAnOpenOne() {
        var closed = after(assignment(), new Act.Withdrawn(null));

        assertThat(rights.denial(ActRule.REOPENED, closed, "gyangze-office", HAPPENED))
                .isEmpty();
        assertThat(rights.denial(ActRule.REOPENED, closed, "gyangze-education", HAPPENED)
                        .orElseThrow())
                .isInstanceOf(Denial.NotTheirs.class);
        assertThat(rights.denial(ActRule.REOPENED, after(assignment()), "gyangze-education", HAPPENED)
                        .orElseThrow())
                .isInstanceOfSatisfying(
                        Denial.NotNow.class,
                        denial -> assertThat(denial.needs()).isEqualTo(Needs.CLOSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gyangze-education", "gyangze-health"})
    void reopensNoTaskOfAUnitThatIsGone(String gone) {
        var left =
                UNITS.units().stream().filter(unit -> !unit.code().equals(gone)).toList();
        var names = new Names(new UnitTree(left, Set.of()), POLICIES);
        var closed = after(assignment(), new Act.StruckOff(null, null));

        var verdict = new TaskFold(names, APPLIED_AT).apply(closed, event("T-1", new Act.Reopened("mistake", null)));

        assertThat(((Verdict.Refused) verdict).reason())
                .isEqualTo("subject: task \"T-1\" is with \"" + gone
                        + "\", which is no unit any more; assign a task of another id");
    }

    @Test
    void wantsToKnowWhyATaskIsOpenAgain() {
        var closed = after(assignment(), new Act.StruckOff(null, null));

        assertThat(((Verdict.Refused) fold().apply(closed, event("T-1", new Act.Reopened(" ", null)))).reason())
                .isEqualTo("data.reason: is blank; say why the task is open again");
    }

    @Test
    void namesAFewOfManyAssistingUnits() {
        var many = Stream.concat(Stream.of("a", "b", "c", "d", "e", "f", "g"), Stream.of("h"))
                .toList();
        var draft = new TaskDraft(after(assignment()));
        draft.assistingUnits = many;

        var reason = rights.denial(ActRule.RECEIVED, draft.task(), "lhaze-roads", HAPPENED)
                .orElseThrow()
                .reason()
                .english();

        assertThat(reason).endsWith("\"e\", \"f\" and 2 more");
    }

    @Test
    void keepsWhatAHelperReportsAsItsOwn() {
        var task = after(
                assignment(),
                new Act.Progressed(60, "half of ours", "gyangze-health"),
                new Act.Submitted("gyangze-health", "all of ours", List.of()));

        assertThat(task.reports().assisting())
                .containsExactly(new Reports.Assisting("gyangze-health", 60, true, HAPPENED, "all of ours"));
        assertThat(task.reports().receivedBy()).containsExactly("gyangze-health");
        assertThat(List.of(
                        task.status(),
                        task.reports().percent() == null,
                        task.times().submitted() == null))
                .containsExactly(TaskStatus.ASSIGNED, true, true);
        assertThat(after(
                                assignment(),
                                new Act.Submitted("gyangze-health", null, List.of()),
                                new Act.Progressed(80, "not quite", "gyangze-health"))
                        .reports()
                        .assisting())
                .containsExactly(new Reports.Assisting("gyangze-health", 80, false, HAPPENED, "not quite"));
    }

    @Test
    void forgetsTheReportOfWhoHelpsNoMoreOrLeads() {
        var reported = new Act.Progressed(60, null, "gyangze-health");

        assertThat(after(assignment(), reported, Fixtures.amendment(null, null, List.of("gyangze-roads"), null))
                        .reports()
                        .assisting())
                .isEmpty();
        assertThat(after(assignment(), reported, Fixtures.amendment("gyangze-health", null, null, null))
                        .reports()
                        .assisting())
                .isEmpty();
    }

    private static Task led(String unit) {
        return after(assignment(), Fixtures.amendment(unit, null, List.of(), null));
    }
}
