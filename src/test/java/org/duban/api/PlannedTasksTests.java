package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duban.fate.Fate;
import org.duban.fate.FateReason;
import org.duban.notice.StepRecord;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.task.Act;
import org.duban.task.Matter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedTasksTests {

    private final ApiHouse house = ApiHouse.open();

    @Test
    void showsATaskWithItsLampAndTheEndOfItsDeadline() {
        house.assign("show-1", "修缮校舍", "2026-12-31");

        var answer = house.get("/api/v1/tasks/show-1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("title")).isEqualTo("修缮校舍");
        assertThat(answer.text("lamp")).isEqualTo("GREEN");
        assertThat(answer.text("deadline")).isEqualTo("2026-12-31");
        assertThat(answer.text("deadlineEnd")).isEqualTo("2026-12-31T10:00:00Z");
    }

    @Test
    void showsWhatAHelperReportedBesideTheTask() {
        house.assign("help-1", "修路", "2026-11-20");
        house.apply("help-1", new Act.Amended(Matter.Rewording.NONE, null, List.of("roads"), null, null, null, null));
        house.apply("help-1", new Act.Submitted("roads", "路基已完成", List.of()));

        var answer = house.get("/api/v1/tasks/help-1");

        assertThat(answer.text("assistingReports.0.unit")).isEqualTo("roads");
        assertThat(answer.text("assistingReports.0.complete")).isEqualTo("true");
        assertThat(answer.text("assistingReports.0.note")).isEqualTo("路基已完成");
        assertThat(answer.text("status")).isEqualTo("ASSIGNED");
        assertThat(answer.text("lamp")).as("the lead unit is late all the same").isEqualTo("RED");
    }

    @Test
    void showsWhoAskedForAnExtensionBeforeAnotherLed() {
        house.assign("ask-1", "修路", "2026-12-31");
        house.apply("ask-1", new Act.ExtensionRequested("2027-01-15", "snow"));
        house.apply("ask-1", new Act.Amended(Matter.Rewording.NONE, "roads", null, null, null, null, null));

        var answer = house.get("/api/v1/tasks/ask-1");

        assertThat(answer.text("leadUnit")).isEqualTo("roads");
        assertThat(answer.text("extensionRequestedBy")).isEqualTo("education");
    }

    @Test
    void saysWhichTaskThereIsNot() {
        var answer = house.get("/api/v1/tasks/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("detail")).contains("\"nowhere\"");
    }

    @Test
    void walksThroughPages() {
        for (var i = 1; i <= 5; i++) {
            house.assign("walk-" + i, "walkthrough", "2026-12-31");
        }

        var first = house.get("/api/v1/tasks?q=walkthrough&limit=2");
        var second = house.get("/api/v1/tasks?q=walkthrough&limit=2&cursor=" + first.text("next"));
        var last = house.get("/api/v1/tasks?q=walkthrough&limit=2&cursor=" + second.text("next"));

        assertThat(first.all("id")).containsExactly("walk-1", "walk-2");
        assertThat(second.all("id")).containsExactly("walk-3", "walk-4");
        assertThat(last.all("id")).containsExactly("walk-5");
        assertThat(last.body().path("next").isNull()).isTrue();
    }

    @Test
    void findsTasksByTheirLamp() {
        house.assign("lamp-1", "lampshade", "2026-12-31");
        house.assign("lamp-2", "lampshade", "2026-11-20");
        house.assign("lamp-3", "lampshade", "2026-11-20");
        house.assign("lamp-4", "lampshade", "2026-11-20");
        house.apply("lamp-3", new Act.StruckOff(null, null));
        house.apply("lamp-4", new Act.Held("flood", null));

        var path = "/api/v1/tasks?q=lampshade&lamp=";
        assertThat(house.get(path + "GREEN").all("id")).containsExactly("lamp-1");
        assertThat(house.get(path + "RED").all("id")).containsExactly("lamp-2");
        assertThat(house.get(path + "DONE").all("id")).containsExactly("lamp-3");
        assertThat(house.get(path + "GREY").all("id")).containsExactly("lamp-4");
        assertThat(house.get(path + "DONE&status=ASSIGNED").all("id")).isEmpty();
    }

    @Test
    void walksThroughPagesOfOneLamp() {
        for (var i = 1; i <= 3; i++) {
            house.assign("red-" + i, "redoubt", "2026-11-20");
        }

        var first = house.get("/api/v1/tasks?q=redoubt&lamp=RED&limit=2");
        var last = house.get("/api/v1/tasks?q=redoubt&lamp=RED&limit=2&cursor=" + first.text("next"));

        assertThat(first.all("id")).containsExactly("red-1", "red-2");
        assertThat(last.all("id")).containsExactly("red-3");
        assertThat(last.body().path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            limit=0,                   limit,          1 to 500
            limit=501,                 limit,          1 to 500
            limit=many,                limit,          whole number
            status=LOST,               status,         STRUCK_OFF
            lamp=PINK,                 lamp,           YELLOW
            deadlineBefore=tomorrow,   deadlineBefore, 2026-12-31
            """)
    void namesTheParameterThatIsWrongAndTheCure(String parameter, String field, String cure) {
        var answer = house.get("/api/v1/tasks?" + parameter);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.text("value")).isEqualTo(parameter.substring(parameter.indexOf('=') + 1));
        assertThat(answer.text("cure")).contains(cure);
    }

    @Test
    void showsTheTimelineOfATask() {
        house.assign("line-1", "修路", "2026-12-10");
        house.notices()
                .steps
                .add(new StepRecord(
                        "line-1",
                        1,
                        "assigned",
                        ApiHouse.NOON,
                        "lead",
                        "education",
                        "education@duban.example",
                        "",
                        NoticeKind.ASSIGNMENT,
                        NoticeLevel.BLUE,
                        Fate.TOLD,
                        FateReason.IN_PLACE_OF.with("county-office"),
                        null,
                        null,
                        null,
                        0));

        var answer = house.get("/api/v1/tasks/line-1/timeline");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("task.id")).isEqualTo("line-1");
        assertThat(answer.text("events.0.data.note")).isEqualTo("as it came");
        assertThat(answer.text("steps.0.cause.code")).isEqualTo("IN_PLACE_OF");
        assertThat(answer.text("steps.0.cause.arguments.0")).isEqualTo("county-office");
        assertThat(answer.text("steps.0.reason")).isEqualTo("for county-office");
        assertThat(answer.text("steps.0.fate")).isEqualTo("TOLD");
        var steps = answer.body()
                .path("stepsToCome")
                .valueStream()
                .map(step ->
                        step.path("step").asString() + " " + step.path("at").asString() + " "
                                + step.path("audience").asString())
                .toList();
        assertThat(steps)
                .isEqualTo(List.of(
                        "one-day 2026-12-09T01:30:00Z lead",
                        "overdue 2026-12-11T01:30:00Z lead",
                        "overdue 2026-12-11T01:30:00Z office"));
    }
}
