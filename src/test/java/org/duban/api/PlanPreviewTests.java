package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.duban.api.ApiHouse.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PlanPreviewTests {

    private static final String PATH = "/api/v1/plan-preview";

    private final ApiHouse house = ApiHouse.open();

    @Test
    void listsWhoWouldBeToldWhatAndWhen() {
        var answer = preview(
                "{'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-12-31', 'assistingUnits': ['health']}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(lines(answer))
                .containsExactly(
                        "assigned 2026-11-23T12:00:00+08:00 Monday: lead, assisting ASSIGNMENT BLUE",
                        "one-day 2026-12-30T09:30:00+08:00 Wednesday: lead REMINDER YELLOW",
                        "overdue 2027-01-01T09:30:00+08:00 Friday: lead, office ESCALATION RED");
        assertThat(steps(answer).get(2).path("addresses"))
                .hasToString("[\"education@duban.example\",\"county-office@duban.example\"]");
    }

    @Test
    void writesNothing() {
        house.door().reset();
        var before = house.get("/api/v1/tasks?limit=500").all("id");

        preview("{'title': 'Nothing', 'leadUnit': 'education', 'deadline': '2026-12-31'}");

        assertThat(house.get("/api/v1/tasks?limit=500").all("id")).isEqualTo(before);
        assertThat(house.door().written).isEmpty();
    }

    @Test
    void saysWhatMovedAStep() {
        var body = "{'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-10-08', 'amounts': {'one-day': 'P5D'},"
                + " 'assignedAt': '2026-09-01T01:00:00Z'}";

        assertThat(steps(preview(body)).get(1).path("moved").asString()).isEqualTo("from Sat 2026-10-03: National Day");
        assertThat(steps(preview(body, "zh-CN,zh;q=0.9,en;q=0.8"))
                        .get(1)
                        .path("moved")
                        .asString())
                .isEqualTo("原定2026-10-03（周六），适逢国庆节放假");
    }

    @Test
    void namesTheHolidaysAndMakeUpWorkdaysThatACountMet() {
        var answer = preview("{'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-10-12',"
                + " 'amounts': {'one-day': '3wd'}, 'assignedAt': '2026-09-01T01:00:00Z'}");

        var reminder = steps(answer).get(1);
        assertThat(reminder.path("local").asString()).isEqualTo("2026-10-08T09:30:00+08:00 Thursday");
        assertThat(reminder.path("moved").isNull()).isTrue();
        assertThat(reminder.path("calendarDays").asString()).isEqualTo("Sat 2026-10-10 worked (make-up workday)");
    }

    @Test
    void tellsTheOfficeAboveWhereAUnitHasNoAddress() {
        var assigned = steps(preview("{'title': 'Roof', 'leadUnit': 'silent', 'deadline': '2026-12-31'}"))
                .get(0);

        assertThat(assigned.path("addresses")).hasToString("[\"county-office@duban.example\"]");
        assertThat(assigned.at("/readers/0/unit").asString()).isEqualTo("silent");
        assertThat(assigned.at("/readers/0/instead").asString()).isEqualTo("county-office");
    }

    @Test
    void saysWhatIsSkippedBecauseItLiesInThePast() {
        var answer = preview("{'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-11-23'}");

        assertThat(lines(answer))
                .containsExactly(
                        "assigned 2026-11-23T12:00:00+08:00 Monday: lead ASSIGNMENT BLUE",
                        "overdue 2026-11-24T09:30:00+08:00 Tuesday: lead, office ESCALATION RED");
        assertThat(answer.body().path("skipped"))
                .hasToString("[{\"step\":\"one-day\",\"label\":\"one-day\",\"instant\":\"2026-11-20T01:30:00Z\","
                        + "\"local\":\"2026-11-20T09:30:00+08:00 Friday\",\"audience\":\"lead\","
                        + "\"why\":\"lay in the past when the task was assigned\","
                        + "\"cause\":{\"code\":\"IN_THE_PAST\",\"arguments\":[]}}]");
    }

    @Test
    void tellsOneOverdueStepAtOnceWhenTheDeadlineHasPassed() {
        var answer = preview("{'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-11-10'}");

        assertThat(lines(answer))
                .containsExactly(
                        "assigned 2026-11-23T12:00:00+08:00 Monday: lead ASSIGNMENT BLUE",
                        "overdue 2026-11-23T12:00:00+08:00 Monday: lead, office ESCALATION RED");
        assertThat(steps(answer).get(0).at("/readers/0/supersededBy").asString())
                .isEqualTo("overdue");
    }

    @Test
    void marksStepsOfAYearWhoseHolidaysAreNotKnown() {
        var answer = preview("{'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-12-31'}");

        assertThat(steps(answer).stream().map(step -> step.path("unconfirmed").asBoolean()))
                .containsExactly(false, false, true);
    }

    @Test
    void marksWhatOnlyAnAssignmentBackThenWouldHaveTold() {
        var answer = preview("{'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-11-20',"
                + " 'assignedAt': '2026-11-01T09:00:00+08:00'}");

        assertThat(steps(answer).stream().map(step -> step.path("past").asBoolean()))
                .containsExactly(true, true, true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'leadUnit': 'education', 'deadline': '2026-12-31'}                   | title      |                | is missing
            {'title': 'Roof', 'leadUnit': 'educaton', 'deadline': '2026-12-31'}   | leadUnit   | educaton       | did you mean "education"?
            {'title': 'Roof', 'leadUnit': 'education', 'deadline': 'soon'}        | deadline   | soon           | a date (2026-12-31)
            {'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-12-31', 'policy': 'standart'}   | policy | standart | did you mean "standard"?
            {'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-12-31', 'amounts': {'one-day': '3'}}   | amounts.one-day | 3 | working days like 3wd
            {'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-12-31', 'amounts': {'two-days': '3wd'}} | amounts.two-days | 3wd | one-day
            {'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-12-31', 'assistingUnits': ['health', 'road']} | assistingUnits[1] | road | did you mean "roads"?
            {'title': 'Roof', 'leadUnit': 'education', 'deadline': '2026-12-31', 'assignedAt': 'yesterday'} | assignedAt | yesterday | 2026-11-23T09:30:00+08:00
            """)
    void namesTheFieldThatIsWrongAndTheCure(String body, String field, String value, String cure) {
        var answer = preview(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.text("value")).isEqualTo(value == null ? "" : value);
        assertThat(answer.text("detail")).contains(cure);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,    1 to 20
            21,   1 to 20
            many, whole number
            """)
    void refusesAnUnusableNumberOfOccurrences(String occurrences, String cure) {
        var answer = house.post(PATH + "?occurrences=" + occurrences, "application/json", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo("occurrences");
        assertThat(answer.text("cure")).contains(cure);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]        | is no object
            {"a": 1,}  | no JSON
            ``         | is empty
            """)
    void refusesWhatIsNoTask(String body, String problem) {
        var answer = house.post(PATH, "application/json", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).contains(problem);
    }

    private Answer preview(String body) {
        return house.post(PATH, "application/json", body.replace('\'', '"'));
    }

    private Answer preview(String body, String language) {
        return house.send(house.asAdmin(PATH)
                .header("Content-Type", "application/json")
                .header("Accept-Language", language)
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private static List<JsonNode> steps(Answer answer) {
        return answer.body().path("steps").valueStream().toList();
    }

    private static List<String> lines(Answer answer) {
        return steps(answer).stream()
                .map(step -> step.path("step").asString() + " "
                        + step.path("local").asString() + ": "
                        + step.path("audience").asString() + " "
                        + step.path("kind").asString() + " "
                        + step.path("level").asString())
                .toList();
    }
}
