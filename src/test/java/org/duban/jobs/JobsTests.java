package org.duban.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.TestHouse;
import org.duban.access.Mandate;
import org.duban.audit.AuditTrail;
import org.duban.desk.tasks.DeskBrowser;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.events.EventOutcomes;
import org.duban.events.TaskEventPublisher;
import org.duban.events.WriteResult;
import org.duban.fate.ToldHistory;
import org.duban.ledger.TaskLedger;
import org.duban.notice.LastNotices;
import org.duban.rulebook.Planner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Acts on many tasks, asked for over REST and done turn by turn, on a real ledger behind a real Kafka. */
@TestInstance(Lifecycle.PER_CLASS)
class JobsTests {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final TestHouse house = new TestHouse().at("2026-11-23T04:00:00Z");
    private final ConfigurableApplicationContext node = house.startNode();
    private final DeskBrowser desk = new DeskBrowser(node);
    private String office = "";
    private String neighbour = "";
    private JobLoop loop;

    @BeforeAll
    void stopTheNodesOwnLoop() {
        node.getBean(JobLoop.class).stop();
        loop = new JobLoop(
                node.getBean(JdbcJobTurns.class), List.of(node.getBean(BulkWork.class)), bean(InstantSource.class));
        node.getBean(Directory.class)
                .save(List.of(
                        unit("lhaze-office", "city-office", UnitKind.LEADING_GROUP_OFFICE),
                        unit("lhaze-roads", "lhaze-office", UnitKind.UNIT)));
        office = desk.user("OFFICE@county-office");
        neighbour = desk.user("OFFICE@lhaze-office");
    }

