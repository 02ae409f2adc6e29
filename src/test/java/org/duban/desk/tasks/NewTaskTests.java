package org.duban.desk.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.TestHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A task is assigned and amended on the desk, as a browser does it; it is noon of Monday, 23 November 2026. */
@TestInstance(Lifecycle.PER_CLASS)
class NewTaskTests {

    private static final Map<String, String> ROOF = Map.of(
            "title", "修缮校舍屋顶", "leadUnit", "县教育局", "deadline", "2026-12-31", "policy", "standard", "urgency", "URGENT");

    private final TestHouse house = new TestHouse().at("2026-11-23T04:00:00Z");
    private final DeskBrowser desk = new DeskBrowser(house.startNode("duban.roles=intake,clock,desk"));
    private String office = "";

    @BeforeAll
    void addPeople() {
        office = desk.user("OFFICE@county-office");
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void isAssignedByAnOffice() {
        var values = new HashMap<>(ROOF);
        values.putAll(Map.of(
                "assistingUnits",
                "交通运输\nhealth",
                "list",
                "winter-2026",
                "clause",
                "4.1",
                "points",
                "2.50",
                "id",
                "new-1"));

        var done = assign(values, office);

        assertThat(desk.follow(done, office, "en").body()).contains("Recorded in the ledger", "修缮校舍屋顶");
        var task = task("new-1");
        assertThat(task.path("leadUnit").asString()).isEqualTo("education");
        assertThat(task.path("assistingUnits").toString()).isEqualTo("[\"roads\",\"health\"]");
        assertThat(task.path("deadline").asString()).isEqualTo("2026-12-31");
        assertThat(task.path("points").asDouble()).isEqualTo(2.5);
        assertThat(task.path("urgency").asString()).isEqualTo("URGENT");
        assertThat(desk.get("/desk/tasks/new-1", office, "en").body()).contains("By County Office");
    }

    @Test
    void isOneTaskHoweverOftenTheButtonIsPressed() {
        var form = form(office, "en");

        var first = desk.post(form, with(ROOF, "do", "assign"), office, "en");
        var second = desk.post(form, with(ROOF, "do", "assign"), office, "en");

        assertThat(first.statusCode()).isEqualTo(303);
        var where = first.headers().firstValue("Location").orElseThrow();
        assertThat(second.headers().firstValue("Location")).contains(where);
        assertThat(where).matches("/desk/tasks/20261123-[0-9a-f]{6}\\?sent=.+");
    }

    @Test
    void showsFirstWhoWillBeToldWhat() {
        var before = house.count("select count(*) from task");

        var page = desk.post(form(office, "zh-CN"), with(ROOF, "do", "preview"), office, "zh-CN");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("交办后将这样通知", "交办通知", "县教育局 &lt;education@duban.example&gt;", "2026年12月31日（星期四）");
        assertThat(house.count("select count(*) from task")).isEqualTo(before);
    }

    @Test
    void asksForNoPasswordInABoxOfTheBrowserWhenTheLoginEndsMeanwhile() {
        var answer = desk.typingLoggedOut(form(office, "en"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).contains("<main", "<p");
    }

    @Test
    void isShownWhileItIsTyped() {
        var form = form(office, "zh-CN");
        var before = house.count("select count(*) from task");

        var nothing = desk.typing(form, Map.of(), office, "zh-CN");
        var half = desk.typing(form, Map.of("leadUnit", "县教育局", "deadline", "20"), office, "zh-CN");
        var strange = desk.typing(form, Map.of("leadUnit", "nobody"), office, "zh-CN");
        var enough = desk.typing(form, Map.of("leadUnit", "县教育局", "deadline", "10个工作日"), office, "zh-CN");

        assertThat(nothing.body()).contains("填写牵头单位和办结时限后").doesNotContain("mistake", "<html");
        assertThat(half.body()).contains("办结时限：", "class=\"mistake\"").doesNotContain("牵头单位：", "事项名称");
        assertThat(strange.body()).contains("牵头单位：", "nobody").doesNotContain("办结时限：");
        assertThat(enough.body())
                .contains("县教育局 &lt;education@duban.example&gt;", "2026年12月7日（星期一）", "hx-swap-oob")
                .doesNotContain("<html", "mistake");
        assertThat(house.count("select count(*) from task")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10个工作日       | 2026-12-07       | 2026年12月7日（星期一）
            季度末           | 2026-12-31       | 2026年12月31日（星期四）
            end of month     | 2026-11-30       | 2026年11月30日（星期一）
            """)
    void showsWhichDayACountedDeadlineIsBeforeItIsSent(String words, String day, String said) {
        var values = with(ROOF, "deadline", words);

        var checked = desk.post(form(office, "zh-CN"), with(values, "do", "assign"), office, "zh-CN");

        assertThat(checked.statusCode()).isEqualTo(200);
        assertThat(checked.body()).contains("请核对后再次点击“交办”", said, "value=\"" + day + "\"");
        var again = with(values, "deadline", day);
        var done = desk.post(newForm(checked), with(again, "do", "assign"), office, "zh-CN");
        assertThat(desk.follow(done, office, "zh-CN").body()).contains("已记入台账", said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title          |                 | Please fill this in.
            leadUnit       | nowhere         | There is no unit “nowhere”.
            leadUnit       | County          | may be one of several units: County Office (county-office), County Education Bureau (education)
            leadUnit       | County Office   | Your office does not stand above this unit
            leadUnit       | city-office     | There is no unit “city-office”.
            assistingUnits | 县教育局         | The lead unit need not assist as well.
            deadline       | 尽快             | It is not clear which day “尽快” is.
            points         | many            | Write a number from 0 to 1000000
            url            | C:\\x.doc       | Write an address that begins with https://
            policy         | mine            | There is no “mine”.
            id             | ..              | subject
            """)
    void comesBackWithWhatWasWritten(String field, String value, String mistake) {
        var values = with(with(ROOF, "description", "every leak"), field, value == null ? "" : value);

        var back = assign(values, office);

        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body())
                .contains("aria-invalid=\"true\"", "every leak")
                .contains(mistake.equals("subject") ? "Not sent" : mistake);
        if (value != null) {
            assertThat(back.body()).contains(value);
        }
    }

    @Test
    void tellsThatAnIdIsTaken() {
        assign(with(ROOF, "id", "taken-1"), office);

        var back = assign(with(with(ROOF, "id", "taken-1"), "title", "another one"), office);

        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body()).contains("another one", "already");
    }

    @Test
    void asksWhoAssignsWhereSeveralMay() {
        var both = desk.user("OFFICE@city-office", "OFFICE@county-office");

        var asked = assign(with(ROOF, "id", "both-1"), both);
        var done = desk.post(
                newForm(asked),
                with(with(with(ROOF, "id", "both-1"), "by", "city-office"), "do", "assign"),
                both,
                "en");

        assertThat(asked.body()).contains("In the name of which unit", "press “Assign” once more");
        assertThat(desk.follow(done, both, "en").body()).contains("By Municipal Office");
    }

    @Test
    void isNobodysToAssignWhoHasNoOffice() {
        var form = form(office, "en");
        for (var roles : List.of("UNIT@education", "READER@county-office", "READER")) {
            var user = desk.user(roles);
            assertThat(desk.get("/desk/tasks/new", user, "en").statusCode())
                    .as(roles)
                    .isEqualTo(403);
            assertThat(desk.post(form, with(ROOF, "do", "assign"), user, "en").statusCode())
                    .as(roles)
                    .isEqualTo(403);
            assertThat(desk.get("/desk/tasks", user, "en").body()).as(roles).doesNotContain("\"/desk/tasks/new\"");
        }
        assertThat(desk.get("/desk/tasks", office, "en").body()).contains("\"/desk/tasks/new\"");
    }

    @Test
    void isAmendedByAnOffice() {
        assign(with(with(ROOF, "id", "amend-1"), "list", "winter-2026"), office);
        var form = newForm(desk.get("/desk/tasks/amend-1/amend", office, "en"));
        var values = with(
                with(
                        with(with(fields(ROOF), "list", "winter-2026"), "title", "Mend all roofs"),
                        "assistingUnits",
                        "roads"),
                "deadline",
                "end of year");

        var checked = desk.post(form, with(values, "do", "amend"), office, "en");
        var sooner =
                desk.post(newForm(checked), with(with(values, "deadline", "2026-12-20"), "do", "amend"), office, "en");

        assertThat(checked.body()).contains("修缮校舍屋顶 → Mend all roofs", "(nothing) → County Transport Bureau");
        assertThat(desk.follow(sooner, office, "en").body()).contains("Recorded in the ledger", "Mend all roofs");
        var task = task("amend-1");
        assertThat(task.path("deadline").asString()).isEqualTo("2026-12-20");
        assertThat(task.path("list").asString()).isEqualTo("winter-2026");
        assertThat(task.path("assistingUnits").toString()).isEqualTo("[\"roads\"]");
        var event = house.sql()
                .sql("select data::text from task_event where task_id = 'amend-1' and type like '%amended'")
                .query(String.class)
                .single();
        assertThat(JsonMapper.shared().readTree(event).propertyNames())
                .containsExactlyInAnyOrder("title", "assistingUnits", "deadline", "by");
    }

    @Test
    void isAmendedAsItIsNow() {
        assign(with(ROOF, "id", "amend-2"), office);
        var form = newForm(desk.get("/desk/tasks/amend-2/amend", office, "en"));
        house.event("duban.task.received", "amend-2", Map.of());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> house.count("select count(*) from task_event where task_id = 'amend-2'") == 2);

        var back = desk.post(form, with(with(fields(ROOF), "title", "Mend all"), "do", "amend"), office, "en");
        var same = desk.post(newForm(back), with(fields(ROOF), "do", "amend"), office, "en");

        assertThat(back.statusCode()).isEqualTo(409);
        assertThat(back.body()).contains("Something else has happened", "Mend all");
        assertThat(same.body()).contains("Nothing changes");
        assertThat(house.count("select count(*) from task_event where task_id = 'amend-2'"))
                .isEqualTo(2);
    }

