package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.directory.ChangedUnit;
import org.duban.directory.Directory;
import org.duban.words.ReasonWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Who hears of a change, on a clock that stands still until it is set; mails are claimed by the test itself. */
class ChangeTests {

    private static final Duration LEASE = Duration.ofMinutes(5);

    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse("2026-11-23T02:00:00Z", "duban.roles=intake,clock");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final Deliveries deliveries = node.getBean(Deliveries.class);

    @Test
    void tellsWhoGainedTheTaskAndWhoLostIt() {
        assign("T-1", Map.of("assistingUnits", List.of("health")));
        settleAll();

        amend("T-1", Map.of("leadUnit", "roads", "assistingUnits", List.of("city-office")));

        assertThat(told(settleAll()))
                .containsExactlyInAnyOrder(
                        "roads assigned ASSIGNMENT BLUE",
                        "city-office assigned ASSIGNMENT BLUE",
                        "education taken-off CLOSURE BLUE",
                        "health taken-off CLOSURE BLUE");
    }

    @Test
    void asksNobodyToSignAnewWhoHasSignedAndStillAssists() {
        assign("T-1", Map.of("assistingUnits", List.of("health")));
        settleAll();
        change("received", "T-1", Map.of("by", "health"));

        amend("T-1", Map.of("leadUnit", "roads"));

        assertThat(told(settleAll()))
                .containsExactlyInAnyOrder("roads assigned ASSIGNMENT BLUE", "education taken-off CLOSURE BLUE");
        assertThat(fates("T-1"))
                .as("its own assignment is the one of before")
                .filteredOn(fate -> fate.startsWith("assigned health"))
                .containsExactly("assigned health TOLD");
    }

    @Test
    void givesNoTaskAnewToWhoStillAssistsWhenOnlyTheLeadChanges() {
        assign("T-1", Map.of("assistingUnits", List.of("health")));
        settleAll();
        amend("T-1", Map.of("assistingUnits", List.of("health", "city-office")));
        settleAll();

        amend("T-1", Map.of("leadUnit", "roads"));

        assertThat(told(settleAll()))
                .as("neither of the two has signed")
                .containsExactlyInAnyOrder("roads assigned ASSIGNMENT BLUE", "education taken-off CLOSURE BLUE");
    }

    @Test
    void givesNoTaskAnewToWhoStillAssistsWhereThePolicyTellsNoAssignment() {
        assign("T-1", Map.of("policy", "reminding"));
        amend("T-1", Map.of("assistingUnits", List.of("health")));
        assertThat(told(settleAll())).containsExactly("health taken-on ASSIGNMENT BLUE");

        amend("T-1", Map.of("leadUnit", "roads"));

        assertThat(told(settleAll())).containsExactly("roads taken-on ASSIGNMENT BLUE");
    }

    @Test
    void tellsWhoStillAssistsOnceAndWhoLeadsByThenIfItsAssignmentHadNotGone() {
        assign("T-1", Map.of("assistingUnits", List.of("health")));

        amend("T-1", Map.of("leadUnit", "roads"));

        var told = settleAll();
        assertThat(told(told))
                .containsExactlyInAnyOrder("roads assigned ASSIGNMENT BLUE", "health assigned ASSIGNMENT BLUE");
        assertThat(told)
                .allSatisfy(notice ->
                        assertThat(notice.lines().get(0).task().leadUnitEn()).isEqualTo("County Transport Bureau"));
    }

