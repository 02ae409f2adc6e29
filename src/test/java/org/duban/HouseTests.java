package org.duban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main road from end to end: events in through Kafka, mails out through SMTP, nothing but the real thing between. The
 * tests that mostly wait for a deadline wait side by side, each in a house of its own.
 */
class HouseTests {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final TestHouse house = new TestHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Execution(CONCURRENT)
    void leadsATaskFromAssignmentOverReminderAndEscalationToStrikeOff() {
        house.startNode();

        house.event("duban.task.assigned", "T-1", task("quick", TestHouse.inSeconds(20)));
        patiently().until(() -> kinds("education"), List.of("ASSIGNMENT")::equals);
        patiently().until(() -> kinds("education"), List.of("ASSIGNMENT", "REMINDER")::equals);
        patiently()
                .until(() -> kinds("county-office").size() == 2
                        && kinds("city-office").size() == 1);
        house.event("duban.task.struck-off", "T-1", Map.of("by", "county-office"));
        patiently().until(() -> kinds("city-office").size() == 2);
        patiently().until(() -> kinds("county-office").size() == 3);

        assertThat(kinds("education")).containsExactly("ASSIGNMENT", "REMINDER", "CHASER", "CHASER");
        assertThat(kinds("county-office")).containsExactly("ESCALATION", "ESCALATION", "CLOSURE");
        assertThat(kinds("city-office")).containsExactly("ESCALATION", "CLOSURE");
        assertThat(wakeUps()).isZero();
        patiently()
                .until(() -> house.records("receipts").size()
                        == house.mail().received().size());
        assertThat(house.records("notices")).isNotEmpty().allSatisfy(record -> assertDescribed("notice", record));
        assertThat(house.records("receipts")).allSatisfy(record -> assertDescribed("receipt", record));
    }

    private static void assertDescribed(String schema, String record) {
        var data = JsonMapper.shared().readTree(record.substring(record.indexOf('{')));
        assertThat(PublishedSchemas.flawsOfOurs(schema, data)).isEmpty();
    }

    @Test
    @Execution(CONCURRENT)
    void sendsNothingAfterStrikeOff() {
        house.startNode();

        house.event("duban.task.assigned", "T-1", task("quick", TestHouse.inSeconds(20)));
        house.event("duban.task.struck-off", "T-1", Map.of());
        house.event("duban.task.assigned", "T-2", task("quick", TestHouse.inSeconds(20)));
        patiently().until(() -> told("T-2", "CHASER"));

        assertThat(told("T-1", "REMINDER")).isFalse();
        assertThat(told("T-1", "CHASER")).isFalse();
    }

    @Test
    @Execution(CONCURRENT)
    void losesNothingAndRepeatsNothingOverARestart() {
        var first = house.startNode();
        house.event("duban.task.assigned", "T-1", task("quick", TestHouse.inSeconds(20)));
        patiently().until(() -> told("T-1", "ASSIGNMENT"));
        house.stop(first);
        house.event("duban.task.assigned", "T-2", task("quick", TestHouse.inSeconds(5)));

        house.startNode();
        patiently().until(() -> told("T-1", "ESCALATION") && told("T-2", "ESCALATION"));
        patiently().until(() -> unsettled() == 0 && wakeUps() == 0);

        assertThat(linesTold())
                .allSatisfy((line, times) -> assertThat(times).as(line).isEqualTo(1));
        assertThat(kindsOf("T-1")).contains("ASSIGNMENT", "CHASER", "ESCALATION");
    }

    @Test
    void keepsARefusedRecordWhileItsNeighboursGoOn() {
        house.startNode();

        house.event("duban.task.assigned", "T-1", task("on-time", "2099-12-31"));
        house.write("T-2", "this is no JSON");
        house.event(
                "duban.task.assigned",
                "T-3",
                Map.of("title", "No unit", "leadUnit", "nobody", "deadline", "2099-12-31"));
        house.event("duban.task.assigned", "T-4", task("on-time", "2099-12-31"));
        patiently().until(() -> house.count("select count(*) from task") == 2);
        patiently().until(() -> house.count("select count(*) from refusal") == 2);

        assertThat(house.sql()
                        .sql("select reason from refusal order by id")
                        .query(String.class)
                        .list())
                .anySatisfy(reason -> assertThat(reason).containsIgnoringCase("JSON"))
                .anySatisfy(reason -> assertThat(reason).contains("leadUnit", "nobody"));
    }

    @Test
    @Execution(CONCURRENT)
    void makesTwoNodesSendWhatOneWouldSend() {
        house.startNode();
        house.startNode();
        var due = TestHouse.inSeconds(20);

        IntStream.range(0, 300)
                .forEach(number -> house.event(
                        "duban.task.assigned",
                        "T-" + number,
                        task(
                                "on-time",
                                due,
                                List.of("education", "health", "roads").get(number % 3))));
        patiently().until(() -> house.count("select count(*) from notice_step where fate = 'TOLD'") == 300);
        patiently().until(() -> unsettled() == 0 && house.count("select count(*) from notice") > 0);

        assertThat(linesTold())
                .hasSize(300)
                .allSatisfy((line, times) -> assertThat(times).as(line).isEqualTo(1));
        assertThat(house.mail().received())
                .as("100 tasks a unit, at most 50 in a mail")
                .hasSize(6);
    }

