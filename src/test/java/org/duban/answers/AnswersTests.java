package org.duban.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerGrant;
import org.duban.answers.links.AnswerLinks;
import org.duban.answers.links.SignedLinks;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.ledger.TaskLedger;
import org.duban.task.Reports;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Readers who answer by the links in their notices, through a browser that follows no redirect by itself. */
class AnswersTests {

    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse("2026-11-23T02:00:00Z", "duban.roles=intake,clock,desk");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final MailedNotices mailed = new MailedNotices(house, node);
    private final PageReader reader = new PageReader(node);

    @Test
    void showsWhatAnAnswerWillDoAndChangesNothing() {
        assign("T-1", "education");
        var link = link(mailed.to("education"), Answer.RECEIVED);

        var page = get(link);
        send(HttpRequest.newBuilder(link).method("HEAD", BodyPublishers.noBody()));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("lang=\"zh-CN\"", "签收督办事项", "Repair the roof", "请县教育局确认已收到本督办事项");
        assertThat(page.headers().map())
                .containsEntry("Referrer-Policy", java.util.List.of("no-referrer"))
                .containsEntry("Cache-Control", java.util.List.of("no-store"));
        assertThat(events("T-1")).isEqualTo(1);
    }

    @Test
    void signsForTheUnitThatWasToldAndOnlyOnce() {
        assign("T-1", "education");
        var link = link(mailed.to("education"), Answer.RECEIVED);

        var first = press(link, Map.of("note", "收到"));
        awaitEvents("T-1", 2);
        var second = press(link, Map.of());

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(task("T-1").reports().receivedBy()).containsExactly("education");
        assertThat(get(URI.create(link + "?given=" + given(first))).body()).contains("已记入台账");
        assertThat(second.body()).contains("此前已提交");
        assertThat(events("T-1")).isEqualTo(2);
    }

    @Test
    void takesProgressAsOftenAsItIsReportedButEachFormOnce() {
        assign("T-1", "education");
        var link = link(mailed.to("education"), Answer.PROGRESSED);
        var form = copy(get(link));

        post(link, Map.of("form", form, "percent", "40"));
        post(link, Map.of("form", form, "percent", "40"));
        awaitEvents("T-1", 2);
        press(link, Map.of("percent", "60", "note", "主体完工"));
        awaitEvents("T-1", 3);

        assertThat(task("T-1").reports().percent()).isEqualTo(60);
    }

    @Test
    void namesWhatIsWrongInTheReadersLanguageAndKeepsWhatWasWritten() {
        assign("T-1", "education");
        var notice = mailed.to("education");

        var percent = press(link(notice, Answer.PROGRESSED), Map.of("percent", "101", "note", "<b>近完工</b>"));
        var date = press(link(notice, Answer.EXTENSION_REQUESTED), Map.of("deadline", "2026-11-30", "reason", " "));
        var evidence = press(link(notice, Answer.SUBMITTED), Map.of("evidence", "javascript:alert(1)"));

        assertThat(percent.statusCode()).isEqualTo(422);
        assertThat(percent.body()).contains("请填写 0 到 100 之间的整数", "value=\"101\"", "&lt;b&gt;近完工&lt;/b&gt;");
        assertThat(date.body()).contains("请选择晚于现时限的日期", "请填写此项");
        assertThat(evidence.body()).contains("每行填写一个以 https:// 开头的链接");
        assertThat(events("T-1")).isEqualTo(1);
    }

    @Test
    void letsTheOfficeDecideOnTheExtensionThatAUnitAsksFor() {
        assign("T-1", "education");
        var notice = mailed.to("education");
        press(link(notice, Answer.EXTENSION_REQUESTED), Map.of("deadline", "2026-12-20", "reason", "Storm damage"));
        awaitEvents("T-1", 2);
        var review = mailed.to("county-office");

        var page = get(link(review, Answer.EXTENSION_GRANTED));
        press(link(review, Answer.EXTENSION_GRANTED), Map.of("deadline", "2026-12-20"));
        awaitEvents("T-1", 3);

        assertThat(page.body()).contains("Grant the extension", "Storm damage", "value=\"2026-12-20\"");
        assertThat(task("T-1").deadline().date()).hasToString("2026-12-20");
        assertThat(get(link(review, Answer.EXTENSION_DECLINED)).body())
                .contains("There is nothing to decide here any more");
        assertThat(get(link(review, Answer.EXTENSION_DECLINED)).statusCode()).isEqualTo(409);
    }