    @AfterAll
    void close() {
        house.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            extend        |      | `"deadline": "2027-01-31", "note": "snow"` | extension-granted | {"by": "county-office", "note": "snow", "deadline": "2027-01-31"}
            strike-off    |      | `"note": "seen"`                         | struck-off | {"by": "county-office", "note": "seen"}
            hold          |      | `"note": "frost", "until": "2026-12-10"` | held       | {"by": "county-office", "until": "2026-12-10", "reason": "frost"}
            resume        | held | `"note": "thaw"`                         | resumed    | {"by": "county-office", "reason": "thaw"}
            change-lead   |      | `"unit": "health", "note": "theirs"`     | amended    | {"by": "county-office", "reason": "theirs", "leadUnit": "health"}
            change-policy |      | `"policy": "quiet"`                      | amended    | {"by": "county-office", "policy": "quiet"}
            """)
    void becomeEventsLikeAnybodys(String act, String before, String fields, String type, String data) {
        var tasks = assign(2, "education");
        if (before != null) {
            tasks.forEach(task -> house.event("duban.task." + before, task, Map.of("reason", "x")));
            awaitEvents(tasks, 2);
        }

        var job = start(office, body("\"act\": \"" + act + "\", " + fields, tasks));
        finish();

        assertThat(job(job, office).path("state").asString()).isEqualTo("DONE");
        assertThat(job(job, office).path("counts"))
                .isEqualTo(JsonMapper.shared().readTree("{\"APPLIED\": 2}"));
        for (var task : tasks) {
            var event = lastEvent(task);
            assertThat(event).startsWith("duban.task." + type + " ");
            assertThat(JsonMapper.shared().readTree(event.substring(event.indexOf('{'))))
                    .isEqualTo(JsonMapper.shared().readTree(data));
        }
        assertThat(house.count("select count(*) from audit where actor = '" + office + "' and subject = '" + job
                        + "' and act = 'JOB_MADE'"))
                .isEqualTo(1);
    }

    @Test
    void sendEachLastNoticeOnceMore() {
        var tasks = assign(3, "roads");
        var told = assign(1, "silent");
        await().atMost(PATIENCE)
                .until(() -> house.count("select count(*) from notice where state = 'ACCEPTED' and recipient = 'roads'")
                                > 0
                        && house.count("select count(*) from notice_step where notice_id is not null and task_id in ("
                                        + quoted(tasks) + ")")
                                == 3
                        && house.count("select count(*) from notice where next_attempt_at is not null") == 0);
        var mails = house.mail().receivedBy("roads@duban.example").size();
        var notices = house.count(
                "select count(distinct notice_id) from notice_step where task_id in (" + quoted(tasks) + ")");

        var job = start(
                office, body("\"act\": \"remind\"", List.of(tasks.get(0), tasks.get(1), tasks.get(2), told.get(0))));
        finish();

        assertThat(job(job, office).path("counts").path("APPLIED").asInt()).isEqualTo(3);
        assertThat(reasons(job, office)).containsExactly("IMPOSSIBLE JOB_NOTHING_TOLD");
        await().atMost(PATIENCE)
                .until(() -> house.mail().receivedBy("roads@duban.example").size() == mails + notices);
        assertThat(house.count(
                        "select count(*) from audit where act = 'NOTICE_RESENT' and detail::text like '%" + job + "%'"))
                .isEqualTo(notices);
    }

    /** A node dies when Kafka has a batch and nobody has noted it, another one before it has written what it had decided. */
    @Test
    void goOnWhereANodeHasDied() {
        var tasks = assign(1_100, "health");
        var job = start(office, body("\"act\": \"strike-off\"", tasks));

        loop.round();
        dieInATurn(true);
        assertThat(loop.round()).as("in the hands of a node that may be alive").isFalse();
        house.pass(JobLoop.LEASE.plusSeconds(1));
        loop.round();
        dieInATurn(false);
        house.pass(JobLoop.LEASE.plusSeconds(1));
        finish();

        assertThat(job(job, office).path("counts").path("APPLIED").asInt()).isEqualTo(1_100);
        assertThat(house.count("select count(*) from task_event where type = 'duban.task.struck-off' and task_id in ("
                        + quoted(tasks) + ")"))
                .isEqualTo(1_100);
        assertThat(house.count("select count(distinct event_id) from task_event where event_id like '" + job + "-%'"))
                .isEqualTo(1_100);
        assertThat(house.count("select count(*) from refusal where event_id like '" + job + "-%'"))
                .isZero();
    }

    /** What had been decided when a node died is written all the same, and the ledger has the last word. */
    @Test
    void areRefusedWhereSomethingCameBetweenTheDecisionAndTheWriting() {
        var tasks = assign(2, "education");
        var job = start(office, body("\"act\": \"hold\", \"note\": \"x\"", tasks));
        dieInATurn(false);
        house.event("duban.task.struck-off", tasks.get(0), Map.of());
        awaitEvents(tasks.subList(0, 1), 2);
        house.pass(JobLoop.LEASE.plusSeconds(1));
        finish();

        assertThat(reasons(job, office)).containsExactly("REFUSED JOB_REFUSED");
        assertThat(job(job, office).path("counts").path("APPLIED").asInt()).isEqualTo(1);
        assertThat(lastEvent(tasks.get(0))).startsWith("duban.task.struck-off");
    }

    @Test
    void leaveAloneWhatTakesNoSuchActAndSayWhy() {
        var tasks = assign(5, "education");
        house.event("duban.task.struck-off", tasks.get(0), Map.of());
        awaitEvents(tasks.subList(0, 1), 2);
        var far = Map.of("leadUnit", "education", "title", "far", "deadline", "2027-06-30");
        house.event("duban.task.assigned", "far-off", far);
        awaitEvents(List.of("far-off"), 1);
        var theirs = assign(1, "lhaze-roads");

        var job = start(
                DeskBrowser.ADMIN,
                body("\"act\": \"extend\", \"deadline\": \"2027-01-31\", \"note\": \"snow\"", tasks, "far-off"));
        house.event("duban.task.progressed", tasks.get(1), Map.of("percent", 40));
        awaitEvents(tasks.subList(1, 2), 2);
        finish();

        assertThat(job(job, DeskBrowser.ADMIN).path("counts").path("APPLIED").asInt())
                .isEqualTo(3);
        assertThat(reasons(job, DeskBrowser.ADMIN))
                .containsExactlyInAnyOrder(
                        "IMPOSSIBLE JOB_CLOSED", "IMPOSSIBLE JOB_CHANGED", "IMPOSSIBLE JOB_NOT_LATER");
        assertThat(lastEvent(tasks.get(2))).contains("county-office");

        var others = start(office, body("\"act\": \"change-lead\", \"unit\": \"education\"", tasks.subList(2, 3)));
        var notHeld = start(office, body("\"act\": \"resume\"", tasks.subList(3, 4)));
        finish();
        assertThat(reasons(others, office)).containsExactly("IMPOSSIBLE JOB_LEADS_ALREADY");
        assertThat(reasons(notHeld, office)).containsExactly("IMPOSSIBLE JOB_NOT_HELD");
        assertThat(theirs).hasSize(1);
    }

    /** By ids and by filters, the neighbour's tasks are as if there were none; and so are his jobs. */
    @Test
    void reachNoFurtherThanWhoeverAsks() {
        var own = assign(1, "education");
        var theirs = assign(1, "lhaze-roads");

        var byIds = desk.json("/api/v1/jobs", map(body("\"act\": \"strike-off\"", theirs)), office);
        var mixed = start(office, body("\"act\": \"hold\", \"note\": \"x\"", own, theirs.get(0)));
        var byFilter = start(
                neighbour, Map.of("act", "hold", "note", "x", "filter", Map.of("q", "task of " + own.get(0))), 409);
        finish();

        assertThat(byIds.statusCode()).isEqualTo(409);
        assertThat(byFilter).isEmpty();
        assertThat(job(mixed, office).path("items").asInt()).isEqualTo(1);
        assertThat(lastEvent(theirs.get(0))).startsWith("duban.task.assigned");
        for (var path : List.of("/api/v1/jobs/" + mixed, "/api/v1/jobs/" + mixed + "/items", "/desk/jobs/" + mixed)) {
            assertThat(desk.get(path, neighbour, "en").statusCode()).as(path).isEqualTo(404);
            assertThat(desk.get(path, DeskBrowser.ADMIN, "en").statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(desk.json("/api/v1/jobs/" + mixed + "/stop", Map.of(), neighbour)
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.get("/api/v1/jobs?limit=500", neighbour, "en").body()).doesNotContain(mixed);
        assertThat(desk.get("/desk/jobs", neighbour, "en").body()).doesNotContain(mixed);
    }

    @Test
    void areNobodysWhoOnlyReadsOrReports() {
        var own = assign(1, "education");

        for (var role : List.of("UNIT@education", "READER@county-office")) {
            assertThat(desk.json("/api/v1/jobs", map(body("\"act\": \"strike-off\"", own)), desk.user(role))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void stopWhereTheyAre() {
        var tasks = assign(520, "silent");
        var job = start(office, body("\"act\": \"hold\", \"note\": \"x\"", tasks));
        loop.round();

        var stopped = desk.json("/api/v1/jobs/" + job + "/stop", Map.of(), office);
        finish();

        assertThat(stopped.statusCode()).isEqualTo(200);
        assertThat(job(job, office).path("state").asString()).isEqualTo("STOPPED");
        assertThat(job(job, office).path("stoppedBy").asString()).isEqualTo(office);
        assertThat(job(job, office).path("counts"))
                .isEqualTo(JsonMapper.shared().readTree("{\"APPLIED\": 500, \"LEFT_OUT\": 20}"));
        assertThat(house.count("select count(*) from audit where subject = '" + job + "' and act = 'JOB_STOPPED'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `{"act": "erase", "tasks": ["x"]}`                                                 | 400 | act
            `{"act": "strike-off"}`                                                            | 400 | tasks
            `{"act": "strike-off", "tasks": ["x"], "filter": {}}`                              | 400 | tasks
            `{"act": "strike-off", "tasks": ["x"], "deadline": "2027-01-31"}`                  | 400 | deadline
            `{"act": "extend", "tasks": ["x"], "note": "x"}`                                   | 400 | deadline
            `{"act": "extend", "tasks": ["x"], "note": "x", "deadline": "soon"}`               | 400 | deadline
            `{"act": "extend", "tasks": ["x"], "note": "x", "deadline": "2026-11-01"}`         | 400 | deadline
            `{"act": "change-lead", "tasks": ["x"], "unit": "lhaze-roads"}`                    | 400 | unit
            `{"act": "change-policy", "tasks": ["x"], "policy": "nowhere"}`                    | 400 | policy
            `{"act": "strike-off", "filter": {"lamp": "BLUE"}}`                                | 400 | lamp
            `{"act": "strike-off", "filter": {"unit": "lhaze-roads"}}`                         | 400 | unit
            `{"act": "strike-off", "tasks": ["nothing"]}`                                      | 409 | found
            `{"act": "strike-off", "id": "x", "tasks": ["x"]}`                                 | 400 | id
            """)
    void areRefusedForWhatIsWrongWithThem(String body, int status, String said) {
        var answer = desk.json("/api/v1/jobs", map(JsonMapper.shared().readTree(body)), office);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
    }

