package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.duban.events.EventOutcome;
import org.duban.events.EventOutcome.Kind;
import org.duban.events.EventOutcomes.Known;
import org.duban.events.WriteResult.Objection;
import org.duban.reasons.Reason;
import org.duban.rest.CloudEventsOverHttp;
import org.duban.task.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TaskEventsTests {

    private static final String PATH = "/api/v1/task-events";
    private static final String ONE = "{\"id\": \"e-1\", \"subject\": \"t-1\"}";
    private static final String BATCH =
            "[{\"id\": \"e-1\", \"subject\": \"t-1\"}, {\"id\": \"e-2\", \"subject\": \"t-2\"}]";

    private final ApiHouse house = ApiHouse.open();

    @BeforeEach
    void emptyTheDoor() {
        house.door().reset();
        house.outcomes().next.clear();
        house.outcomes().known.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+json", "application/json", "application/json; charset=UTF-8"})
    void writesOneEventAsItCame(String type) {
        var answer = house.post(PATH, type, ONE);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("ids")).hasToString("[\"e-1\"]");
        assertThat(house.door().written).containsExactly(ONE);
    }

    @Test
    void writesABatch() {
        var answer = house.post(PATH, "application/cloudevents-batch+json", BATCH);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("ids")).hasToString("[\"e-1\",\"e-2\"]");
    }

    @Test
    void turnsHeadersOfBinaryModeIntoAttributes() {
        var answer = house.send(house.asAdmin(PATH)
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e-9")
                .header("ce-source", "/%E5%8E%BF+1")
                .header("ce-subject", "t-9")
                .POST(BodyPublishers.ofString("{\"note\": \"done\"}")));

        assertThat(answer.status()).isEqualTo(202);
        var written = JsonMapper.builder().build().readTree(house.door().written.get(0));
        assertThat(written.path("source").asString()).isEqualTo("/县+1");
        assertThat(written.path("subject").asString()).isEqualTo("t-9");
        assertThat(written.at("/data/note").asString()).isEqualTo("done");
    }

    @Test
    void namesEachWrongEvent() {
        house.door().objections = List.of(
                new Objection(1, "e-2", Reason.text("is missing; write a date").at("data.deadline")));

        var answer = house.post(PATH, "application/cloudevents-batch+json", BATCH);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("errors"))
                .hasToString(
                        "[{\"index\":1,\"id\":\"e-2\",\"detail\":\"data.deadline: is missing; write a date\",\"causes\":[{\"field\":\"data.deadline\",\"code\":\"TEXT\",\"arguments\":[\"is missing; write a date\"]}]}]");
        assertThat(answer.text("detail")).contains("none was taken", "data.deadline");
    }

    @Test
    void asksToComeAgainWhileKafkaIsAway() {
        house.door().away = true;

        var answer = house.post(PATH, "application/json", ONE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.text("title")).isEqualTo("Not now");
    }

    @Test
    void refusesABodyOverTheLimit() {
        var answer = house.post(PATH, "application/json", " ".repeat(CloudEventsOverHttp.LARGEST + 1));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("detail")).contains("smaller batches");
        assertThat(house.door().written).isEmpty();
    }

    @Test
    void refusesWhatIsNotSentAsJson() {
        assertThat(house.post(PATH, "text/plain", ONE).status()).isEqualTo(415);
    }

    @Test
    void auditsWhatWasWritten() {
        house.post(PATH, "application/json", "{\"id\": \"audited\", \"subject\": \"t-audited\"}");

        var entry = house.sql()
                .sql("select actor || ' ' || act || ' ' || (detail ->> 'ids') from audit where subject = 't-audited'")
                .query(String.class)
                .single();
        assertThat(entry).isEqualTo("admin EVENTS_WRITTEN [\"audited\"]");
    }

    @Test
    void answersAtOnceThatTheOutcomeIsPending() {
        house.door().foreseen = new Verdict.UnknownTask(
                Reason.text("no task \"t-1\" is known; it waits").at("subject"));

        var answer = house.post(PATH, "application/json", ONE);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(answer.text("events.0.task")).isEqualTo("t-1");
        assertThat(answer.text("events.0.outcome")).isEqualTo("PENDING");
        assertThat(answer.text("events.0.reason")).contains("it waits");
    }

    @Test
    void waitsUntilEachEventHasItsOutcome() {
        house.outcomes()
                .next
                .addAll(List.of(
                        List.of(EventOutcome.PENDING, EventOutcome.PENDING),
                        List.of(new EventOutcome(Kind.APPLIED, null), EventOutcome.PENDING),
                        List.of(
                                EventOutcome.PENDING,
                                new EventOutcome(
                                        Kind.REFUSED, Reason.text("is wrong").at("data.by")))));

        var answer = waiting("wait=30", BATCH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(answer.text("events.0.outcome")).isEqualTo("APPLIED");
        assertThat(answer.text("events.1.outcome")).isEqualTo("REFUSED");
        assertThat(answer.text("events.1.reason")).isEqualTo("data.by: is wrong");
    }

    @Test
    void answersWhatIsKnownWhenTheTimeIsOver() {
        house.outcomes()
                .next
                .add(List.of(new EventOutcome(Kind.WAITING, Reason.text("no task")), EventOutcome.PENDING));

        var answer = waiting("wait=1", BATCH);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("events.0.outcome")).isEqualTo("WAITING");
        assertThat(answer.text("events.1.outcome")).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wait=0                          | wait=0
            WAIT = 7                        | wait=7
            wait="7"                        | wait=7
            wait=7; why=so                  | wait=7
            respond-async, wait=7           | wait=7
            wait=7, wait=9                  | wait=7
            wait=99999999                   | wait=30
            wait                            | ''
            wait=soon                       | ''
            wait=-1                         | ''
            wait=1.5                        | ''
            return=minimal                  | ''
            """)
    void understandsThePreferencesOfItsRfc(String prefer, String applied) {
        house.outcomes().next.add(List.of(new EventOutcome(Kind.APPLIED, null)));

        assertThat(waiting(prefer, ONE).header("Preference-Applied")).isEqualTo(applied);
    }

    @Test
    void remembersWhatItAnswered202For() {
        house.outcomes().remembered.clear();

        house.post(PATH, "application/json", ONE);

        assertThat(house.outcomes().remembered).singleElement().asString().startsWith("account:admin ");
    }

    @Test
    void tellsWhatHasBecomeOfAnEvent() {
        house.outcomes()
                .known
                .add(new Known(
                        new EventOutcome(Kind.REFUSED, Reason.text("is wrong").at("data.by")),
                        "t-1",
                        ApiHouse.NOON,
                        7L));

        var answer = house.get(PATH + "?source=%2Fcity%2Flist&id=known");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasToString("""
                {"source":"/city/list","id":"known","task":"t-1","outcome":"REFUSED","reason":"data.by: is wrong",\
                "cause":{"code":"FIELD","arguments":["data.by",{"code":"TEXT","arguments":["is wrong"]}]},\
                "at":"2026-11-23T04:00:00Z","refusal":7}""");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ?source=/a&id=unknown, 404, ''
            ?source=/a,            400, id
            ?id=known,             400, source
            ?source=&id=known,     400, source
            """)
    void saysWhichEventItDoesNotKnow(String query, int status, String field) {
        var answer = house.get(PATH + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("field")).isEqualTo(field);
    }

    private ApiHouse.Answer waiting(String prefer, String body) {
        return house.send(house.asAdmin(PATH)
                .header("Content-Type", "application/json")
                .header("Prefer", prefer)
                .POST(BodyPublishers.ofString(body)));
    }
}
