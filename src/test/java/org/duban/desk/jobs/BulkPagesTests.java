package org.duban.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.TestHouse;
import org.duban.desk.tasks.DeskBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Many tasks are chosen in the ledger, looked at, acted on and seen done, as a browser without script does it. */
@TestInstance(Lifecycle.PER_CLASS)
class BulkPagesTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestHouse house = new TestHouse().at("2026-11-23T04:00:00Z").with("duban.jobs.typed-above", "5");
    private final DeskBrowser desk = new DeskBrowser(house.startNode("duban.roles=intake,clock,desk"));
    private String office = "";
    private String lead = "";

    @BeforeAll
    void assign() {
        office = desk.user("OFFICE@county-office");
        lead = desk.user("UNIT@education");
        IntStream.range(0, 8).forEach(i -> task("spring-" + i, "spring", "education"));
        IntStream.range(0, 3).forEach(i -> task("summer-" + i, "summer", "roads"));
        house.event("duban.task.struck-off", "summer-2", Map.of());
        await().atMost(PATIENCE).until(() -> house.count("select count(*) from task_event") == 12);
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void actOnAllThatAreFoundOnceTheirNumberIsTyped() {
        var ledger = desk.get("/desk/tasks?list=spring", office, "zh-CN");
        assertThat(ledger.body()).contains("符合条件的全部8项", "aria-label=\"选择“spring-0”\"");

        var preview = desk.post(form(ledger), Map.of("which", "all", "act", "STRIKE_OFF"), office, "zh-CN");
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body())
                .contains("<h1>销号</h1>", "已选择8项。", "请输入数字8以确认")
                .contains("<span class=\"number\">8</span>项可以办理", "<span class=\"number\">1</span>个牵头单位");

        var untyped = desk.post(form(preview), Map.of("do", "start", "note", ""), office, "zh-CN");
        assertThat(untyped.statusCode()).isEqualTo(422);
        assertThat(untyped.body()).contains("尚未办理", "请输入选中事项的数目：8。");
        assertThat(house.count("select count(*) from job where asked ->> 'act' = 'STRIKE_OFF'"))
                .isZero();

        var pressed = Map.of("do", "start", "note", "", "typed", "8");
        var started = desk.post(form(untyped), pressed, office, "zh-CN");
        var again = desk.post(form(untyped), pressed, office, "zh-CN");
        assertThat(again.headers().map().get("Location"))
                .isEqualTo(started.headers().map().get("Location"));
        var job = finished(started);
        assertThat(job.body())
                .contains("已全部处理完毕", "已处理8项，共8项", "<span class=\"number good\">8</span>已办理", "返回台账")
                .contains(
                        "href=\"/desk/tasks?list=spring&amp;status=open",
                        "<progress id=\"progress\" max=\"8\" value=\"8\"")
                .doesNotContain("停止办理");
        assertThat(job.headers().firstValue("Refresh")).isEmpty();
        assertThat(desk.get("/desk/jobs", office, "en").body()).contains("Strike off", "8 of 8 dealt with");
        assertThat(desk.get("/desk/tasks?list=spring", office, "en").body()).contains("No task is like this.");
        assertThat(desk.get("/desk/tasks/spring-3", lead, "zh-CN").body()).contains("销号");
    }

    @Test
    void actOnThoseThatAreTickedAndSayWhyOthersAreLeft() {
        var ledger = desk.get("/desk/tasks?list=summer&status=any", office, "en");
        var fields =
                new ArrayList<Map.Entry<String, String>>(form(ledger).values().entrySet());
        List.of("summer-0", "summer-1", "summer-2").forEach(task -> fields.add(Map.entry("task", task)));
        fields.add(Map.entry("which", "chosen"));
        fields.removeIf(field -> field.getKey().equals("act"));
        fields.add(Map.entry("act", "EXTEND"));

        var empty = desk.post(form(ledger), fields, office, "en");
        assertThat(empty.body())
                .contains("<h1>Extend the deadline</h1>", "3 tasks are chosen.")
                .doesNotContain("Do it:", "class=\"mistake\"");

        var wrong = post(empty, Map.of("deadline", "2020-01-01", "do", "start"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Choose a day that is still to come.", "Please fill this in.", "2020-01-01");

        var preview = post(wrong, Map.of("deadline", "2027-03-31", "note", "much snow", "do", "preview"));
        assertThat(preview.body())
                .contains("<span class=\"number\">2</span>tasks take it", "One task:", "struck off or withdrawn")
                .contains("such as summer-2", "Do it: Extend the deadline")
                .contains("An estimate");

        var changed = post(preview, Map.of("deadline", "2027-04-30", "note", "much snow", "do", "start"));
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(changed.body()).contains("Nothing was done", "not what this page showed");

        var job = finished(post(changed, Map.of("deadline", "2027-04-30", "note", "much snow", "do", "start")));
        assertThat(job.body())
                .contains("What was not done, and why", "summer-2", "struck off or withdrawn", "much snow");
        assertThat(desk.get("/desk/tasks/summer-1", office, "en").body()).contains("30 April 2027", "much snow");
    }

    @Test
    void tellWhereNothingIsChosen() {
        var ledger = desk.get("/desk/tasks?status=any", office, "en");

        var none = desk.post(form(ledger), Map.of("which", "chosen", "act", "HOLD"), office, "en");
        var forged = desk.post(form(ledger), Map.of("which", "all", "act", "ERASE"), office, "en");
        var cut = desk.post(
                form(ledger), Map.of("which", "all", "act", "HOLD", "of", "list=" + "x".repeat(8_000)), office, "en");
        var byAUnit = desk.post(form(ledger), Map.of("which", "all", "act", "HOLD"), lead, "en");

        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("No task to act on");
        assertThat(forged.statusCode()).isEqualTo(422);
        assertThat(cut.statusCode()).as("an address that no page leads to").isEqualTo(422);
        assertThat(cut.body()).contains("No task to act on");
        assertThat(byAUnit.statusCode()).isEqualTo(403);
        assertThat(DeskBrowser.forms(desk.get("/desk/tasks?status=any", lead, "en")))
                .noneMatch(form -> form.action().startsWith("/desk/jobs"));
        assertThat(desk.get("/desk/jobs/none", office, "zh-CN").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> finished(HttpResponse<String> started) {
        await().atMost(PATIENCE).until(() -> house.count("select count(*) from job where ended_at is null") == 0);
        return desk.follow(
                started,
                office,
                started.request().headers().firstValue("Accept-Language").orElseThrow());
    }

    /** Presses a button of a page that has kept what was ticked. */
    private HttpResponse<String> post(HttpResponse<String> page, Map<String, String> filledIn) {
        var form = form(page);
        var fields = Stream.concat(
                        form.values().entrySet().stream()
                                .filter(field -> !filledIn.containsKey(field.getKey())
                                        && !field.getKey().equals("task")),
                        filledIn.entrySet().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        Pattern.compile("name=\"task\" value=\"([^\"]+)\"")
                .matcher(form.html())
                .results()
                .forEach(task -> fields.add(Map.entry("task", task.group(1))));
        return desk.post(form, fields, office, "en");
    }

    private static DeskBrowser.Form form(HttpResponse<String> page) {
        var found = DeskBrowser.forms(page).stream()
                .filter(form -> form.action().equals("/desk/jobs/new"))
                .toList();
        assertThat(found).as(page.body()).hasSize(1);
        return found.get(0);
    }

    private void task(String id, String list, String lead) {
        house.event(
                "duban.task.assigned",
                id,
                Map.of("title", id, "leadUnit", lead, "deadline", "2026-12-31", "list", list));
    }
}