    @Test
    @Execution(CONCURRENT)
    void splitsTheWorkBetweenProcessesOfDifferentRoles() {
        var clock = house.startNode("duban.roles=intake,clock");
        var desk = house.startNode("duban.roles=mail,desk");

        house.event("duban.task.assigned", "T-1", task("quick", TestHouse.inSeconds(20)));

        patiently().until(() -> told("T-1", "ASSIGNMENT") && told("T-1", "ESCALATION"));
        assertThat(List.of(get(clock, "/livez"), get(clock, "/readyz"), get(clock, "/actuator/prometheus")))
                .as("every process says how it is")
                .containsOnly(200);
        assertThat(get(clock, "/api/v1/tasks")).isEqualTo(404);
        assertThat(get(desk, "/api/v1/tasks")).isEqualTo(200);
    }

    private static int get(ConfigurableApplicationContext node, String path) {
        return RestClient.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port"))
                .get()
                .uri(path)
                .headers(headers -> headers.setBasicAuth("admin", "admin-of-the-test"))
                .exchange((request, response) -> response.getStatusCode().value());
    }

    @Test
    void keepsMailUntilTheServerIsBack() {
        house.with("spring.mail.port", "1").startNode("duban.roles=intake,clock,mail");
        house.event("duban.task.assigned", "T-1", task("on-time", "2099-12-31"));
        house.event("duban.task.assigned", "T-2", task("quick", "2099-12-31"));
        patiently().until(() -> house.count("select count(*) from notice where state = 'DEFERRED'") == 1);
        assertThat(house.count("select max(attempts) from notice"))
                .as("a dead server costs no attempt")
                .isZero();

        house.with("spring.mail.port", String.valueOf(house.mail().port())).startNode("duban.roles=mail");

        patiently().until(() -> told("T-2", "ASSIGNMENT"));
    }

    @Test
    void tellsTheOfficeAboveOfAnAddressThatIsRefused() {
        house.startNode();
        house.mail().refuse("education@duban.example", 550);

        house.event("duban.task.assigned", "T-1", task("quick", "2099-12-31"));
        patiently().until(() -> kinds("county-office"), List.of("ESCALATION")::equals);
        house.mail().acceptEverybody();
        house.event("duban.task.assigned", "T-2", task("quick", "2099-12-31"));
        patiently().until(() -> kinds("county-office"), List.of("ESCALATION", "ESCALATION")::equals);

        assertThat(kinds("education")).as("the address is marked").isEmpty();
    }

    @Test
    void leadsOneTraceFromTheRecordToTheAnswerOfTheMailServer() {
        house.traced().startNode();

        house.write("T-1", """
                {"specversion":"1.0","id":"1","source":"/stranger","type":"duban.task.assigned","subject":"T-1",
                 "traceparent":"00-%s-b7ad6b7169203331-01",
                 "data":{"title":"修缮校舍屋顶","leadUnit":"education","deadline":"2099-12-31","policy":"quick"}}""".formatted(TRACE));
        patiently().until(() -> house.records("receipts").size() == 1);
        patiently()
                .untilAsserted(
                        () -> assertThat(spans()).containsExactlyInAnyOrder("take event", "issue notice", "send mail"));

        assertThat(house.records("receipts")).singleElement().asString().contains("ce_traceparent=00-" + TRACE);
        assertThat(house.records("notices")).singleElement().asString().contains("traceparent=00-" + TRACE);
        assertThat(house.count("select count(*) from task_event where traceparent like '%" + TRACE + "%'"))
                .isEqualTo(1);
        assertThat(house.traces().spans().toString())
                .as("nobody's address in a trace")
                .doesNotContain("@duban.example");
    }

    private List<String> spans() {
        return house.traces().spans().stream()
                .filter(span -> span.getTraceId().equals(TRACE))
                .map(SpanData::getName)
                .toList();
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    private static Map<String, Object> task(String policy, String deadline) {
        return task(policy, deadline, "education");
    }

    private static Map<String, Object> task(String policy, String deadline, String lead) {
        return Map.of("title", "修缮校舍屋顶", "leadUnit", lead, "deadline", deadline, "policy", policy, "points", 2);
    }

    private List<String> kinds(String unit) {
        return house.mail().receivedBy(unit + "@duban.example").stream()
                .map(TestMailServer.Received::kind)
                .toList();
    }

    private List<String> kindsOf(String task) {
        return house.mail().received().stream()
                .filter(mail -> mail.tasks().contains(task))
                .map(TestMailServer.Received::kind)
                .toList();
    }

    private boolean told(String task, String kind) {
        return kindsOf(task).contains(kind);
    }

    /** How often each notice told each task to each address, counted from the mails themselves. */
    private Map<String, Integer> linesTold() {
        var times = new HashMap<String, Integer>();
        for (var mail : house.mail().received()) {
            for (var task : mail.tasks()) {
                times.merge(mail.to() + " " + task + " " + mail.header("X-Duban-Notice"), 1, Integer::sum);
            }
        }
        return times;
    }

    private long unsettled() {
        return house.count("select count(*) from notice where next_attempt_at is not null");
    }

    private long wakeUps() {
        return house.count("select count(*) from agenda where next_wake_at is not null");
    }
}
