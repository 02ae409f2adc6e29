package org.duban.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.duban.fate.Fate;
import org.duban.fate.FateReason;
import org.duban.fate.StepMove;
import org.duban.notice.NoticeState;
import org.duban.reasons.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TimelinesTests {

    private static final String ASSIGNED = "2026-11-23T02:00:00Z";

    @Test
    void saysWhatBecameOfANoticeAndWhen() {
        var line = Story.assigned(ASSIGNED, "2026-12-31")
                .told("assigned", ASSIGNED, "education", 1, NoticeState.ACCEPTED, "2026-11-23T02:00:04Z", "250 ok")
                .at("2026-11-23T03:00:00Z");

        assertThat(line.steps().get(0).why())
                .isEqualTo(
                        "told in notice 00000000-0000-0000-0000-000000000001, accepted by the mail server at 10:00:04");
    }

    @Test
    void saysWithHowManyOthersAStepWasMerged() {
        var line = Story.assigned(ASSIGNED, "2026-12-31")
                .told("assigned", ASSIGNED, "education", 12, NoticeState.ACCEPTED, "2026-11-24T02:00:04Z", "250 ok")
                .at("2026-11-25T03:00:00Z");

        assertThat(line.steps().get(0).why())
                .isEqualTo("merged into notice 00000000-0000-0000-0000-000000000001 with 11 other items,"
                        + " accepted by the mail server at Tue 2026-11-24 10:00:04");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DEFERRED      | 450 busy       | not accepted yet, next attempt at 10:05:00: 450 busy
            REFUSED       | 550 no mailbox | refused by the mail server: 550 no mailbox
            UNKNOWN       | timed out      | handed to the mail server, whose answer was lost; the same mail goes again at 10:05:00
            UNDELIVERABLE | 450 busy       | given up after 3 attempts: 450 busy
            """)
    void saysWhyANoticeHasNotArrived(NoticeState state, String reply, String words) {
        var line = Story.assigned(ASSIGNED, "2026-12-31")
                .told("assigned", ASSIGNED, "education", 1, state, "2026-11-23T02:05:00Z", reply)
                .at("2026-11-23T03:00:00Z");

        assertThat(line.steps().get(0).why()).endsWith(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SUPERSEDED    | SUPERSEDED             | overdue-2              | superseded by overdue-2                          | 同时到期的二次催办更为紧要，只发二次催办
            HELD          | HELD                   | 2026-12-01T02:00:00Z; flood | held until 2026-12-01T02:00:00Z: flood      | 挂起至2026-12-01（周二）10:00:00：flood
            HELD          | HELD_ON_WITHOUT_REASON |                        | held until further notice                        | 挂起至另行通知
            UNDELIVERABLE | TOLD_INSTEAD           | office                 | no reachable address; told office instead        | 没有可用的邮箱地址，已改发office
            UNDELIVERABLE | REFUSED_TOLD_INSTEAD   | 550 no mailbox; office | 550 no mailbox; told office instead              | 550 no mailbox；已改发office
            MOOT          | SIGNED                 |                        | no longer held when it was to be sent: signed for | 发送时已不成立：已签收
            MOOT          | NEVER_TOLD             |                        | had not been told of the task before            | 此前未收到该事项的通知
            MOOT          | DEADLINE_KNOWN         |                        | had been told this deadline before              | 此前已知该办结时限
            MOOT          | NO_UNIT_ANY_MORE       | education              | not told: education is no unit any more         | 未发送：单位education已不存在
            MOOT          | HAS_IT_AGAIN           | education              | no longer held when it was to be sent: education has the task again | 发送时已不成立：education又承办该事项
            """)
    void saysEveryFateInChineseToo(Fate fate, FateReason code, String arguments, String english, String words) {
        var cause = code.with(arguments == null ? new Object[0] : arguments.split("; "));
        var line = Story.assigned(ASSIGNED, "2026-12-31")
                .fell("one-day", "2026-11-24T01:30:00Z", "education", fate, cause)
                .at("2026-11-24T03:00:00Z", Locale.CHINESE);

        assertThat(line.steps().get(0).why()).isEqualTo(words);
        assertThat(line.steps().get(0).reason()).isEqualTo(english);
        assertThat(line.steps().get(0).cause()).isEqualTo(cause);
    }

    @Test
    void saysWhatMovedAStep() {
        var why = List.of(new Reason("HOLIDAY", List.of("国庆节", "National Day")));
        var moved = new StepMove(LocalDate.of(2026, 10, 3), why);
        var story = Story.assigned("2026-09-21T02:00:00Z", "2026-10-08")
                .moved("three-days", "2026-09-30T01:30:00Z", "education", moved);

        assertThat(story.at("2026-10-01T00:00:00Z").steps().get(0).day().moved())
                .isEqualTo("from Sat 2026-10-03: National Day");
        assertThat(story.at("2026-10-01T00:00:00Z", Locale.CHINESE)
                        .steps()
                        .get(0)
                        .day()
                        .moved())
                .isEqualTo("原定2026-10-03（周六），适逢国庆节放假");
        assertThat(story.at("2026-10-01T00:00:00Z").steps().get(0).day().movedCauses())
                .isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({"zh, 交办, 未签收催办, 延期待答复", "en, Assignment, Not signed for, Extension undecided"})
    void callsStepsWhatTheirReaderCallsThem(String lang, String told, String toCome, String implied) {
        var timeline = Story.assigned(ASSIGNED, "2026-12-31")
                .then("extension-requested", "2026-11-23T02:30:00Z", "{'deadline': '2027-01-15', 'reason': 'snow'}")
                .told("assigned", ASSIGNED, "education", 1, NoticeState.ACCEPTED, "2026-11-23T02:00:04Z", "250 ok")
                .at("2026-11-23T03:00:00Z", Locale.forLanguageTag(lang));

        assertThat(timeline.steps().get(0).label()).isEqualTo(told);
        assertThat(timeline.stepsToCome())
                .extracting(TaskTimeline.StepToCome::label)
                .contains(toCome, implied)
                .doesNotContain("unreceived", "undecided", "overdue-2");
    }

    @Test
    void writesStepsFlat() {
        var story = Story.assigned(ASSIGNED, "2026-12-31")
                .told("assigned", ASSIGNED, "education", 1, NoticeState.ACCEPTED, "2026-11-23T02:00:04Z", "250 ok")
                .at("2026-11-23T03:00:00Z");
        var json = new JsonMapper();

        assertThat(json.<JsonNode>valueToTree(story.steps().get(0)).propertyNames())
                .containsExactly(
                        ("taskId revision step label stepAt local audience recipient name address forUnit kind level fate reason"
                                        + " cause why moved movedCauses calendarDays noticeId noticeState")
                                .split(" "));
        assertThat(json.<JsonNode>valueToTree(story.stepsToCome().get(0)).propertyNames())
                .containsExactly(
                        ("step label at local audience units kind level movedFrom moved movedCauses calendarDays held heldCause"
                                        + " condition unconfirmed readers")
                                .split(" "));
    }

    @Test
    void saysWhichStepsLayInThePastAtTheAssignment() {
        var line = Story.assigned(ASSIGNED, "2026-11-26").at("2026-11-23T03:00:00Z");

        assertThat(untold(line))
                .contains("seven-days lead: lay in the past when the ledger learned of this: assigned,"
                        + " Mon 2026-11-23 10:00:00");
    }

    @Test
    void saysWhichStepsLayInThePastWhenTheDeadlineChanged() {
        var line = Story.assigned(ASSIGNED, "2026-12-31")
                .then("amended", "2026-11-24T00:00:00Z", "{'deadline': '2026-11-26'}")
                .at("2026-11-24T00:30:00Z");

        assertThat(untold(line))
                .contains("three-days lead: lay in the past when the ledger learned of this: amended,"
                        + " Tue 2026-11-24 08:00:00");
    }

    @Test
    void saysThatAReceiptHadBeenGiven() {
        var line = Story.assigned(ASSIGNED, "2026-12-31")
                .then("received", "2026-11-23T03:00:00Z")
                .at("2026-11-25T03:00:00Z");

        assertThat(untold(line))
                .containsSubsequence(
                        "unreceived lead: had been signed for", "unreceived-office lead: had been signed for");
    }

    @Test
    void saysThatTheTaskWasReportedComplete() {
        var line = Story.assigned(ASSIGNED, "2026-12-01")
                .then("received", "2026-11-23T03:00:00Z")
                .then("submitted", "2026-11-24T03:00:00Z")
                .then("returned", "2026-11-30T03:00:00Z", "{'reason': 'not done'}")
                .at("2026-11-30T04:00:00Z");

        assertThat(untold(line))
                .contains("three-days lead: the task had been reported complete and waited for its review");
    }

    @Test
    void saysThatTheTaskWasClosed() {
        var line = Story.assigned(ASSIGNED, "2026-11-30")
                .then("struck-off", "2026-11-24T03:00:00Z")
                .at("2026-12-10T00:00:00Z");

        assertThat(untold(line))
                .contains("overdue office: the task had been closed: struck off, Tue 2026-11-24 11:00:00");
        assertThat(line.nothingToCome()).isEqualTo("the task is closed: struck off, Tue 2026-11-24 11:00:00");
    }

    @Test
    void saysOfAReopenedTaskWhatLayInTheTimeInWhichItWasClosed() {
        var line = Story.assigned(ASSIGNED, "2026-11-30")
                .then("struck-off", "2026-11-24T03:00:00Z")
                .then("reopened", "2026-11-28T03:00:00Z", "{'reason': 'by mistake'}")
                .at("2026-11-28T03:00:00Z");

        assertThat(line.events()).extracting(TaskTimeline.Event::what).endsWith("struck off", "reopened");
        assertThat(untold(line))
                .contains("three-days lead: the task had been closed: struck off, Tue 2026-11-24 11:00:00");
        assertThat(line.nothingToCome()).isNull();
    }

    @Test
    void saysThatAStepIsDueAndBeingTold() {
        var line = Story.assigned(ASSIGNED, "2026-12-31").stillDue().at(ASSIGNED);

        assertThat(untold(line)).contains("assigned lead: is due and is being told");
    }

    @Test
    void saysThatAnEventOvertookAStep() {
        var line = Story.assigned(ASSIGNED, "2026-11-30")
                .then("struck-off", "2026-12-02T03:00:00Z")
                .at("2026-12-03T00:00:00Z");

        assertThat(untold(line))
                .contains("overdue lead: was still to be told when the ledger learned of this, which changed the plan:"
                        + " struck off, Wed 2026-12-02 11:00:00");
    }

    @Test
    void namesTheEventThatOvertookAStepAmongThoseLearnedTogether() {
        var line = Story.assigned(ASSIGNED, "2026-11-30")
                .then("received", ASSIGNED)
                .then("withdrawn", ASSIGNED)
                .at("2026-11-23T03:00:00Z");

        assertThat(untold(line))
                .contains("assigned lead: was still to be told when the ledger learned of this, which changed the plan:"
                        + " withdrawn, Mon 2026-11-23 10:00:00");
    }

    @Test
    void saysThatRepetitionsOfAnOutageWereToldOnce() {
        var line = Story.assigned(ASSIGNED, "2026-11-24")
                .fell("overdue-3", "2026-12-15T01:30:00Z", "education", Fate.TOLD, null)
                .at("2026-12-16T00:00:00Z");

        assertThat(untold(line))
                .contains("overdue-3 lead: fell due while nothing could be told; told once, with its last repetition");
    }

    @Test
    void hasAnAnswerForEveryStepWhoseTimeHasCome() {
        var line = Story.assigned(ASSIGNED, "2026-12-01")
                .then("received", "2026-11-24T03:00:00Z")
                .then("held", "2026-11-25T03:00:00Z", "{'reason': 'flood'}")
                .then("resumed", "2026-11-30T03:00:00Z")
                .then("submitted", "2026-12-01T03:00:00Z")
                .at("2026-12-30T00:00:00Z");

        assertThat(line.notTold())
                .extracting(TaskTimeline.NotTold::step)
                .contains("unreceived", "seven-days", "three-days", "one-day", "overdue", "overdue-2", "overdue-3");
    }

    @Test
    void saysWhatIsToCome() {
        var line = Story.assigned(ASSIGNED, "2026-12-31").at("2026-12-29T00:00:00Z");

        var next = line.stepsToCome().get(0);
        assertThat(next.step() + " " + next.local()).isEqualTo("one-day 2026-12-30T09:30:00+08:00 Wednesday");
        assertThat(next.readers())
                .extracting(reader -> reader.name() + " " + reader.addresses())
                .containsExactly("County Education Bureau [education@duban.example]");
        assertThat(line.nothingToCome()).isNull();
    }

    @Test
    void saysWhatWillBeHeld() {
        var line = Story.assigned(ASSIGNED, "2026-12-31")
                .then("held", "2026-11-23T03:00:00Z", "{'reason': 'flood', 'until': '2026-12-29T02:00:00Z'}")
                .at("2026-12-20T00:00:00Z");

        assertThat(line.stepsToCome())
                .filteredOn(step -> step.audience().equals("lead"))
                .extracting(step -> step.step() + " " + step.held())
                .startsWith(
                        "seven-days held until Tue 2026-12-29 10:00:00: flood",
                        "three-days held until Tue 2026-12-29 10:00:00: flood",
                        "one-day null");
    }

    private static List<String> untold(TaskTimeline line) {
        return line.notTold().stream()
                .map(step -> step.step() + " " + step.audience() + ": " + step.why())
                .toList();
    }
}
