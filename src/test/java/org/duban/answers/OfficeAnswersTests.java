package org.duban.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerLinks;
import org.duban.answers.links.SignedLinks;
import org.duban.content.Notice;
import org.duban.ledger.TaskLedger;
import org.duban.task.LedgerEntry;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** An office that acts on its own, by what its escalation leads to: nobody has asked it for anything. */
class OfficeAnswersTests {

    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse("2026-11-23T02:00:00Z", "duban.roles=intake,clock,desk");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final MailedNotices mailed = new MailedNotices(house, node);
    private final PageReader reader = new PageReader(node);

    private Notice escalation;

    @BeforeEach
    void escalates() {
        escalation = escalated("county-office", "T-1", "education");
    }

    @Test
    void strikesOffWhatItHasVerifiedItselfThoughNobodyHasReported() {
        var link = link(Answer.VERIFIED);

        var page = reader.get(link);
        var form = Map.of("form", PageReader.copy(page), "note", "Seen on site");
        var pressed = reader.post(link, form);
        awaitEvents("T-1", 2);
        var again = reader.post(link, form);

        assertThat(page.body()).contains("whether it was reported complete or not", "Repair the roof", "T-1");
        assertThat(pressed.statusCode()).isEqualTo(303);
        assertThat(reader.get(reader.at(pressed)).body()).contains("Recorded", "All that can be done with this task");
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(pressed.headers().firstValue("Location"));
        assertThat(task("T-1").status()).isEqualTo(TaskStatus.STRUCK_OFF);
        assertThat(last("T-1").data()).contains("\"by\": \"county-office\"", "Seen on site", id());
        assertThat(events("T-1")).isEqualTo(2);
        assertThat(reader.get(link).body()).contains("This task is closed");
        assertThat(reader.get(page("T-1")).body())
                .contains(
                        "This task is closed", "If it was closed by mistake, County Office may reopen it.", "REOPENED-")
                .doesNotContain("VERIFIED-", "HANDED_OVER-", "mailto:");
    }

    /** By the same link, and by that of the letter that told the closure. */
    @Test
    void reopensWhatItStruckOffByMistakeAndClosesItAgain() {
        act(Answer.VERIFIED, Map.of(), 2);
        var closure = mailed.to("county-office");
        var unreasoned = reader.press(link(Answer.REOPENED), Map.of("reason", " "));
        act(Answer.REOPENED, Map.of("reason", "The wrong row"), 3);
        var again = reader.press(link(Answer.REOPENED), Map.of("reason", "Twice"));
        var told = reader.get(reader.here(node.getBean(SignedLinks.class).taskPath(closure.id(), "T-1")));

        assertThat(closure.lines().get(0).closes()).isTrue();
        assertThat(unreasoned.statusCode()).isEqualTo(422);
        assertThat(unreasoned.body()).contains("Please fill this in.", "Why it is open again");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("This task is open");
        assertThat(task("T-1").status()).isEqualTo(TaskStatus.ASSIGNED);
        assertThat(last("T-1").data()).contains("\"by\": \"county-office\"", "The wrong row");
        assertThat(told.body()).contains("VERIFIED-", "HANDED_OVER-").doesNotContain("REOPENED-");
        var back = mailed.to("education").lines().stream()
                .filter(line -> line.step().equals("reopened"))
                .findFirst()
                .orElseThrow();
        assertThat(back.task().reason()).isEqualTo("The wrong row");
        assertThat(back.task().calendarSequence())
                .isGreaterThan(closure.lines().get(0).task().calendarSequence());
        act(Answer.VERIFIED, Map.of(), 4);
        assertThat(task("T-1").status()).isEqualTo(TaskStatus.STRUCK_OFF);
    }

    /** Whatever the unit had reported, it is done. */
    @Test
    void saysNothingOfProgressOnceItIsStruckOff() {
        house.event("duban.task.progressed", "T-1", Map.of("percent", 60));
        awaitEvents("T-1", 2);
        var before = reader.get(page("T-1")).body();

        act(Answer.VERIFIED, Map.of(), 3);

        assertThat(before).contains("<dd>60%</dd>");
        assertThat(reader.get(page("T-1")).body()).contains("Struck off").doesNotContain("60%");
    }

