package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.duban.intake.TaskEventDoor.Objection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+json", "application/json", "application/json; charset=UTF-8"})
    void writesOneEventAsItCame(String type) {
        var answer = house.post(PATH, type, ONE);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).hasToString("{\"ids\":[\"e-1\"]}");
        assertThat(house.door().written).containsExactly(ONE);
    }

    @Test
    void writesABatch() {
        var answer = house.post(PATH, "application/cloudevents-batch+json", BATCH);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).hasToString("{\"ids\":[\"e-1\",\"e-2\"]}");
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
        house.door().objections = List.of(new Objection(1, "e-2", "data.deadline: is missing; write a date"));

        var answer = house.post(PATH, "application/cloudevents-batch+json", BATCH);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("errors"))
                .hasToString("[{\"index\":1,\"id\":\"e-2\",\"detail\":\"data.deadline: is missing; write a date\"}]");
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
}
