package org.duban;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What REST answers is what the intake does, also where another process takes the events in. */
class WaitingForOutcomesTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ASSIGNMENT = """
            {"title": "修缮校舍", "leadUnit": "education", "deadline": "2099-12-31"}""";

    private static TestHouse house;
    private static ConfigurableApplicationContext desk;

    private final HttpClient http = HttpClient.newHttpClient();

    private record Answer(int status, JsonNode body) {
        List<String> outcomes() {
            return body.path("events")
                    .valueStream()
                    .map(event -> event.path("outcome").asString(""))
                    .toList();
        }

        String reason(int index) {
            return body.path("events").path(index).path("reason").asString("");
        }
    }

    @BeforeAll
    static void open() {
        house = new TestHouse();
        desk = house.startNode("duban.roles=desk");
        house.startNode("duban.roles=intake,clock,mail");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /** The answer is given by another thread than the one that looked at the token. */
    @Test
    void waitsForWhoeverBringsAToken() {
        var made = send(request("/api/v1/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"label\": \"oa\", \"memberships\": [\"OFFICE\"]}")));
        var secret = made.body().path("secret").asString("");

        var answer = send(
                HttpRequest.newBuilder(request("/api/v1/task-events").build().uri())
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", "application/cloudevents+json")
                        .header("Prefer", "wait=20")
                        .POST(BodyPublishers.ofString(event(task(), "assigned", ASSIGNMENT))));

        assertThat(answer.status()).as(made.body() + " " + answer.body()).isEqualTo(200);
        assertThat(answer.outcomes()).containsExactly("APPLIED");
    }

    @Test
    void tellsTheOutcomeOfEachEvent() {
        var task = task();
        var first = event(task, "assigned", ASSIGNMENT);
        var later = event(task, "progressed", "{}").replace("{\"spec", "{\"sequence\":5,\"spec");
        var stale = event(task, "received", "{}").replace("{\"spec", "{\"sequence\":4,\"spec");
        var unknown = event(task + "-none", "received", "{}");

        var answer = post("[" + String.join(",", first, later, stale, first, unknown) + "]", "wait=20");

        assertThat(answer.outcomes()).containsExactly("APPLIED", "APPLIED", "STALE", "DUPLICATE", "WAITING");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(post(first, "wait=20").outcomes()).containsExactly("DUPLICATE");
    }

    @Test
    void tellsWhatTheIntakeRefusesAfterTheDoorHadToLetItPass() {
        var task = task();
        // The door cannot know whether the assignment, which it has just written, will be applied.
        var batch = List.of(event(task, "assigned", ASSIGNMENT), event(task, "returned", "{}"));

        var answer = post("[" + String.join(",", batch) + "]", "wait=20");

        if (answer.status() == 200) {
            assertThat(answer.outcomes()).containsExactly("APPLIED", "REFUSED");
            assertThat(answer.reason(1)).contains("is not reported complete");
        } else {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().toString()).contains("is not reported complete");
        }
    }

    @Test
    void takesAnEventOfAClosedTaskBehindTheOneThatReopensIt() {
        var task = task();
        post("[" + event(task, "assigned", ASSIGNMENT) + "," + event(task, "struck-off", "{}") + "]", "wait=20");

        var reopened = post(
                "[" + event(task, "reopened", "{\"reason\":\"by mistake\"}") + "," + event(task, "progressed", "{}")
                        + "]",
                "wait=20");

        assertThat(reopened.outcomes()).containsExactly("APPLIED", "APPLIED");
    }

    @Test
    void refusesWhatTheLedgerKnowsForCertain() {
        var task = task();
        post(event(task, "assigned", ASSIGNMENT), "wait=20");

        var again = post(event(task, "assigned", ASSIGNMENT), null);

        assertThat(again.status()).isEqualTo(400);
        assertThat(house.sql()
                        .sql("select count(*) from refusal where task_id = ?")
                        .param(task)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void takesAnEventAboutATaskWhoseAssignmentIsOnItsWay() {
        var task = task();

        var assigned = post(event(task, "assigned", ASSIGNMENT), null);
        var received = post(event(task, "received", "{}"), "wait=20");

        assertThat(assigned.status()).isEqualTo(202);
        assertThat(received.outcomes()).containsExactly("APPLIED");
    }

    @Test
    void tellsLaterWhatHasBecomeOfAnEvent() {
        var task = task();
        var id = UUID.randomUUID().toString();
        house.event(id, "duban.task.received", task, Map.of());
        post(event(task + "-other", "assigned", ASSIGNMENT), "wait=20");

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        get("/api/v1/task-events?source=/stranger&id=" + id).status() == 200);
        var waiting = get("/api/v1/task-events?source=/stranger&id=" + id);
        assertThat(waiting.body().path("outcome").asString("")).isEqualTo("WAITING");

        post(event(task, "assigned", ASSIGNMENT), "wait=20");

        assertThat(get("/api/v1/task-events?source=/stranger&id=" + id)
                        .body()
                        .path("outcome")
                        .asString(""))
                .isEqualTo("APPLIED");
    }

    @Test
    void takesWhateverIdAnAddressCanHave() {
        for (var id : List.of("督办/2026/12", "a;b", "100%", "...", "a//b", "#?&", " a ", "a,b", "督".repeat(200))) {
            var task = id + (id.length() < 200 ? task() : "");

            assertThat(post(event(task, "assigned", ASSIGNMENT), "wait=20").outcomes())
                    .as(id)
                    .containsExactly("APPLIED");
            var path = "/api/v1/tasks/" + URLEncoder.encode(task, UTF_8).replace("+", "%20");
            assertThat(get(path).body().path("id").asString("")).isEqualTo(task);
            assertThat(get(path + "/timeline").body().at("/task/id").asString(""))
                    .isEqualTo(task);
        }
        assertThat(post(event("..", "assigned", ASSIGNMENT), null).status()).isEqualTo(400);
    }

    @Test
    void holdsUntilTheEndOfAnOfficeDay() {
        var task = task();

        var held = post(
                "[" + event(task, "assigned", ASSIGNMENT) + "," + event(task, "held", "{\"until\": \"2033-03-02\"}")
                        + "]",
                "wait=20");

        assertThat(held.status()).as(held.body().toString()).isEqualTo(200);
        assertThat(get("/api/v1/tasks/" + task).body().toString()).contains("2033-03-02T10:00:00Z");
    }

    private static String task() {
        return "T-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String event(String task, String type, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"/oa","type":"duban.task.%s","subject":"%s","data":%s}""".formatted(UUID.randomUUID(), type, task, data);
    }

    private Answer post(String body, String prefer) {
        var request = request("/api/v1/task-events")
                .header(
                        "Content-Type",
                        body.startsWith("[") ? "application/cloudevents-batch+json" : "application/cloudevents+json")
                .POST(BodyPublishers.ofString(body));
        return send(prefer == null ? request : request.header("Prefer", prefer));
    }

    private Answer get(String path) {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        var user = Base64.getEncoder().encodeToString("admin:admin-of-the-test".getBytes(UTF_8));
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + desk.getEnvironment().getProperty("local.server.port") + path))
                .header("Authorization", "Basic " + user);
    }

    private Answer send(HttpRequest.Builder request) {
        var response = TestHttp.send(http, request);
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }
}
