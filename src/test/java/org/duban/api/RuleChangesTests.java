package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.duban.api.ApiHouse.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleChangesTests {

    private static final ApiHouse HOUSE = ApiHouse.open();

    @BeforeAll
    static void assignTasks() {
        HOUSE.assign("rule-1", "Repair the roof", "2026-12-30");
        HOUSE.assign("rule-2", "Repair the road", "2026-12-31");
    }

    /** The house is one for all tests of this room: the others find the rules of its files. */
    @AfterAll
    static void putTheFilesBackInForce() {
        var reload = HOUSE.post("/api/v1/rule-changes", "application/json", "{\"reload\": true}");
        HOUSE.post(counted(reload).text("links.apply"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/policies", "/api/v1/calendars/cn-2031.yaml"})
    void saysThatAFileIsMissing(String path) {
        var empty = HOUSE.putYaml(path, "");
        var blank = HOUSE.putYaml(path, " \n");

        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text("field")).isEqualTo(path.contains("policies") ? "policies" : "cn-2031.yaml");
        assertThat(empty.text("cure")).contains("YAML");
        assertThat(blank.status()).isEqualTo(400);
        assertThat(blank.text("detail")).contains("; ").doesNotContain("JSON");
    }

    @Test
    void proposesCountsAndAppliesAChange() {
        var proposed = HOUSE.putYaml("/api/v1/policies", policies("10:15"));

        assertThat(proposed.status()).isEqualTo(202);
        assertThat(proposed.header("Location")).isEqualTo("/api/v1/rule-changes/" + proposed.text("id"));
        var counted = counted(proposed);
        assertThat(counted.body().at("/moves/total").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(inForce()).doesNotContain("10:15");

        var applied = HOUSE.post(counted.text("links.apply"));

        assertThat(applied.text("state")).isEqualTo("APPLIED");
        assertThat(applied.body().path("after").asLong())
                .isEqualTo(applied.body().path("before").asLong() + 1);
        assertThat(inForce()).contains("10:15");
        assertThat(HOUSE.get("/api/v1/policies").text("items.0.tellAt")).isEqualTo("10:15:00");
    }

    @Test
    void refusesRulesInAnotherEncodingThanTheySay() {
        var gbk = "calendar: gbk\nyear: 2031\nholidays:\n  - { from: 2031-01-01, name: 元旦 }\n"
                .getBytes(Charset.forName("GBK"));

        var silent = HOUSE.putYaml("/api/v1/calendars/gbk-2031.yaml", "text/yaml", gbk);
        var claimed = HOUSE.putYaml("/api/v1/calendars/gbk-2031.yaml", "text/yaml;charset=UTF-8", gbk);
        var lost = HOUSE.putYaml("/api/v1/calendars/gbk-2031.yaml", new String(gbk, StandardCharsets.UTF_8));
        var policies = HOUSE.putYaml(
                "/api/v1/policies", "text/yaml", policies("11:50 # 元旦").getBytes(Charset.forName("GBK")));

        assertThat(List.of(silent, claimed, lost, policies))
                .extracting(ApiHouse.Answer::status)
                .containsOnly(400);
        assertThat(silent.text("detail"))
                .isEqualTo("gbk-2031.yaml, line 4: the text is not UTF-8; save the file with the encoding UTF-8");
        assertThat(lost.text("detail")).startsWith("gbk-2031.yaml, line 4: a character was lost here (U+FFFD)");
    }

    @Test
    void readsRulesInTheEncodingThatTheySay() {
        var gbk = "calendar: gbk\nyear: 2031\nholidays:\n  - { from: 2031-01-01, name: 元旦 }\n"
                .getBytes(Charset.forName("GBK"));

        var proposed = HOUSE.putYaml("/api/v1/calendars/gbk-2031.yaml", "text/yaml;charset=GBK", gbk);

        assertThat(proposed.status()).isEqualTo(202);
        HOUSE.post(counted(proposed).text("links.apply"));
        assertThat(HOUSE.get("/api/v1/calendars/gbk-2031.yaml").response().body())
                .contains("元旦");
    }

    @Test
    void listsTheTasksThatMoveInALastingOrder() {
        var counted = counted(HOUSE.putYaml("/api/v1/policies", policies("10:30")));
        var moves = counted.text("links.moves");

        var first = HOUSE.get(moves + "?limit=1");
        var second = HOUSE.get(moves + "?limit=1&cursor=" + first.text("next"));

        assertThat(first.text("items.0.task")).isNotEqualTo(second.text("items.0.task"));
        // Tasks of other tests stand on the list, too: each of this one's has its place and its step.
        var moved = HOUSE.get(moves + "?limit=100").body().path("items");
        for (var task : List.of("rule-1", "rule-2")) {
            assertThat(moved)
                    .filteredOn(move -> move.path("task").asString().equals(task))
                    .singleElement()
                    .satisfies(move -> {
                        assertThat(move.path("step").asString()).isEqualTo("one-day");
                        assertThat(move.path("label").asString()).isEqualTo("Last reminder");
                        assertThat(move.path("to").asString()).endsWith("T02:30:00Z");
                    });
        }
        var chinese = HOUSE.send(HOUSE.asAdmin(moves + "?limit=100").header("Accept-Language", "zh-CN"));
        assertThat(chinese.body().path("items"))
                .filteredOn(move -> move.path("task").asString().equals("rule-1"))
                .extracting(move -> move.path("label").asString())
                .containsExactly("最后提醒");
        HOUSE.delete(counted.text("links.discard"));
    }

    @Test
    void outdatesWhatWasCountedBeforeAnotherChange() {
        var late = counted(HOUSE.putYaml("/api/v1/policies", policies("10:45")));
        var quick = counted(HOUSE.putYaml("/api/v1/policies", policies("10:50")));
        HOUSE.post(quick.text("links.apply"));

        var refused = HOUSE.post("/api/v1/rule-changes/" + late.text("id") + "/apply");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("is OUTDATED", "/count");
        var anew = HOUSE.post("/api/v1/rule-changes/" + late.text("id") + "/count");
        assertThat(anew.status()).isEqualTo(202);
        assertThat(HOUSE.post(counted(anew).text("links.apply")).status()).isEqualTo(200);
        assertThat(inForce()).contains("10:45");
    }

    @Test
    void discardsAChangeOnce() {
        var proposed = HOUSE.putYaml("/api/v1/policies", policies("11:00"));
        var path = "/api/v1/rule-changes/" + proposed.text("id");

        assertThat(HOUSE.delete(path).text("state")).isEqualTo("DISCARDED");
        assertThat(HOUSE.delete(path).status()).isEqualTo(409);
        assertThat(HOUSE.post(path + "/apply").text("detail")).contains("DISCARDED", "propose it again");
        assertThat(HOUSE.get(path + "/moves").body().path("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            near-due: 3wd     | near-due: soon          | policies, line 4, policies.standard.near-due: "soon" is no amount
            calendar: cn      | calendar: mars          | policies, line 3, policies.standard.calendar: there is no calendar "mars"
            tell: [lead]      | tell: ["unit:nobody"]   | there is no unit "nobody"
            standard:         | other:                  | the policy "standard" is gone, but
            """)
    void saysEachMistakeWithLineFieldValueAndCure(String right, String wrong, String said) {
        var answer = HOUSE.putYaml("/api/v1/policies", policies("11:15").replace(right, wrong));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).contains(said);
        assertThat(answer.text("mistakes.0.file")).isEqualTo("policies");
        assertThat(answer.text("mistakes.0.cure")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                          | write policies, calendars, or reload: true
            {"reload": true, "policies": "x"}                           | leave policies and calendars out
            {"calendars": {"../x.yaml": "calendar: x"}}                 | "../x.yaml" is no name for a calendar file
            {"calendars": {"cn-2031.yaml": null}}                       | there is no calendar file "cn-2031.yaml" to take away
            {"calendars": {"x.yaml": "calendar: cn\\nyear: 1900"}}      | x.yaml, line 2, year
            """)
    void saysWhatIsWrongWithAProposal(String body, String said) {
        var answer = HOUSE.post("/api/v1/rule-changes", "application/json", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).contains(said);
    }

    @Test
    void proposesNothingThatIsInForceAlready() {
        var answer = HOUSE.putYaml("/api/v1/policies", inForce());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("title")).isEqualTo("Nothing to change");
    }

    @Test
    void bringsTheFileOfANewYear() {
        var year = """
                calendar: cn
                year: 2029
                holidays: [ { from: 2029-01-01, name: { zh: 元旦, en: "New Year's Day" } } ]
                """;

        var counted = counted(HOUSE.putYaml("/api/v1/calendars/cn-2029.yaml", year));
        HOUSE.post(counted.text("links.apply"));

        assertThat(HOUSE.get("/api/v1/calendars").text("items.0.name")).isEqualTo("cn");
        assertThat(HOUSE.get("/api/v1/calendars")
                        .body()
                        .at("/items/0/confirmedYears")
                        .toString())
                .isEqualTo("[2025,2026,2029]");
        assertThat(HOUSE.get("/api/v1/calendars/cn-2029.yaml").response().body())
                .isEqualTo(year);
        var day = HOUSE.get("/api/v1/calendars/cn/days?from=2029-01-01&to=2029-01-01");
        assertThat(day.text("items.0.nameZh")).isEqualTo("元旦");
        assertThat(day.body().at("/items/0/working").asBoolean()).isFalse();
    }

    @Test
    void readsTheFilesOfTheNodeAgainWhenAsked() {
        HOUSE.post(counted(HOUSE.putYaml("/api/v1/policies", policies("11:30"))).text("links.apply"));

        var reload = HOUSE.post("/api/v1/rule-changes", "application/json", "{\"reload\": true}");

        assertThat(reload.text("changed.0")).isEqualTo("policies");
        HOUSE.post(counted(reload).text("links.apply"));
        assertThat(inForce()).doesNotContain("11:30");
    }

    @Test
    void auditsWhoProposedAndAppliedWhat() {
        var counted = counted(HOUSE.putYaml("/api/v1/policies", policies("11:45")));
        HOUSE.post(counted.text("links.apply"));

        var acts = HOUSE.sql()
                .sql("select actor || ' ' || act || ' ' || (detail ->> 'before') from audit order by seq desc limit 2")
                .query(String.class)
                .list();
        var before = counted.text("before");
        assertThat(acts).containsExactly("admin RULES_APPLIED " + before, "admin RULE_CHANGE_DRAFTED " + before);
    }

    @Test
    void letsOnlyAdministratorsChangeRules() {
        var name = "clerk-" + UUID.randomUUID();
        HOUSE.sql()
                .sql("insert into app_user select ?, password_hash, '{READER}', created_at from app_user where name"
                        + " = 'admin'")
                .param(name)
                .update();
        var basic = ApiHouse.basic(name, ApiHouse.PASSWORD);

        var written = HOUSE.send(HOUSE.request("/api/v1/rule-changes/1/apply")
                .header("Authorization", basic)
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
        var read = HOUSE.send(HOUSE.request("/api/v1/rule-changes").header("Authorization", basic));

        assertThat(written.status()).isEqualTo(403);
        assertThat(read.status()).isEqualTo(200);
    }

    private static String policies(String tellAt) {
        return """
                policies:
                  standard:
                    calendar: cn
                    near-due: 3wd
                    tell-at: "%s"
                    steps:
                      - { name: assigned, on: assignment, tell: [lead, assisting] }
                      - { name: one-day, label: { zh-CN: 最后提醒, en: Last reminder }, before-deadline: 1wd, tell: [lead],
                          level: yellow }
                      - { name: overdue, after-deadline: 1wd, tell: [lead, office], level: red }
                  quick:
                    steps:
                      - { name: assigned, on: assignment, tell: [lead, assisting] }
                      - { name: soon, before-deadline: PT4S, tell: [lead, assisting] }
                  on-time:
                    steps:
                      - { name: due, before-deadline: PT0S, tell: [lead], level: yellow }
                """.formatted(tellAt);
    }

    private static String inForce() {
        return HOUSE.get("/api/v1/policies/yaml").response().body();
    }

    private static Answer counted(Answer proposed) {
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
        var path = "/api/v1/rule-changes/" + proposed.text("id");
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> HOUSE.get(path), answer -> answer.text("state").equals("READY"));
    }
}