    @Test
    void letsTheOfficeReturnAReportAndStrikeTheNextOneOff() {
        assign("T-1", "education");
        press(link(mailed.to("education"), Answer.SUBMITTED), Map.of("evidence", "https://example.org/photo"));
        awaitEvents("T-1", 2);
        house.at("2026-11-27T02:00:00Z");
        var first = review();
        press(link(first, Answer.RETURNED), Map.of("reason", "The photo shows another roof"));
        awaitEvents("T-1", 3);
        house.event("duban.task.submitted", "T-1", Map.of("by", "education"));
        awaitEvents("T-1", 4);

        var old = press(link(first, Answer.STRUCK_OFF), Map.of());
        house.at("2026-12-02T02:00:00Z");
        press(link(review(), Answer.STRUCK_OFF), Map.of());
        awaitEvents("T-1", 5);

        assertThat(old.statusCode()).isEqualTo(409);
        assertThat(task("T-1").status()).isEqualTo(TaskStatus.STRUCK_OFF);
        assertThat(get(link(first, Answer.RETURNED)).body()).contains("Recorded already");
    }

    @Test
    void opensNothingForBrokenExpiredOrOutdatedLinks() {
        assign("T-1", "education");
        var link = link(mailed.to("education"), Answer.SUBMITTED);

        var broken = get(URI.create(link.toString().substring(0, link.toString().length() - 3)));
        house.event("duban.task.amended", "T-1", Map.of("leadUnit", "health"));
        awaitEvents("T-1", 2);
        var foreign = press(link, Map.of());
        house.at("2027-03-01T02:00:00Z");
        var expired = press(link, Map.of());

        assertThat(broken.statusCode()).isEqualTo(404);
        assertThat(foreign.statusCode()).isEqualTo(409);
        assertThat(foreign.body()).contains("责任单位已变更");
        assertThat(expired.statusCode()).isEqualTo(410);
        assertThat(events("T-1")).isEqualTo(2);
    }

    @Test
    void showsTheOfficeWhatTheUnitReported() {
        house.event(
                "duban.task.assigned",
                "T-1",
                Map.of(
                        "title", "Repair the roof",
                        "description", "Both wings, before the snow.",
                        "leadUnit", "education",
                        "deadline", "2026-12-15",
                        "policy", "reviewed"));
        awaitEvents("T-1", 1);
        var notice = mailed.to("education");
        press(link(notice, Answer.PROGRESSED), Map.of("percent", "60"));
        awaitEvents("T-1", 2);
        press(
                link(notice, Answer.SUBMITTED),
                Map.of("note", "两翼均已修好", "evidence", "https://example.org/photo?a=1&b=2"));
        awaitEvents("T-1", 3);
        house.at("2026-11-27T02:00:00Z");
        var review = review();

        for (var decision : List.of(Answer.STRUCK_OFF, Answer.RETURNED)) {
            assertThat(get(link(review, decision)).body())
                    .contains("两翼均已修好", "href=\"https://example.org/photo?a=1&amp;b=2\"")
                    .contains("100% (reported complete; 60% before)", "Both wings, before the snow.");
        }
        assertThat(review.lines().get(0).task().completion().note()).isEqualTo("两翼均已修好");
        assertThat(review.lines().get(0).task().description()).isEqualTo("Both wings, before the snow.");
        press(link(review, Answer.RETURNED), Map.of("reason", "photos"));
        awaitEvents("T-1", 4);
        assertThat(task("T-1").reports().completion()).isNull();
        assertThat(task("T-1").reports().percent()).isEqualTo(60);
    }

