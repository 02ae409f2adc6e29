package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.regex.Pattern;
import org.duban.events.EventReason;
import org.duban.events.WriteResult.Objection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems are told in the language that the caller accepts, with a code that is the same in each. */
class ProblemLanguageTests {

    /** Fields, values and media types are no sentences. */
    private static final Pattern ENGLISH = Pattern.compile("(?:\\b[A-Za-z][a-z]+\\b ){2}[a-z]+\\b");

    private static final String REFUSED = """
            GET    | /api/v1/tasks/none                          |                  |                  | 404
            GET    | /api/v1/tasks?limit=0                       |                  |                  | 400
            GET    | /api/v1/tasks?limit=many                    |                  |                  | 400
            GET    | /api/v1/tasks?lamp=PINK                     |                  |                  | 400
            GET    | /api/v1/tasks?deadlineBefore=soon           |                  |                  | 400
            GET    | /api/v1/tasks?lmap=RED                      |                  |                  | 400
            GET    | /api/v1/tasks?unit=gyangze-educatoin        |                  |                  | 400
            GET    | /api/v1/nothing                             |                  |                  | 404
            DELETE | /api/v1/tasks                               |                  |                  | 405
            POST   | /api/v1/task-events                         | text/plain       | x                | 415
            PUT    | /api/v1/units/gyangze-education             | application/json | {                | 400
            POST   | /api/v1/task-events                         | application/cloudevents+json | [1]  | 400
            GET    | /api/v1/task-events                         |                  |                  | 400
            GET    | /api/v1/task-events?source=a&id=b           |                  |                  | 404
            POST   | /api/v1/plan-preview                        | application/json | {}               | 400
            POST   | /api/v1/plan-preview                        | application/json | {"title":"x","leadUnit":"nobody","deadline":"2026-12-31"} | 400
            POST   | /api/v1/plan-preview                        | application/json | {"title":"x","leadUnit":"gyangze-education","deadline":"3026-12-31"} | 400
            POST   | /api/v1/plan-preview                        | application/json | {"title":"x","leadUnit":"gyangze-education","deadline":"2026-02-30"} | 400
            POST   | /api/v1/plan-preview                        | application/json | {"title":"x","leadUnit":"gyangze-education","deadline":"2026-12-31","policy":"standrad"} | 400
            POST   | /api/v1/plan-preview                        | application/json | {"title":"x","leadUnit":"gyangze-education","deadline":"2026-12-31","amounts":{"one-day":"soon"}} | 400
            POST   | /api/v1/plan-preview                        | text/xml         | x                | 415
            PUT    | /api/v1/units/gyangze-education             | application/json | {"kind":"WHAT"}  | 400
            PUT    | /api/v1/units/gyangze-education             | application/json | {"knid":"UNIT"}  | 400
            PUT    | /api/v1/units/gyangze-education             | application/json | {"kind":7}       | 400
            GET    | /api/v1/units/none                          |                  |                  | 404
            GET    | /api/v1/calendars/none/days?from=2026-01-01&to=2026-01-02 |    |                  | 404
            POST   | /api/v1/notices/00000000-0000-0000-0000-000000000000/resend | |                   | 404
            POST   | /api/v1/refusals/999/replay                 |                  |                  | 404
            POST   | /api/v1/jobs                                | application/json | {"act":"dance"}  | 400
            GET    | /api/v1/views/none                          |                  |                  | 404
            GET    | /api/v1/users/none                          |                  |                  | 404
            POST   | /api/v1/rule-changes                        | application/json | {}               | 400
            GET    | /api/v1/tasks?q=%FF                         |                  |                  | 400
            """;

    private final ApiHouse house = ApiHouse.open();

    @AfterEach
    void takeAgain() {
        house.door().objections = List.of();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = REFUSED)
    void areToldInChinese(String method, String path, String type, String body, int status) {
        var chinese = ask(method, path, type, body, "zh-CN");

        assertThat(chinese.status()).isEqualTo(status);
        assertThat(chinese.response().headers().firstValue("Content-Language")).contains("zh-CN");
        assertThat(chinese.response().headers().allValues("Vary")).contains("Accept-Language");
        assertThat(List.of("title", "detail"))
                .allSatisfy(member -> assertThat(chinese.text(member))
                        .containsPattern("\\p{IsHan}")
                        .doesNotContainPattern(ENGLISH));
        assertThat(chinese.text("cure")).doesNotContainPattern(ENGLISH);
        assertThat(chinese.text("code")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = REFUSED)
    void haveTheSameCodeInEnglishToWhomeverNamesNoLanguage(
            String method, String path, String type, String body, int status) {
        var english = ask(method, path, type, body, null);
        var chinese = ask(method, path, type, body, "zh-CN,zh;q=0.9");

        assertThat(english.status()).isEqualTo(status);
        assertThat(english.response().headers().firstValue("Content-Language")).contains("en");
        assertThat(english.text("detail")).doesNotContainPattern("\\p{IsHan}");
        assertThat(chinese.text("code")).isEqualTo(english.text("code"));
        assertThat(chinese.body().path("arguments")).isEqualTo(english.body().path("arguments"));
        assertThat(chinese.body().path("field")).isEqualTo(english.body().path("field"));
    }

    @Test
    void namesWhatIsWrongWithEachEvent() {
        house.door().objections =
                List.of(new Objection(0, "e-1", EventReason.TIME_OUTSIDE.at("time", "1999-01-01T00:00:00Z")));

        var answer = ask("POST", "/api/v1/task-events", "application/json", "{}", "zh-CN");

        assertThat(answer.text("title")).isEqualTo("事件未予受理");
        assertThat(answer.text("errors.0.detail")).isEqualTo("time：“1999-01-01T00:00:00Z”早于2000年，或超前一天以上；请校正发送方的时钟");
        assertThat(answer.text("errors.0.causes.0.code")).isEqualTo("TIME_OUTSIDE");
        assertThat(answer.text("errors.0.causes.0.field")).isEqualTo("time");
    }

    @Test
    void asksStrangersWhoTheyAreInTheirLanguage() {
        var stranger = house.send(house.request("/api/v1/tasks").header("Accept-Language", "zh-CN"));
        var reader = house.send(house.request("/api/v1/tasks")
                .header("Accept-Language", "zh-CN")
                .header("Authorization", "Bearer x"));

        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.text("title")).isEqualTo("请先登录");
        assertThat(stranger.text("code")).isEqualTo("LOGIN_NO_USER");
        assertThat(stranger.response().headers().firstValue("Content-Language")).contains("zh-CN");
        assertThat(reader.text("code")).isEqualTo("LOGIN_BAD_TOKEN");
    }

    private ApiHouse.Answer ask(String method, String path, String type, String body, String language) {
        var request = house.asAdmin(path)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (language != null) {
            request.header("Accept-Language", language);
        }
        return house.send(request);
    }
}
