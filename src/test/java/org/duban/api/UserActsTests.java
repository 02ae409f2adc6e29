package org.duban.api;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.api.ApiHouse.Answer;
import org.duban.events.EventOutcome;
import org.duban.task.Act;
import org.duban.task.ActRule;
import org.duban.task.Matter;
import org.duban.task.Urgency;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody may do to tasks as one of his units: education leads, health assists, county-office and city-office stand above. */
class UserActsTests {

    private static final List<String> ROLES = List.of(
            "UNIT@education",
            "UNIT@health",
            "OFFICE@county-office",
            "UNIT@county-office",
            "OFFICE@city-office",
            "READER@county-office",
            "UNIT@roads",
            "OFFICE");

    private final ApiHouse house = ApiHouse.open();
    private final String task = "acts-" + UUID.randomUUID();

    @BeforeEach
    void assign() {
        house.door().reset();
        house.outcomes().next.clear();
        house.outcomes().next.add(List.of(EventOutcome.PENDING));
        house.apply(
                task,
                new Act.Assigned(
                        new Matter("Roof", null, null, null, null, Urgency.NORMAL, null),
                        "education",
                        List.of("health"),
                        "2026-12-31",
                        "standard",
                        Map.of(),
                        null));
    }

    /** What an event without {@code by} becomes: the unit that is filled in, - for a refusal, none for one that is left as it is. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            event               | education | health | county-office | UNIT of it | city-office | reader | roads | whole tree
            received            | education | health | -             | -          | -           | -      | -     | none
            progressed          | education | health | -             | -          | -           | -      | -     | none
            extension-requested | education | -      | -             | -          | -           | -      | -     | none
            submitted           | education | health | -             | -          | -           | -      | -     | none
            extension-granted   | -         | -      | county-office | -          | city-office | -      | -     | none
            extension-declined  | -         | -      | county-office | -          | city-office | -      | -     | none
            held                | -         | -      | county-office | -          | city-office | -      | -     | none
            resumed             | -         | -      | county-office | -          | city-office | -      | -     | none
            returned            | -         | -      | county-office | -          | city-office | -      | -     | none
            struck-off          | -         | -      | county-office | -          | city-office | -      | -     | none
            withdrawn           | -         | -      | county-office | -          | city-office | -      | -     | none
            instructed          | -         | -      | county-office | -          | city-office | -      | -     | none
            amended             | -         | -      | county-office | -          | city-office | -      | -     | none
            assigned            | -         | -      | county-office | -          | city-office | -      | -     | none
            """)
    void fillsInWhoActs(ArgumentsAccessor row) {
        for (int i = 0; i < ROLES.size(); i++) {
            assertThat(filledIn(ROLES.get(i), row.getString(0), null))
                    .as(row.getString(0) + " as " + ROLES.get(i))
                    .isEqualTo(row.getString(i + 1));
        }
    }

    @Test
    void hasALineForEachAct() {
        assertThat(Arrays.stream(ActRule.values()).map(ActRule::type).map(type -> data(type.substring(11), null)))
                .doesNotContainNull();
    }

    @ParameterizedTest(name = "{0} sends {1} by {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            UNIT@education                     | received   | education     | education
            UNIT@education                     | received   | health        | -
            UNIT@education                     | struck-off | county-office | -
            OFFICE@county-office               | struck-off | county-office | county-office
            OFFICE@county-office               | struck-off | city-office   | -
            OFFICE@county-office               | received   | education     | -
            UNIT@education UNIT@health         | received   |               | -
            UNIT@education UNIT@health         | received   | health        | health
            UNIT@education UNIT@roads          | received   |               | education
            UNIT@education OFFICE@county-office| struck-off |               | county-office
            OFFICE@city-office OFFICE@county-office | held  |               | -
            READER UNIT@education              | received   |               | education
            READER UNIT@education              | struck-off |               | -
            ADMIN                              | received   | education     | education
            ADMIN                              | struck-off | city-office   | city-office
            """)
    void letsNobodyActAsAnother(String roles, String type, String by, String written) {
        assertThat(filledIn(roles, type, by)).isEqualTo(written);
    }

    @Test
    void listsTheUnitsOfWhomSeveralCanBeMeant() {
        var answer = write(user("UNIT@education UNIT@health"), event(task, "received", null));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("errors/0/detail"))
                .isEqualTo(
                        "data.by: is missing, and several of your units may send duban.task.received; write as which:"
                                + " \"education\", \"health\"");
    }

    @Test
    void takesAllOrNone() {
        var user = user("UNIT@education");

        var answer = write(user, "[" + event(task, "received", null) + ", " + event(task, "held", null) + "]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("errors/0/index")).isEqualTo("1");
        assertThat(house.door().written).isEmpty();
    }

    @Test
    void tellsNothingOfTasksAndUnitsThatAreNotSeen() {
        var roads = user("UNIT@roads");

        var unseen = write(roads, event(task, "received", "roads")).text("errors/0/detail");
        var unknown = write(roads, event("no-task", "received", "roads")).text("errors/0/detail");
        var elsewhere = write(
                        user("OFFICE@county-office"),
                        event("new-" + task, "assigned", null).replace("\"education\"", "\"city-offic\""))
                .text("errors/0/detail");

        assertThat(unseen.replace(task, "no-task")).isEqualTo(unknown).contains("there is no task \"no-task\"");
        assertThat(elsewhere)
                .startsWith("data.leadUnit: \"city-offic\" is no known unit")
                .doesNotContain("city-office");
    }

    @Test
    void lettingAnOfficeAssignAndActOnItAtOnce() {
        var fresh = "new-" + task;

        var answer = write(
                user("OFFICE@county-office"),
                "[" + event(fresh, "assigned", null) + ", " + event(fresh, "held", null) + "]");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        assertThat(written()
                        .valueStream()
                        .map(event -> event.at("/data/by").asString("none"))
                        .toList())
                .containsExactly("county-office", "county-office");
    }

    @Test
    void saysWhoMayDoWhatNow() {
        house.apply(task, new Act.Held("snow", null));

        var unit = acts("UNIT@education");
        var office = acts("OFFICE@county-office");
        var reader = acts("READER@county-office");
        var admin = acts("ADMIN");

        assertThat(unit.keySet()).hasSize(ActRule.values().length - 1);
        assertThat(List.of(unit.get("received"), office.get("resumed"), admin.get("struck-off")))
                .containsExactly(
                        "may [\"education\"] of [\"education\",\"health\"]",
                        "may [\"county-office\"] of [\"county-office\",\"city-office\",\"group\"]",
                        "may [] of [\"county-office\",\"city-office\",\"group\"]");
        assertThat(unit.get("submitted"))
                .isEqualTo("type: task \"" + task + "\" is ASSIGNED and is held; send duban.task.resumed first");
        assertThat(unit.get("struck-off"))
                .startsWith("data.by: none of your units may send duban.task.struck-off")
                .contains("who may: \"county-office\", \"city-office\", \"group\"");
        assertThat(reader.values()).allMatch(why -> why.startsWith("data.by: none of your units may send"));
        assertThat(house.send(house.request("/api/v1/tasks/" + task + "/acts")
                                .header("Authorization", ApiHouse.basic(user("UNIT@roads"), "password")))
                        .status())
                .isEqualTo(404);
    }

    private Map<String, String> acts(String roles) {
        var answer = house.send(house.request("/api/v1/tasks/" + task + "/acts")
                .header("Authorization", ApiHouse.basic(user(roles), "password")));
        return answer.body()
                .path("items")
                .valueStream()
                .collect(toMap(
                        act -> act.path("type").asString("").substring(11),
                        act -> act.path("may").asBoolean()
                                ? "may " + act.path("as") + " of " + act.path("who")
                                : act.path("why").asString("")));
    }

    private String filledIn(String roles, String type, String by) {
        house.door().reset();
        var answer = write(user(roles), event(type.equals("assigned") ? "new-" + task : task, type, by));
        if (answer.status() != 202) {
            assertThat(answer.status()).isIn(400, 403);
            assertThat(house.door().written).isEmpty();
            return "-";
        }
        var written = written();
        return (written.isArray() ? written.get(0) : written).at("/data/by").asString("none");
    }

    private JsonNode written() {
        return JsonMapper.shared().readTree(house.door().written.get(0));
    }

    private String user(String roles) {
        var name = "user-" + UUID.randomUUID();
        house.addUser(name, "password", roles.split(" "));
        return name;
    }

    private Answer write(String user, String events) {
        return house.send(house.request("/api/v1/task-events")
                .header("Authorization", ApiHouse.basic(user, "password"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(events)));
    }

    private static String event(String task, String type, String by) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "duban.task.%s", "subject": "%s",
                 "time": "2026-11-23T03:00:00Z", "data": %s}
                """.formatted(UUID.randomUUID(), type, task, data(type, by));
    }

    private static String data(String type, String by) {
        var data = switch (type) {
            case "assigned" -> "{\"title\": \"Roof\", \"leadUnit\": \"education\", \"deadline\": \"2026-12-31\", ";
            case "progressed" -> "{\"percent\": 40, ";
            case "extension-requested" -> "{\"deadline\": \"2027-01-15\", \"reason\": \"snow\", ";
            case "extension-granted" -> "{\"deadline\": \"2027-01-15\", ";
            case "instructed" -> "{\"text\": \"See to it\", ";
            case "amended" -> "{\"title\": \"Wall\", ";
            default -> "{\"reason\": \"why\", ";
        };
        return by == null ? data.substring(0, data.length() - 2) + "}" : data + "\"by\": \"" + by + "\"}";
    }
}