    @Test
    void letsNoOfficeMoveADeadlineBackBySlip() {
        assign("T-1", "education");
        press(
                link(mailed.to("education"), Answer.EXTENSION_REQUESTED),
                Map.of("deadline", "2026-12-20", "reason", "Storm"));
        awaitEvents("T-1", 2);
        var grant = link(review(), Answer.EXTENSION_GRANTED);

        for (var slip : java.util.List.of("2026-12-15", "2026-12-10", "2025-12-20")) {
            assertThat(press(grant, Map.of("deadline", slip)).body())
                    .as(slip)
                    .contains("Choose a day after the present deadline.");
        }
        assertThat(press(grant, Map.of("deadline", "2062-12-20")).body()).contains("more than ten years ahead");
        assertThat(press(grant, Map.of("deadline", "2026-12-20")).statusCode()).isEqualTo(303);
        awaitEvents("T-1", 3);
    }

    @Test
    void returnsAReportToADayThatIsStillToCome() {
        assign("T-1", "education");
        press(link(mailed.to("education"), Answer.SUBMITTED), Map.of());
        awaitEvents("T-1", 2);
        house.at("2026-11-27T02:00:00Z");
        var link = link(review(), Answer.RETURNED);

        var past = press(link, Map.of("reason", "photos", "deadline", "2026-11-26"));
        var today = press(link, Map.of("reason", "photos", "deadline", "2026-11-27"));

        assertThat(past.body()).contains("Choose a day that is still to come.");
        assertThat(today.statusCode()).isEqualTo(303);
        awaitEvents("T-1", 3);
    }

    @Test
    void takesTheReportOfWhoLedBeforeForItsOwnPart() {
        assign("T-1", "education");
        var notice = mailed.to("education");
        house.event(
                "duban.task.amended",
                "T-1",
                Map.of("leadUnit", "health", "assistingUnits", java.util.List.of("education"), "by", "county-office"));
        awaitEvents("T-1", 2);

        var page = get(link(notice, Answer.SUBMITTED));
        press(link(notice, Answer.SUBMITTED), Map.of("note", "ours is done"));
        awaitEvents("T-1", 3);

        assertThat(page.body()).contains("所承担部分");
        assertThat(task("T-1").status()).isEqualTo(TaskStatus.ASSIGNED);
        assertThat(task("T-1").reports().assisting())
                .extracting(Reports.Assisting::unit, Reports.Assisting::complete)
                .containsExactly(org.assertj.core.api.Assertions.tuple("education", true));
        var asking =
                press(link(notice, Answer.EXTENSION_REQUESTED), Map.of("deadline", "2026-12-20", "reason", "Storm"));
        assertThat(asking.statusCode()).isEqualTo(409);
        assertThat(asking.body()).contains("此项现由县卫生健康委员会办理");
    }

    @Test
    void showsTheOfficeWhoAskedBeforeTheTaskWasHandedOver() {
        assign("T-1", "education");
        press(
                link(mailed.to("education"), Answer.EXTENSION_REQUESTED),
                Map.of("deadline", "2026-12-20", "reason", "Storm"));
        awaitEvents("T-1", 2);
        var review = review();
        house.event("duban.task.amended", "T-1", Map.of("leadUnit", "health"));
        awaitEvents("T-1", 3);

        var page = get(link(review, Answer.EXTENSION_DECLINED));
        press(link(review, Answer.EXTENSION_DECLINED), Map.of("reason", "no"));
        awaitEvents("T-1", 4);

        assertThat(page.body()).contains("Asked for by", "County Education Bureau", "County Health Commission");
        assertThat(task("T-1").decision().answers()).isEqualTo("education");
    }