    @Test
    void tellsOtherProgramsAndTheAuditTrailWhichOfficeActed() {
        reader.press(link(Answer.HELD), Map.of("reason", "Waiting for the province"));

        assertThat(house.sql()
                        .sql("select actor || ' ' || act || ' ' || subject from audit order by seq desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("county-office NOTICE_ANSWERED T-1");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(house.records("receipts"))
                        .singleElement()
                        .asString()
                        .contains("ce_type=duban.notice.acted-on", "duban.task.held", "\"task\":\"T-1\"", id()));
    }

    @Test
    void writesToTheUnitUnderTheNumberOfTheTask() {
        house.sql()
                .sql("update task set number = 'GZ 2026 no. 7' where id = 'T-1'")
                .update();

        assertThat(reader.get(page("T-1")).body())
                .contains("Repair%20the%20roof%20%28number%20GZ%202026%20no.%207%29")
                .doesNotContain("%28number%20T-1");
    }

    @Test
    void findsAllThatItMayDoOnOnePageAsOftenAsItLikes() {
        var before = reader.get(page("T-1"));
        act(Answer.HELD, Map.of("reason", "Storm", "until", "2026-12-01"), 2);
        var held = reader.get(page("T-1"));
        act(Answer.RESUMED, Map.of(), 3);
        act(Answer.TIME_GIVEN, Map.of("deadline", "2026-12-10", "reason", "Storm"), 4);
        act(Answer.TIME_GIVEN, Map.of("deadline", "2026-12-20", "reason", "Storm again"), 5);
        act(Answer.HELD, Map.of("reason", "Another storm"), 6);

        assertThat(before.body())
                .contains(
                        "County Office is in charge of this task", "Strike off", "Give more time", "Hold", "Hand over")
                .contains("Also told", "mailto:education@duban.example?subject=Task%3A%20Repair%20the%20roof")
                .contains("T-1", "&amp;reply-to=county-office@duban.example")
                .doesNotContain("Lift the hold", "Return for rework", "Decline");
        assertThat(held.body()).contains("Lift the hold", "Until Tuesday, 1 December 2026, 18:00", "Storm");
        assertThat(task("T-1").hold().until()).isNull();
        assertThat(task("T-1").hold().reason()).isEqualTo("Another storm");
        assertThat(task("T-1").deadline().date()).hasToString("2026-12-20");
        assertThat(task("T-1").earlierDeadlines()).containsExactly("2026-11-24", "2026-12-10");
        assertThat(task("T-1").decision().reason()).isEqualTo("Storm again");
    }

    @Test
    void decidesOnWhatHasBeenReportedAndAskedForSince() {
        house.event("duban.task.submitted", "T-1", Map.of("by", "education", "note", "Both wings are done"));
        awaitEvents("T-1", 2);
        var reported = reader.get(page("T-1"));
        act(Answer.SENT_BACK, Map.of("reason", "One wing leaks", "deadline", "2026-12-02"), 3);
        house.event(
                "duban.task.extension-requested",
                "T-1",
                Map.of("deadline", "2026-12-12", "reason", "Rain", "by", "education"));
        awaitEvents("T-1", 4);
        var asked = reader.get(page("T-1"));
        act(Answer.REQUEST_DECLINED, Map.of("reason", "No"), 5);

        assertThat(reported.body())
                .contains("Both wings are done", "Return for rework")
                .doesNotContain("Decline");
        assertThat(asked.body()).contains("Rain", "value=\"2026-12-12\"", "Decline the extension");
        assertThat(task("T-1").status()).isEqualTo(TaskStatus.RETURNED);
        assertThat(task("T-1").request()).isNull();
    }

    @Test
    void handsTheTaskToAnotherUnitOfItsTree() {
        var page = reader.get(page("T-1"));
        act(Answer.HANDED_OVER, Map.of("unit", "health"), 2);
        act(Answer.HANDED_OVER, Map.of("unit", "县交通运输局"), 3);

        assertThat(page.body())
                .contains("<optgroup label=\"County Office\">", "County Health Commission (health)")
                .doesNotContain("value=\"education\"", "value=\"city-office\"");
        assertThat(task("T-1").leadUnit()).isEqualTo("roads");
        assertThat(task("T-1").decision().reason()).isNull();
        assertThat(reader.get(page("T-1")).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsBothUnitsWhyTheTaskIsHandedOver() {
        act(Answer.HANDED_OVER, Map.of("unit", "health", "reason", "The clinic is theirs"), 2);

        var told = mailed.claimed();

        assertThat(told)
                .extracting(notice -> notice.recipient() + " "
                        + notice.lines().get(0).step() + ": "
                        + notice.lines().get(0).task().reason())
                .contains("health assigned: The clinic is theirs", "education taken-off: The clinic is theirs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TIME_GIVEN  | deadline | 2026-11-24   | Choose a day after the present deadline.
            TIME_GIVEN  | deadline | 2025-12-24   | Choose a day after the present deadline.
            TIME_GIVEN  | deadline | 2062-12-24   | more than ten years ahead
            TIME_GIVEN  | deadline | soon         | Write a date such as 2026-12-31.
            TIME_GIVEN  | reason   | ''           | Please fill this in.
            HELD        | until    | 2026-11-25   | Choose a day that is still to come.
            HELD        | until    | 2036-11-25   | more than ten years ahead
            HELD        | until    | 2026-02-30   | Write a date such as 2026-12-31.
            HELD        | reason   | ''           | Please fill this in.
            HANDED_OVER | unit     | ''           | Please fill this in.
            HANDED_OVER | unit     | Water Works  | No unit has this name or code.
            HANDED_OVER | unit     | education    | This unit leads the task already.
            HANDED_OVER | unit     | group        | Choose a unit below your own.
            HANDED_OVER | unit     | 市领导小组办公室 | Choose a unit below your own.
            """)
    void marksWhatTheLedgerWouldNotTake(Answer answer, String field, String value, String mistake) {
        var values = new java.util.HashMap<>(Map.of("reason", "Storm", "deadline", "2026-12-10"));
        values.put(field, value);

        var page = reader.press(link(answer), values);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("Not sent yet", mistake);
        assertThat(events("T-1")).isEqualTo(1);
    }

    @Test
    void decidesOnNothingThatItHasNotRead() {
        var link = link(Answer.VERIFIED);
        var form = PageReader.copy(reader.get(link));
        house.event("duban.task.progressed", "T-1", Map.of("by", "education", "note", "The roof has fallen in"));
        awaitEvents("T-1", 2);

        var stale = reader.post(link, Map.of("form", form, "note", "All well"));
        var blind = reader.post(link, Map.of());

        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("Please look again", "All well");
        assertThat(blind.statusCode()).isEqualTo(422);
        assertThat(events("T-1")).isEqualTo(2);
        assertThat(reader.press(link, Map.of()).statusCode()).isEqualTo(303);
        awaitEvents("T-1", 3);
    }

    @Test
    void saysWhoMayOnceItIsNotAboveTheLeadUnitAnyMore() {
        house.event("duban.task.amended", "T-1", Map.of("leadUnit", "city-office", "by", "group"));
        awaitEvents("T-1", 2);

        var page = reader.get(page("T-1"));
        var pressed = reader.post(link(Answer.VERIFIED), Map.of("form", "r2"));

        assertThat(List.of(page.statusCode(), pressed.statusCode())).containsOnly(409);
        for (var answer : List.of(page, pressed)) {
            assertThat(answer.body())
                    .contains("Another unit is in charge now", "It is for Leading Group to do this now")
                    .doesNotContain("<form", "mailto:");
        }
        assertThat(events("T-1")).isEqualTo(2);
    }

    @Test
    void endsWithTheLinksOfItsNotice() {
        house.at("2027-03-01T02:00:00Z");

        assertThat(reader.get(page("T-1")).statusCode()).isEqualTo(410);
        assertThat(reader.get(page("T-1")).body())
                .contains("This link has expired")
                .doesNotContain("<form");
        assertThat(reader.get(link(Answer.VERIFIED)).statusCode()).isEqualTo(410);
    }

    /** What an office leads itself is for the office above. */
    @Test
    void decidesOnNothingThatItLeadsItself() {
        var above = escalated("city-office", "T-2", "county-office");
        var own = reader.here(node.getBean(SignedLinks.class).path(Answer.VERIFIED, above.id(), "T-2"));

        reader.press(own, Map.of("note", "已到现场核实"));
        awaitEvents("T-2", 2);

        assertThat(escalation.recipient()).isEqualTo("county-office");
        assertThat(above.lines().get(0).task().inCharge()).isTrue();
        assertThat(task("T-2").status()).isEqualTo(TaskStatus.STRUCK_OFF);
        assertThat(last("T-2").data()).contains("\"by\": \"city-office\"");
    }

    @Test
    void goesFromTheListOfItsLetterToEachTaskAndBack() {
        house.at("2026-11-23T02:00:00Z");
        List.of("T-3", "T-4").forEach(task -> assign(task, "education"));
        house.at("2026-11-25T03:00:00Z");
        escalation = mailed.to("county-office");
        var all = reader.here(
                node.getBean(AnswerLinks.class).ofAll(escalation).orElseThrow().getPath());
        var page = URI.create(page("T-3") + "?of=" + all.getPath().replaceFirst(".*/", ""));

        var list = reader.get(all);
        var acts = reader.get(page);
        var pressed =
                reader.press(URI.create(reader.here(action(acts, "VERIFIED")).toString()), Map.of("note", "Seen"));
        awaitEvents("T-3", 2);

        assertThat(list.body())
                .contains("Act on this task", page.getPath() + "?of=")
                .doesNotContain("Give more time");
        assertThat(acts.body()).contains("Back to all tasks of this notice", "href=\"" + all.getPath() + "\"");
        assertThat(reader.get(reader.at(pressed)).body()).contains("href=\"" + page.getPath() + "?of=");
        assertThat(reader.get(all).body()).contains("This task is closed", "Act on this task");
    }

    @Test
    void opensNoPageForAForgedOrForeignToken() {
        var page = page("T-1").toString();
        var act = link(Answer.VERIFIED).getPath();

        assertThat(page).matches(".*/answers/task/[A-Za-z0-9_-]{56}");
        assertThat(List.of(
                        reader.get(URI.create(page.substring(0, page.length() - 1)))
                                .statusCode(),
                        reader.get(URI.create(page.replace("/task/", "/"))).statusCode(),
                        reader.get(URI.create(page.replace("/task/", "/all/"))).statusCode(),
                        reader.get(reader.here(act.replace("/answers/", "/answers/task/")))
                                .statusCode(),
                        reader.get(page("T-9")).statusCode()))
                .containsOnly(404);
    }

    /** Assigned for the next day, and a day late. */
    private Notice escalated(String office, String task, String lead) {
        house.at("2026-11-23T02:00:00Z");
        assign(task, lead);
        house.at("2026-11-25T02:00:00Z");
        return mailed.to(office);
    }

    private void assign(String task, String lead) {
        house.event(
                "duban.task.assigned",
                task,
                Map.of("title", "Repair the roof", "leadUnit", lead, "deadline", "2026-11-24", "policy", "standard"));
        awaitEvents(task, 1);
    }

    private void act(Answer answer, Map<String, String> values, int eventsThen) {
        assertThat(reader.press(link(answer), values).statusCode())
                .as(answer.name())
                .isEqualTo(303);
        awaitEvents("T-1", eventsThen);
    }

    private URI link(Answer answer) {
        return reader.here(node.getBean(SignedLinks.class).path(answer, escalation.id(), "T-1"));
    }

    private URI page(String task) {
        return reader.here(node.getBean(SignedLinks.class).taskPath(escalation.id(), task));
    }

    /** Where the page lets the form of an act go. */
    private static String action(HttpResponse<String> page, String act) {
        var before = page.body().substring(0, page.body().indexOf("id=\"" + act + "-"));
        return before.substring(before.lastIndexOf("action=\"") + 8).replaceFirst("\".*(?s).*", "");
    }

    private String id() {
        return escalation.id().toString();
    }

    private Task task(String id) {
        return node.getBean(TaskLedger.class).task(id).orElseThrow();
    }

    private LedgerEntry last(String task) {
        var history = node.getBean(TaskLedger.class).history(task);
        return history.get(history.size() - 1);
    }

    private int events(String task) {
        return node.getBean(TaskLedger.class).history(task).size();
    }

    private void awaitEvents(String task, int number) {
        await().atMost(Duration.ofSeconds(60)).until(() -> events(task) == number);
    }
}