    @Test
    void areOneJobHoweverOftenTheyAreAskedFor() {
        var tasks = assign(2, "education");
        var asked = new HashMap<String, Object>(map(body("\"act\": \"hold\", \"note\": \"x\"", tasks)));
        asked.put("id", UUID.randomUUID().toString());
        asked.put("expected", 3);

        assertThat(start(office, asked, 409)).isEmpty();
        asked.put("expected", 2);
        var once = start(office, asked, 202);
        var again = start(office, asked, 202);
        assertThat(start(neighbour, asked, 409)).isEmpty();
        finish();

        assertThat(again).isEqualTo(once);
        assertThat(house.count("select count(*) from job_item where job = '" + once + "'"))
                .isEqualTo(2);
    }

    /** Three closures for the lead unit, the assisting one, and an office that had been alarmed: at best a mail for each. */
    @Test
    void areForetoldWithTheMailsThatFollow() {
        var tasks = List.of("told-1", "told-2", "told-3");
        tasks.forEach(task -> house.event(
                "duban.task.assigned",
                task,
                Map.of(
                        "title", task,
                        "leadUnit", "education",
                        "assistingUnits", List.of("roads"),
                        "deadline", "2026-12-31",
                        "policy", "reviewed")));
        awaitEvents(tasks, 1);
        var tree = bean(Directory.class).tree();
        var now = bean(InstantSource.class).instant();
        var order = new BulkOrder(BulkAct.STRIKE_OFF, Map.of());
        var judge = bean(ActJudges.class).judge(order, new Mandate(true, Set.of()));
        var estimate = new MailEstimate(bean(Planner.class).now(), tree, now);
        estimate.knowing(new Alarmed("city-office"), tasks);

        bean(TaskLedger.class)
                .tasks(tasks)
                .values()
                .forEach(task -> estimate.add(task, ((ActJudge.Judged.Takes) judge.judge(task)).after()));

        assertThat(estimate.least()).isEqualTo(3);
        assertThat(estimate.most()).isEqualTo(9);
    }