    @Test
    void signsForAllTasksOfALetterAtOnce() {
        var tasks = List.of("T-1", "T-2", "督办〔2026〕3号");
        tasks.forEach(task -> assign(task, "education"));
        var page = letterPage(mailed.to("education"));

        var shown = get(page);
        var pressed = press(page, Map.of());
        tasks.forEach(task -> awaitEvents(task, 2));
        var again = press(page, Map.of());

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("lang=\"zh-CN\"", "县教育局：本督办单共3项，可在本页办理3项", "全部签收（3项）", "督办〔2026〕3号");
        assertThat(pressed.statusCode()).isEqualTo(303);
        tasks.forEach(task -> assertThat(task(task).reports().receivedBy()).containsExactly("education"));
        assertThat(get(at(pressed)).body()).contains("已全部签收", "已签收").doesNotContain("<button");
        assertThat(again.statusCode()).isEqualTo(303);
        tasks.forEach(task -> assertThat(events(task)).isEqualTo(2));
    }

    @Test
    void leadsFromTheLetterToEachTaskAndBack() {
        List.of("T-1", "T-2").forEach(task -> assign(task, "education"));
        var notice = mailed.to("education");
        var page = letterPage(notice);
        var own = notice.lines().get(1).taskId();

        var progress = act(get(page), own, Answer.PROGRESSED, notice);
        var reported = press(progress, Map.of("percent", "40"));
        awaitEvents(own, 2);
        var afterwards = get(at(reported));
        var other = get(act(get(page), own, Answer.SUBMITTED, notice));

        assertThat(task(own).reports().percent()).isEqualTo(40);
        assertThat(afterwards.body()).contains("已记入台账", "返回本督办单全部事项", "href=\"" + page.getPath() + "\"");
        assertThat(other.body()).contains("返回本督办单全部事项");
        assertThat(get(page).body()).contains("40%", "签收（1项）");
    }

    @Test
    void letsAnOfficeDecideFromTheListOfItsLetter() {
        List.of("T-1", "T-2").forEach(task -> {
            assign(task, "education");
            house.event("duban.task.submitted", task, Map.of("by", "education"));
            awaitEvents(task, 2);
        });
        house.at("2026-11-27T02:00:00Z");
        var notice = review();
        var page = letterPage(notice);

        press(act(get(page), "T-1", Answer.STRUCK_OFF, notice), Map.of());
        awaitEvents("T-1", 3);

        assertThat(get(page).body())
                .contains("Strike off", "Return for rework", "Struck off", "Recorded already")
                .doesNotContain("Sign for");
    }

    @Test
    void opensNoLetterForAForgedOrForeignToken() {
        List.of("T-1", "T-2").forEach(task -> assign(task, "education"));
        var notice = mailed.to("education");
        var page = letterPage(notice);
        var one = link(notice, Answer.RECEIVED);

        var broken = get(URI.create(page.toString().substring(0, page.toString().length() - 1)));
        var single = get(URI.create(
                page.toString().replaceFirst("all/.*", "all/") + one.getPath().substring(9)));
        var whole = get(URI.create(page.toString().replace("/all/", "/")));
        var blind = post(page, Map.of());

        assertThat(List.of(broken.statusCode(), single.statusCode(), whole.statusCode()))
                .containsOnly(404);
        assertThat(blind.statusCode()).isEqualTo(422);
        assertThat(get(URI.create(one + "?of=" + one.getPath().substring(9))).body())
                .doesNotContain("返回本督办单全部事项");
        assertThat(events("T-1") + events("T-2")).isEqualTo(2);
    }

    /** A link of a mail from before links became short. */
    @Test
    void takesTheLinksThatWereMailedBefore() {
        assign("T-1", "education");
        var notice = mailed.to("education");
        var grant = new AnswerGrant(
                Answer.RECEIVED, "T-1", "education", notice.id(), 1, java.time.Instant.parse("2027-01-01T00:00:00Z"));
        var shorter = link(notice, Answer.RECEIVED);
        var token = node.getBean(SignedLinks.class).seal().token(grant);
        var before = URI.create(shorter.toString().replaceFirst("answers/.*", "answers/") + token);

        press(before, Map.of());
        awaitEvents("T-1", 2);

        assertThat(get(shorter).body()).contains("此前已提交");
        assertThat(events("T-1")).isEqualTo(2);
    }

