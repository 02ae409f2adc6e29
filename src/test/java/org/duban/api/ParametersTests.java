package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each parameter of each operation answers what it cannot use with its name, its value and the cure. */
class ParametersTests {

    private final ApiHouse house = ApiHouse.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tasks?status=",
                "tasks?status=%20",
                "tasks?status=OPEN,,",
                "tasks?lamp=",
                "board?unit=",
                "board?unit=%20",
                "inbox?state=",
                "inbox?state=,",
                "inbox?state=&state=",
                "notices?state=",
                "refusals?state="
            })
    void asksForNothingWithAnEmptyParameter(String address) {
        var answer = house.get("/api/v1/" + address.replace("OPEN", "ASSIGNED"));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tasks                | limit          | 0                     | 1 to 500
            tasks                | limit          | -1                    | 1 to 500
            tasks                | limit          | 501                   | 1 to 500
            tasks                | limit          | 99999999999           | whole number
            tasks                | limit          | many                  | whole number
            tasks                | limit          | 1.5                   | whole number
            tasks                | status         | foo                   | STRUCK_OFF
            tasks                | status         | assigned              | ASSIGNED
            tasks                | lamp           | foo                   | YELLOW
            tasks                | deadlineBefore | garbage               | 2026-12-31
            tasks                | deadlineBefore | 2026-02-30            | 2026-12-31
            tasks                | deadlineBefore | 2026-12-31T00:00:00Z  | 2026-12-31
            tasks                | deadlineBefore | %2B999999999-12-31    | 2026-12-31
            tasks                | deadlineBefore | -0044-03-15           | 2026-12-31
            tasks                | deadlineBefore | -999999999-01-01      | 2026-12-31
            tasks                | deadlineBefore | %2B1000000000-01-01   | 2026-12-31
            tasks                | unit           | educatoin             | did you mean "education"?
            tasks                | unit           | nobody-knows-it       | there is no such unit
            notices              | limit          | 0                     | 1 to 500
            notices              | state          | foo                   | ACCEPTED
            notices              | cursor         | garbage               | an id as the lists show it
            notices              | task           | no-such-task          | there is no such task
            notices              | recipient      | educatoin             | did you mean "education"?
            refusals             | limit          | 501                   | 1 to 500
            refusals             | state          | foo                   | DISMISSED
            refusals             | cursor         | garbage               | whole number
            units                | limit          | 0                     | 1 to 500
            users                | limit          | 0                     | 1 to 500
            inbox                | limit          | 0                     | 1 to 500
            inbox                | state          | foo                   | NOT_UNDERSTOOD
            inbox                | office         | educatoin             | did you mean "education"?
            inbox                | dealtWith      | maybe                 | true or false
            inbox                | notice         | garbage               | an id as the lists show it
            inbox                | cursor         | garbage               | whole number
            audit-findings       | limit          | 0                     | 1 to 500
            audit-findings       | open           | maybe                 | true or false
            audit-findings       | cursor         | garbage               | whole number
            rule-changes         | limit          | 0                     | 1 to 500
            rule-changes         | cursor         | garbage               | whole number
            board                | unit           | educatoin             | did you mean "education"?
            jobs                 | limit          | 0                     | 1 to 500
            jobs                 | cursor         | garbage               | an id as the lists show it
            jobs/00000000-0000-0000-0000-000000000000/items | state  | foo     | IMPOSSIBLE
            jobs/00000000-0000-0000-0000-000000000000/items | limit  | 501     | 1 to 500
            jobs/00000000-0000-0000-0000-000000000000/items | cursor | garbage | whole number
            """)
    void namesTheParameterTheValueAndTheCure(String path, String parameter, String value, String cure) {
        var answer = house.get("/api/v1/" + path + "?" + parameter + "=" + value);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("field")).isEqualTo(parameter);
        assertThat(answer.text("value")).isEqualTo(value.replace("%2B", "+"));
        assertThat(answer.text("cure")).contains(cure);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            calendars/cn/days                                      | from
            calendars/cn/days?from=2027-01-01                      | to
            calendars/cn/days?from=2027-01-31&to=2027-01-01        | to
            calendars/cn/days?from=%2B999999999-12-31&to=2027-01-01 | from
            calendars/cn/days?from=2027-01-01&to=%2B999999999-01-01 | to
            calendars/cn/days?from=-999999999-01-01&to=2027-01-01   | from
            calendars/cn/days?from=2027-01-01&to=%2B999999999-12-31 | to
            calendars/cn/days?from=2027-01-01&to=%2B1000000000-01-01 | to
            calendars/cn/days?from=%2B1000000000-01-01&to=2027-01-01 | from
            calendars/cn/days?from=garbage&to=2027-01-01           | from
            refusals/garbage                                       | id
            rule-changes/garbage                                   | id
            rule-changes/garbage/moves                             | id
            rule-changes/1/moves?cursor=garbage                    | cursor
            task-events                                            | source
            """)
    void namesWhatIsMissingOrOutOfRange(String path, String field) {
        var answer = house.get("/api/v1/" + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.text("cure")).isNotBlank();
    }

    @Test
    void looksForNothingThatNobodyTypes() {
        assertThat(house.get("/api/v1/tasks?q=" + "x".repeat(200)).status()).isEqualTo(200);
        assertThat(house.get("/api/v1/tasks?q=" + "x".repeat(201)).text("cure")).contains("at most 200 characters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tasks?untit=education     | did you mean "unit"?
            tasks?Limit=5             | did you mean "limit"?
            notices?receipient=x      | did you mean "recipient"?
            units?unit=education      | write one of cursor, limit
            policies?limit=5          | no parameters
            tasks/T-1?unit=education  | no parameters
            """)
    void refusesAParameterThatAnOperationDoesNotHave(String path, String cure) {
        var answer = house.get("/api/v1/" + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("title")).isEqualTo("Unknown parameter");
        assertThat(answer.text("cure")).contains(cure);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            occurrences=0,    occurrences
            occurrences=many, occurrences
            occurences=2,     occurences
            """)
    void namesTheParameterOfAPreviewThatIsWrong(String query, String field) {
        var answer = house.post("/api/v1/plan-preview?" + query, "application/json", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
    }

    /** So that a new operation with parameters is not forgotten above. */
    @Test
    void knowsEveryParameterThatThereIs() {
        var document = house.get("/v3/api-docs").body();
        var parameters = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operation
                                .getValue()
                                .path("parameters")
                                .forEach(parameter -> {
                                    if (parameter.path("in").asString("").equals("query")) {
                                        parameters.add(path.getKey().replace("/api/v1/", "") + " "
                                                + parameter.path("name").asString(""));
                                    }
                                })));

        assertThat(parameters)
                .containsExactly(
                        "audit-findings cursor",
                        "audit-findings limit",
                        "audit-findings open",
                        "board unit",
                        "calendars/{name}/days from",
                        "calendars/{name}/days to",
                        "inbox cursor",
                        "inbox dealtWith",
                        "inbox limit",
                        "inbox notice",
                        "inbox office",
                        "inbox state",
                        "jobs cursor",
                        "jobs limit",
                        "jobs/{id}/items cursor",
                        "jobs/{id}/items limit",
                        "jobs/{id}/items state",
                        "notices cursor",
                        "notices limit",
                        "notices recipient",
                        "notices state",
                        "notices task",
                        "plan-preview occurrences",
                        "refusals cursor",
                        "refusals limit",
                        "refusals state",
                        "rule-changes cursor",
                        "rule-changes limit",
                        "rule-changes/{id}/moves cursor",
                        "rule-changes/{id}/moves limit",
                        "task-events id",
                        "task-events source",
                        "tasks cursor",
                        "tasks deadlineBefore",
                        "tasks lamp",
                        "tasks limit",
                        "tasks list",
                        "tasks q",
                        "tasks status",
                        "tasks unit",
                        "units cursor",
                        "units limit",
                        "users cursor",
                        "users limit",
                        "users/import dryRun",
                        "users/import invite");
    }

    @Test
    void findsTheTasksOfAWholeTree() {
        house.assign("tree-1", "treehouse", "2026-12-31");

        assertThat(house.get("/api/v1/tasks?q=treehouse&unit=education").all("id"))
                .containsExactly("tree-1");
        assertThat(house.get("/api/v1/tasks?q=treehouse&unit=county-office").all("id"))
                .containsExactly("tree-1");
        assertThat(house.get("/api/v1/tasks?q=treehouse&unit=county-office&lamp=GREEN")
                        .all("id"))
                .containsExactly("tree-1");
        assertThat(house.get("/api/v1/tasks?q=treehouse&unit=health").all("id")).isEmpty();
    }
}