    /** That a unit was told an escalation of each task. */
    private record Alarmed(String unit) implements LastNotices {
        @Override
        public List<Told> of(Collection<String> tasks) {
            return List.of();
        }

        @Override
        public Map<String, Set<String>> escalated(Collection<String> tasks) {
            return tasks.stream().collect(Collectors.toMap(task -> task, task -> Set.of(unit)));
        }

        @Override
        public List<ToldHistory.Told> heard(Collection<String> tasks) {
            return List.of();
        }
    }

    /** A turn of a node that ends before its end. */
    private void dieInATurn(boolean afterKafkaHasIt) {
        var turns = node.getBean(JdbcJobTurns.class);
        var now = bean(InstantSource.class).instant();
        var held = turns.claim(UUID.randomUUID(), List.of(BulkWork.KIND), now, now.plus(JobLoop.LEASE))
                .orElseThrow();
        var door = new Dying(bean(TaskEventPublisher.class), afterKafkaHasIt);
        var events = new BulkEvents(
                turns,
                bean(TaskLedger.class),
                door,
                bean(EventOutcomes.class),
                bean(ActJudges.class),
                bean(AuditTrail.class),
                bean(TransactionOperations.class),
                bean(InstantSource.class));
        assertThatThrownBy(() -> events.turn(held, BulkOrder.of(held.job()))).isInstanceOf(Death.class);
    }