    @Test
    void actsOnlyThroughItsOwnForm() {
        assign("T-1", "education");
        var link = link(mailed.to("education"), Answer.RECEIVED);

        var blind = post(link, Map.of());

        assertThat(blind.statusCode()).isEqualTo(422);
        assertThat(events("T-1")).isEqualTo(1);
    }

    @Test
    void tellsOtherProgramsAndTheAuditTrailWhoActed() {
        assign("T-1", "education");
        var notice = mailed.to("education");

        press(link(notice, Answer.RECEIVED), Map.of());

        assertThat(house.sql()
                        .sql("select actor || ' ' || act || ' ' || subject from audit order by seq desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("education NOTICE_ANSWERED T-1");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(house.records("receipts"))
                        .singleElement()
                        .asString()
                        .contains("ce_type=duban.notice.acted-on", "duban.task.received", "\"task\":\"T-1\"")
                        .contains(notice.id().toString()));
    }

    private void assign(String task, String unit) {
        house.event(
                "duban.task.assigned",
                task,
                Map.of("title", "Repair the roof", "leadUnit", unit, "deadline", "2026-12-15", "policy", "reviewed"));
        awaitEvents(task, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 2_200_000, 12_000_000})
    void saysThatAFormIsTooLarge(int size) {
        var port = node.getEnvironment().getRequiredProperty("local.server.port");
        var form = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/answers/x"))
                .header("Content-Type", "application/x-www-form-urlencoded");

        var toProgram = send(form.copy().POST(BodyPublishers.ofString("note=" + "x".repeat(size))));
        var toPerson = send(form.copy()
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .POST(BodyPublishers.ofString("note=" + "x".repeat(size))));

        assertThat(toProgram.statusCode()).isEqualTo(413);
        assertThat(toProgram.body())
                .contains("\"status\":413", "the form is larger than what is taken here; send less");
        assertThat(toPerson.statusCode()).isEqualTo(413);
        assertThat(toPerson.body()).contains("This is too much");
    }

    private Notice review() {
        return mailed.to("county-office");
    }

    private URI link(Notice notice, Answer answer) {
        NoticeLine line = notice.lines().get(0);
        var link = node.getBean(AnswerLinks.class).of(notice, line).stream()
                .filter(each -> each.answer() == answer)
                .findFirst()
                .orElseThrow();
        return here(link.url().getPath());
    }

    private URI letterPage(Notice notice) {
        return here(node.getBean(AnswerLinks.class).ofAll(notice).orElseThrow().getPath());
    }

    /** Where the page of a letter leads for one of its tasks. */
    private URI act(HttpResponse<String> page, String task, Answer answer, Notice notice) {
        var path = node.getBean(SignedLinks.class).path(answer, notice.id(), task);
        var link =
                Pattern.compile("href=\"(" + Pattern.quote(path) + "[^\"]*)\"").matcher(page.body());
        assertThat(link.find()).as(answer + " of " + task).isTrue();
        return here(link.group(1));
    }

    private URI at(HttpResponse<String> redirect) {
        return here(redirect.headers().firstValue("Location").orElseThrow());
    }

    private URI here(String path) {
        return reader.here(path);
    }

    private Task task(String id) {
        return node.getBean(TaskLedger.class).task(id).orElseThrow();
    }

    private int events(String task) {
        return node.getBean(TaskLedger.class).history(task).size();
    }

    private void awaitEvents(String task, int number) {
        await().atMost(Duration.ofSeconds(60)).until(() -> events(task) == number);
    }

    private HttpResponse<String> get(URI link) {
        return reader.get(link);
    }

    private HttpResponse<String> press(URI link, Map<String, String> values) {
        return reader.press(link, values);
    }

    private static String copy(HttpResponse<String> page) {
        return PageReader.copy(page);
    }

    private HttpResponse<String> post(URI link, Map<String, String> values) {
        return reader.post(link, values);
    }

    private static String given(HttpResponse<String> redirect) {
        return redirect.headers().firstValue("Location").orElseThrow().replaceFirst(".*given=", "");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return reader.send(request);
    }
}