    /** Whoever gave a task away has it no more, however short that was: what it signed for then was another assignment. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksWhoGetsATaskBackToSignAnew(boolean heardOfTheLoss) {
        assign("T-1", Map.of("assistingUnits", List.of("health")));
        settleAll();
        change("received", "T-1", Map.of());

        amend("T-1", Map.of("leadUnit", "roads"));
        if (heardOfTheLoss) {
            assertThat(told(settleAll()))
                    .containsExactlyInAnyOrder("roads assigned ASSIGNMENT BLUE", "education taken-off CLOSURE BLUE");
        }
        amend("T-1", Map.of("leadUnit", "education"));

        assertThat(told(settleAll()))
                .contains("education assigned ASSIGNMENT BLUE")
                .noneMatch(line -> line.startsWith("health") || line.startsWith("education taken-off"));
        assertThat(house.count(
                        "select count(*) from task where id = 'T-1' and status = 'ASSIGNED' and received_by = '{}'"))
                .isEqualTo(1);
    }

    @Test
    void tellsAssistingUnitsThatComeAndGoAndNobodyElse() {
        assign("T-1", Map.of("assistingUnits", List.of("health")));
        settleAll();

        amend("T-1", Map.of("assistingUnits", List.of("roads")));

        assertThat(told(settleAll()))
                .containsExactlyInAnyOrder("roads assigned ASSIGNMENT BLUE", "health taken-off CLOSURE BLUE");
    }

    @Test
    void tellsBothWhenLeadAndAssistingUnitChangePlaces() {
        assign("T-1", Map.of("assistingUnits", List.of("health")));
        settleAll();

        amend("T-1", Map.of("leadUnit", "health", "assistingUnits", List.of("education")));

        assertThat(told(settleAll()))
                .containsExactlyInAnyOrder("health assigned ASSIGNMENT BLUE", "education assigned ASSIGNMENT BLUE");
    }

    @Test
    void tellsWhoGainsATaskEvenWhereThePolicyTellsNoAssignment() {
        assign("T-1", Map.of("policy", "reminding"));
        assertThat(settleAll()).isEmpty();

        amend("T-1", Map.of("leadUnit", "roads", "assistingUnits", List.of("health")));

        assertThat(told(settleAll()))
                .containsExactlyInAnyOrder("roads taken-on ASSIGNMENT BLUE", "health taken-on ASSIGNMENT BLUE");
        assertThat(fates("T-1"))
                .as("it had never heard of it")
                .contains("taken-off education MOOT had not been told of the task before");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-27, deadline-earlier, YELLOW
            2026-12-11, deadline-later,   BLUE
            """)
    void tellsTheNewDateAndFromWhichItWasMoved(String date, String step, String level) {
        assign("T-1", Map.of("assistingUnits", List.of("health")));
        settleAll();

        amend("T-1", Map.of("deadline", date));

        var told = settleAll();
        assertThat(told(told))
                .containsExactlyInAnyOrder(
                        "education " + step + " DECISION " + level, "health " + step + " DECISION " + level);
        assertThat(told)
                .allSatisfy(notice -> assertThat(notice.lines().get(0).task())
                        .satisfies(task -> assertThat(task.earlierDeadline()).isEqualTo("2026-12-01"))
                        .satisfies(task -> assertThat(task.deadlineDate()).isEqualTo(date)));
    }

    @Test
    void tellsAnEarlierDateThatHasPassedAndOneOverdueNotice() {
        assign("T-1", Map.of());
        settleAll();
        wakeAt("2026-11-30T01:30:00Z");
        settleAll();

        amend("T-1", Map.of("deadline", "2026-11-26"));

        assertThat(told(settleAll()))
                .containsExactlyInAnyOrder(
                        "education deadline-earlier DECISION YELLOW",
                        "education overdue CHASER RED",
                        "county-office overdue ESCALATION RED");
    }

    @Test
    void tellsTheOfficeOfEachReportOfCompletionWhenItComes() {
        assign("T-1", Map.of("policy", "reported"));

        change("submitted", "T-1", Map.of());
        assertThat(told(settleAll())).containsExactly("county-office submitted REVIEW BLUE");
        change("returned", "T-1", Map.of("reason", "photos are missing"));
        assertThat(told(settleAll())).containsExactly("education returned DECISION YELLOW");
        change("submitted", "T-1", Map.of());
        assertThat(told(settleAll())).containsExactly("county-office submitted REVIEW BLUE");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            struck-off, struck off
            returned,   the review is done
            """)
    void mailsNoReportThatIsReviewedBeforeTheMailGoes(String review, String why) {
        assign("T-1", Map.of("policy", "reported"));

        change("submitted", "T-1", Map.of());
        change(review, "T-1", Map.of());

        assertThat(settleAll())
                .flatExtracting(Notice::lines)
                .extracting(NoticeLine::step)
                .doesNotContain("submitted");
        assertThat(fates("T-1")).contains("submitted county-office MOOT no longer held when it was to be sent: " + why);
    }

    /** What tells the one that the task is overdue names the new date, too. */
    @Test
    void tellsEachReaderOfAUnitTheEarlierDateThoughTheOtherHasGotItAlready() {
        addReader("education", "deputy-director@duban.example");
        assign("T-1", Map.of());
        settleAll();
        wakeAt("2026-11-30T01:30:00Z");
        settleAll();

        amend("T-1", Map.of("deadline", "2026-11-26"));

        var told = settleOneByOne();
        assertThat(told)
                .filteredOn(notice -> notice.recipient().equals("education"))
                .hasSize(2)
                .allSatisfy(notice -> assertThat(notice.lines())
                        .extracting(NoticeLine::step)
                        .containsExactlyInAnyOrder("overdue", "deadline-earlier"));
    }