    @Test
    void keepsWhatAFormLeavesOut() {
        assign(with(with(ROOF, "id", "amend-4"), "description", "every leak"), office);
        var form = newForm(desk.get("/desk/tasks/amend-4/amend", office, "en"));

        desk.post(form, Map.of("points", "3", "do", "amend"), office, "en");

        var task = task("amend-4");
        assertThat(task.path("points").asDouble()).isEqualTo(3.0);
        assertThat(task.path("description").asString()).isEqualTo("every leak");
        assertThat(task.path("urgency").asString()).isEqualTo("URGENT");
        assertThat(task.path("deadline").asString()).isEqualTo("2026-12-31");
    }

    @Test
    void isNotAmendedOnceItIsClosed() {
        assign(with(ROOF, "id", "amend-3"), office);
        house.event("duban.task.withdrawn", "amend-3", Map.of("reason", "x"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> desk.get("/desk/tasks/amend-3/amend", office, "en").statusCode() == 409);

        assertThat(desk.get("/desk/tasks/amend-3/amend", office, "zh-CN").body())
                .contains("该事项现在不能修改");
    }

    private HttpResponse<String> assign(Map<String, String> values, String user) {
        return desk.post(form(user, "en"), with(values, "do", "assign"), user, "en");
    }

    private DeskBrowser.Form form(String user, String language) {
        return newForm(desk.get("/desk/tasks/new", user, language));
    }

    private static DeskBrowser.Form newForm(HttpResponse<String> page) {
        var forms = DeskBrowser.forms(page);
        assertThat(forms).as(page.body()).hasSize(1);
        return forms.get(0);
    }

    /** Those of an amendment, which names no lead unit. */
    private static Map<String, String> fields(Map<String, String> values) {
        var fields = new LinkedHashMap<>(values);
        fields.remove("leadUnit");
        return fields;
    }

    private static Map<String, String> with(Map<String, String> values, String field, String value) {
        var more = new LinkedHashMap<>(values);
        more.put(field, value);
        return more;
    }

    private JsonNode task(String id) {
        return JsonMapper.shared()
                .readTree(
                        desk.get("/api/v1/tasks/" + id, DeskBrowser.ADMIN, "en").body());
    }
}