    private static final class Death extends Error {}

    private record Dying(TaskEventPublisher door, boolean afterKafkaHasIt) implements TaskEventPublisher {
        @Override
        public WriteResult write(byte[] json) {
            if (afterKafkaHasIt) {
                door.write(json);
            }
            throw new Death();
        }
    }

    /** Has all jobs done that there are. */
    private void finish() {
        await().atMost(PATIENCE).until(() -> {
            while (loop.round()) {}
            return house.count("select count(*) from job where ended_at is null") == 0;
        });
    }

    private <T> T bean(Class<T> type) {
        return node.getBean(type);
    }

    private List<String> assign(int number, String lead) {
        var prefix = "job-" + NEXT.incrementAndGet() + "-";
        var tasks = IntStream.range(0, number)
                .mapToObj(i -> prefix + "%04d".formatted(i))
                .toList();
        tasks.forEach(task -> house.event(
                "duban.task.assigned",
                task,
                Map.of("title", "task of " + task, "leadUnit", lead, "deadline", "2026-12-31")));
        awaitEvents(tasks, 1);
        return tasks;
    }

    private void awaitEvents(List<String> tasks, int each) {
        await().atMost(PATIENCE)
                .until(() -> house.count("select count(*) from task_event where task_id in (" + quoted(tasks) + ")")
                        == (long) each * tasks.size());
    }

    private static String quoted(List<String> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
    }

    private static JsonNode body(String fields, List<String> tasks, String... more) {
        var ids = Stream.concat(tasks.stream(), Stream.of(more)).toList();
        return JsonMapper.shared()
                .readTree("{" + fields + ", \"tasks\": " + JsonMapper.shared().writeValueAsString(ids) + "}");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(JsonNode body) {
        return JsonMapper.shared().convertValue(body, Map.class);
    }

    private String start(String user, JsonNode body) {
        return start(user, map(body), 202);
    }

    /** The id of the job; empty where it is refused as foreseen. */
    private String start(String user, Map<String, ?> body, int status) {
        var answer = desk.json("/api/v1/jobs", body, user);
        assertThat(answer.statusCode()).as(answer.body()).isIn(status, status == 409 ? 400 : status);
        return status == 202
                ? JsonMapper.shared().readTree(answer.body()).path("id").asString()
                : "";
    }

    private JsonNode job(String id, String user) {
        return JsonMapper.shared()
                .readTree(desk.get("/api/v1/jobs/" + id, user, "en").body());
    }

    private List<String> reasons(String job, String user) {
        var items = desk.get("/api/v1/jobs/" + job + "/items?state=REFUSED&state=IMPOSSIBLE", user, "en");
        return JsonMapper.shared()
                .readTree(items.body())
                .path("items")
                .valueStream()
                .map(item -> item.path("state").asString() + " "
                        + item.path("cause").path("code").asString())
                .toList();
    }

    private String lastEvent(String task) {
        return house.sql()
                .sql("select type || ' ' || data from task_event where task_id = ? order by revision desc limit 1")
                .param(task)
                .query(String.class)
                .single();
    }

    private static Unit unit(String code, String parent, UnitKind kind) {
        return new Unit(
                code,
                parent,
                kind,
                code,
                code,
                List.of(code + "@duban.example"),
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai"));
    }
}