    @ParameterizedTest
    @CsvSource({"amended", "extension-granted"})
    void tellsTheOfficeThatAnEscalationIsLifted(String act) {
        assign("T-1", Map.of());
        settleAll();
        wakeAt("2026-12-02T01:30:00Z");
        settleAll();

        change(act, "T-1", Map.of("deadline", "2026-12-11"));

        var lead = act.equals("amended") ? "deadline-later" : act;
        assertThat(told(settleAll()))
                .containsExactlyInAnyOrder(
                        "education " + lead + " DECISION BLUE", "county-office escalation-lifted CLOSURE BLUE");
    }

    @Test
    void liftsNothingWhileTheTaskIsOverdueAllTheSame() {
        assign("T-1", Map.of());
        settleAll();
        wakeAt("2026-12-10T01:30:00Z");
        settleAll();

        amend("T-1", Map.of("deadline", "2026-12-03"));

        assertThat(told(settleAll()))
                .contains("education deadline-later DECISION BLUE", "county-office deadline-moved DECISION BLUE")
                .noneMatch(line -> line.contains("lifted"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-12-01T10:00:00+08:00, 2026-12-01T02:00:00Z
            2026-12-01T10:00:00+08:00, 2026-12-01T10:00:00.000+08:00
            2026-12-01,                2026-12-01
            """)
    void mailsNobodyWhatIsSentAgain(String deadline, String again) {
        assign("T-1", Map.of("deadline", deadline, "assistingUnits", List.of("health", "roads")));
        settleAll();

        amend(
                "T-1",
                Map.of(
                        "title",
                        "Repair the roof",
                        "deadline",
                        again,
                        "leadUnit",
                        "education",
                        "assistingUnits",
                        List.of("roads", "health", "roads"),
                        "policy",
                        "standard"));

        assertThat(settleAll()).isEmpty();
        assertThat(house.count("select count(*) from notice_step where task_id = 'T-1'"))
                .isEqualTo(3);
    }

    @Test
    void mailsNobodyAnotherTitleClauseOrPoints() {
        assign("T-1", Map.of());
        settleAll();

        amend("T-1", Map.of("title", "Repair the roof and the stove", "clause", "4.2", "points", 3));

        assertThat(settleAll()).isEmpty();
    }

    @Test
    void tellsNobodyThatItHadATaskForAMoment() {
        assign("T-1", Map.of());
        settleAll();

        amend("T-1", Map.of("leadUnit", "roads"));
        amend("T-1", Map.of("leadUnit", "education"));

        assertThat(told(settleAll())).containsExactly("education assigned ASSIGNMENT BLUE");
    }

    @Test
    void tellsNobodyADateThatWasMovedBackBeforeItWasTold() {
        assign("T-1", Map.of());
        settleAll();

        amend("T-1", Map.of("deadline", "2026-11-27"));
        amend("T-1", Map.of("deadline", "2026-12-01"));

        assertThat(settleAll()).isEmpty();
        assertThat(fates("T-1")).anyMatch(fate -> fate.endsWith("MOOT had been told this deadline before"));
    }

    @Test
    void saysOfTwoMovesWhatTheReaderKnew() {
        assign("T-1", Map.of());
        settleAll();

        amend("T-1", Map.of("deadline", "2026-12-11"));
        amend("T-1", Map.of("deadline", "2026-12-18"));

        assertThat(settleAll())
                .singleElement()
                .satisfies(notice -> assertThat(notice.lines().get(0).task().earlierDeadline())
                        .isEqualTo("2026-12-01"));
    }

    @Test
    void tellsTheDateInTheAssignmentWhereThatHasNotGoneYet() {
        assign("T-1", Map.of());
        var assignment = claim();
        deliveries.settle(List.of(new Deliveries.Settlement(assignment.get(0), new Outcome.Deferred("451 later"))));

        amend("T-1", Map.of("deadline", "2026-12-11"));
        house.at("2026-11-23T03:00:00Z");

        var told = settleAll();
        assertThat(told(told)).containsExactly("education assigned ASSIGNMENT BLUE");
        assertThat(told.get(0).lines().get(0).task().deadlineDate()).isEqualTo("2026-12-11");
    }

    @Test
    void tellsAnotherDateWhenAHoldEnds() {
        assign("T-1", Map.of());
        settleAll();
        change("held", "T-1", Map.of("reason", "flood"));

        amend("T-1", Map.of("deadline", "2026-12-11"));
        assertThat(settleAll()).isEmpty();

        change("resumed", "T-1", Map.of());
        assertThat(told(settleAll())).containsExactly("education deadline-later DECISION BLUE");
    }

    @Test
    void tellsWhoLostATaskThatIsClosedSince() {
        assign("T-1", Map.of());
        settleAll();

        amend("T-1", Map.of("leadUnit", "roads"));
        change("struck-off", "T-1", Map.of());

        assertThat(told(settleAll())).containsExactly("education taken-off CLOSURE BLUE");
    }

    @Test
    void tellsItsUnitsEachInstructionWordForWordAndOnce() {
        assign("T-1", Map.of("assistingUnits", List.of("health")));
        settleAll();

        change("instructed", "T-1", Map.of("text", "See to it.\nAt once.", "leader", "The mayor"));
        change("instructed", "T-1", Map.of("text", "And report each week.", "by", "county-office"));

        var told = settleAll();
        assertThat(told(told))
                .containsExactlyInAnyOrder(
                        "education instructed DECISION YELLOW",
                        "education instructed DECISION YELLOW",
                        "health instructed DECISION YELLOW",
                        "health instructed DECISION YELLOW");
        assertThat(told.stream()
                        .flatMap(notice -> notice.lines().stream())
                        .map(line -> Objects.requireNonNull(line.task().instruction()))
                        .map(one -> one.text() + " / " + one.leader() + " / " + one.byEn()))
                .containsExactlyInAnyOrder(
                        "See to it.\nAt once. / The mayor / null",
                        "See to it.\nAt once. / The mayor / null",
                        "And report each week. / null / County Office",
                        "And report each week. / null / County Office");
        assertThat(settleAll()).isEmpty();
    }

    @Test
    void saysTheLastInstructionToWhoComesToTheTaskLater() {
        assign("T-1", Map.of());
        settleAll();
        change("instructed", "T-1", Map.of("text", "See to it."));
        settleAll();

        amend("T-1", Map.of("leadUnit", "roads"));

        var told = settleAll();
        assertThat(told(told))
                .contains("roads assigned ASSIGNMENT BLUE")
                .noneMatch(line -> line.contains("instructed"));
        assertThat(told)
                .filteredOn(notice -> notice.recipient().equals("roads"))
                .allSatisfy(notice -> assertThat(Objects.requireNonNull(
                                        notice.lines().get(0).task().instruction())
                                .text())
                        .isEqualTo("See to it."));
    }

    @Test
    void passesOnNoInstructionOfATaskThatIsStruckOffBeforeTheMail() {
        assign("T-1", Map.of());
        settleAll();

        change("instructed", "T-1", Map.of("text", "See to it."));

        change("struck-off", "T-1", Map.of());

        assertThat(told(settleAll())).noneMatch(line -> line.contains("instructed"));
    }

    @Test
    void tellsItsUnitsThatATaskIsReopenedAndWhy() {
        assign("T-1", Map.of("assistingUnits", List.of("health")));
        settleAll();
        change("struck-off", "T-1", Map.of("note", "done"));
        assertThat(settleAll()).isEmpty();

        change("reopened", "T-1", Map.of("reason", "it was another one"));

        var told = settleAll();
        assertThat(told(told))
                .containsExactlyInAnyOrder("education reopened DECISION YELLOW", "health reopened DECISION YELLOW");
        assertThat(told)
                .allSatisfy(notice -> assertThat(notice.lines().get(0).task())
                        .satisfies(task -> assertThat(task.reason()).isEqualTo("it was another one"))
                        .satisfies(task -> assertThat(task.earlierDeadline()).isNull())
                        .satisfies(task -> assertThat(task.calendarSequence()).isEqualTo(3)));
    }

    @Test
    void tellsWhoHadReadOfTheClosureThatTheTaskIsOpenAgainAndOneOverdueNotice() {
        closedAfterAnEscalation();
        assertThat(told(settleAll())).containsExactly("county-office closed CLOSURE BLUE");
        house.at("2026-12-20T02:00:00Z");

        change("reopened", "T-1", Map.of("reason", "it was another one"));

        assertThat(told(settleAll()))
                .containsExactlyInAnyOrder(
                        "education reopened DECISION YELLOW",
                        "county-office reopened DECISION BLUE",
                        "education overdue CHASER RED",
                        "county-office overdue ESCALATION RED");
        change("struck-off", "T-1", Map.of());
        assertThat(told(settleAll())).containsExactly("county-office closed CLOSURE BLUE");
    }

    @Test
    void tellsNobodyOfAClosureThatWasUndoneBeforeTheMail() {
        closedAfterAnEscalation();

        change("reopened", "T-1", Map.of("reason", "it was another one"));

        assertThat(told(settleAll()))
                .containsExactlyInAnyOrder(
                        "education reopened DECISION YELLOW",
                        "education overdue CHASER RED",
                        "county-office overdue ESCALATION RED");
        assertThat(fates("T-1"))
                .contains(
                        "closed county-office MOOT no longer held when it was to be sent: closed and reopened since",
                        "reopened county-office MOOT had not been told that it was closed");
    }

    @Test
    void tellsNobodyOfAReopeningThatWasUndoneBeforeTheMail() {
        closedAfterAnEscalation();
        settleAll();

        change("reopened", "T-1", Map.of("reason", "it was another one"));
        change("struck-off", "T-1", Map.of());

        assertThat(settleAll()).isEmpty();
        assertThat(fates("T-1"))
                .contains(
                        "reopened education MOOT no longer held when it was to be sent: struck off",
                        "closed county-office MOOT had been told before that it is closed, and not that it was reopened");
    }

    @Test
    void tellsOfTheReopeningInsteadOfAnAssignmentThatHadNotGone() {
        assign("T-1", Map.of());
        change("withdrawn", "T-1", Map.of("reason", "not needed"));

        change("reopened", "T-1", Map.of("reason", "needed after all"));

        assertThat(told(settleAll())).containsExactly("education reopened DECISION YELLOW");
        assertThat(fates("T-1"))
                .contains("assigned education MOOT no longer held when it was to be sent: closed and reopened since");
    }

    private void closedAfterAnEscalation() {
        assign("T-1", Map.of());
        settleAll();
        wakeAt("2026-12-02T01:30:00Z");
        settleAll();
        change("struck-off", "T-1", Map.of());
    }

    @Test
    void tellsManyChangesInOneMail() {
        IntStream.range(0, 30).forEach(number -> assigned("M-" + number, Map.of()));
        wakeAt("2026-11-23T02:10:00Z");
        settleAll();

        IntStream.range(0, 30)
                .forEach(number -> house.event(
                        "duban.task.amended", "M-" + number, Map.of("leadUnit", "roads", "deadline", "2026-12-11")));
        patiently(() -> house.count("select count(*) from task where revision = 2") == 30);
        wakeAt("2026-11-23T02:30:00Z");

        var told = settleAll();
        assertThat(told.stream()
                        .filter(notice -> notice.recipient().equals("roads"))
                        .mapToInt(notice -> notice.lines().size())
                        .sum())
                .isEqualTo(30);
        assertThat(told.stream()
                        .flatMap(notice -> notice.lines().stream())
                        .map(NoticeLine::step)
                        .distinct())
                .containsExactlyInAnyOrder("assigned", "taken-off");
    }

    @Test
    void keepsQuietOfAReopeningWhereThePolicySaysSo() {
        assign("T-1", Map.of("policy", "quiet"));
        settleAll();
        change("struck-off", "T-1", Map.of());

        change("reopened", "T-1", Map.of("reason", "it was another one"));

        assertThat(settleAll()).isEmpty();
    }

    @Test
    void keepsQuietWhereThePolicySaysSo() {
        assign("T-1", Map.of("policy", "quiet", "assistingUnits", List.of("health")));
        settleAll();

        amend("T-1", Map.of("deadline", "2026-12-11", "assistingUnits", List.of()));

        assertThat(settleAll()).isEmpty();
    }

    @Test
    void tellsNobodyOfChangesFromBeforeTheyWereKept() {
        assign("T-1", Map.of());
        settleAll();
        amend("T-1", Map.of("deadline", "2026-12-11", "leadUnit", "roads"));
        settleAll();
        house.sql().sql("update task set changes = null").update();
        house.sql().sql("delete from notice_step where step <> 'assigned'").update();

        change("progressed", "T-1", Map.of("percent", 10));

        assertThat(settleAll()).isEmpty();
    }

    @ParameterizedTest(name = "{0} leads, {1} assist: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            education |           | education LEAD
            education | health    | education LEAD, health ASSISTING
            health    | education | education ASSISTING, health LEAD
            health    | roads     | education NONE, health LEAD, roads ASSISTING
            health    |           | education NONE, health LEAD
            """)
    void saysWithAnAnswerWhatTheReaderHasToDoWithTheTaskByNow(String lead, String assisting, String told) {
        assign("T-1", Map.of());
        change("extension-requested", "T-1", Map.of("deadline", "2026-12-21", "reason", "snow"));
        amend("T-1", Map.of("leadUnit", lead, "assistingUnits", assisting == null ? List.of() : List.of(assisting)));
        settleAll();

        change("extension-granted", "T-1", Map.of("deadline", "2026-12-21"));
        composed("extension-granted");

        assertThat(responsibilities(settleAll())).containsExactlyInAnyOrder(told.split(", "));
    }

    @Test
    void saysItAsItIsWhenTheAnswerIsSent() {
        assign("T-1", Map.of());
        settleAll();
        change("extension-requested", "T-1", Map.of("deadline", "2026-12-21", "reason", "snow"));
        change("extension-granted", "T-1", Map.of("deadline", "2026-12-21"));
        composed("extension-granted");

        amend("T-1", Map.of("leadUnit", "health", "assistingUnits", List.of("education")));

        assertThat(responsibilities(settleAll())).containsExactly("education ASSISTING");
    }

    /** The node's own clock may just be at it. */
    private void composed(String step) {
        patiently(() ->
                house.count("select count(*) from notice_step where notice_id is not null and step = '" + step + "'")
                        > 0);
    }

    private static List<String> responsibilities(List<Notice> notices) {
        return notices.stream()
                .flatMap(notice -> notice.lines().stream()
                        .filter(line -> line.step().equals("extension-granted"))
                        .map(line -> notice.recipient() + " " + line.task().responsibility()))
                .toList();
    }

    /** Who has lost a task is remembered with the task for sixty days only. */
    @Test
    void tellsNobodyOfATaskThatItLostLongAgo() {
        assign("T-1", Map.of("deadline", "2027-06-01"));
        settleAll();
        amend("T-1", Map.of("leadUnit", "roads"));
        assertThat(told(settleAll())).contains("education taken-off CLOSURE BLUE");
        wakeAt("2027-01-27T02:00:00Z");
        settleAll();
        amend("T-1", Map.of("assistingUnits", List.of("health")));
        settleAll();

        amend("T-1", Map.of("deadline", "2027-07-01"));
        composed("deadline-later");

        assertThat(settleAll()).extracting(Notice::recipient).containsExactlyInAnyOrder("roads", "health");
    }

    private void assign(String task, Map<String, ?> data) {
        assigned(task, data);
        wakeAt("2026-11-23T02:00:10Z");
    }

    private void assigned(String task, Map<String, ?> data) {
        var all = new HashMap<String, Object>(
                Map.of("title", "Repair the roof", "leadUnit", "education", "deadline", "2026-12-01"));
        all.putAll(data);
        house.event("duban.task.assigned", task, all);
        patiently(() -> house.count("select count(*) from task where id = '" + task + "'") == 1);
    }

    private void amend(String task, Map<String, ?> data) {
        change("amended", task, data);
    }

    private void change(String act, String task, Map<String, ?> data) {
        house.pass(Duration.ofSeconds(30));
        var before = house.count("select revision from task where id = '" + task + "'");
        house.event("duban.task." + act, task, data);
        patiently(() -> house.count("select revision from task where id = '" + task + "'") > before);
        house.pass(Duration.ofSeconds(1));
        TestHouse.wake(node);
    }

    private void wakeAt(String instant) {
        house.at(instant);
        TestHouse.wake(node);
    }

    /** Claims what is due a little later, when Kafka's head start is over. */
    private List<Delivery> claim() {
        house.pass(Duration.ofSeconds(6));
        return deliveries.claimDue(1000, LEASE);
    }

    /** Takes everything that is waiting for a mail server that says yes. */
    private List<Notice> settleAll() {
        var claimed = claim();
        deliveries.settle(claimed.stream()
                .map(delivery -> new Deliveries.Settlement(delivery, new Outcome.Accepted("250 ok")))
                .toList());
        return claimed.stream().map(Delivery::notice).toList();
    }

    private List<Notice> settleOneByOne() {
        var settled = new ArrayList<Notice>();
        house.pass(Duration.ofSeconds(6));
        for (var next = deliveries.claimDue(1, LEASE); !next.isEmpty(); next = deliveries.claimDue(1, LEASE)) {
            next.forEach(dispatch -> settled.add(dispatch.notice()));
            deliveries.settle(next.stream()
                    .map(dispatch -> new Deliveries.Settlement(dispatch, new Outcome.Accepted("250 ok")))
                    .toList());
        }
        return settled;
    }

    private void addReader(String code, String address) {
        var units = node.getBean(Directory.class);
        var unit = units.tree().unit(code).orElseThrow();
        units.save(List.of(ChangedUnit.of(unit)
                .reachedAt(List.of(unit.emails().get(0), address))
                .unit()));
    }

    private static List<String> told(List<Notice> notices) {
        return notices.stream()
                .flatMap(notice -> notice.lines().stream()
                        .map(line -> String.join(
                                " ",
                                notice.recipient(),
                                line.step(),
                                line.kind().name(),
                                line.level().name())))
                .toList();
    }

    private List<String> fates(String task) {
        return node.getBean(Notices.class).steps(task).stream()
                .map(step -> step.step() + " " + step.recipient() + " " + step.fate()
                        + (step.reason() == null ? "" : " " + ReasonWords.english(step.reason())))
                .toList();
    }

    private static void patiently(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
