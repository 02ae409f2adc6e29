package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTests {

    private static final String WATER = """
            {"parent": "county-office", "kind": "UNIT", "nameZh": "县水利局", "nameEn": "Water Bureau", "emails": ["%s"]}
            """;

    private final ApiHouse house = ApiHouse.open();

    @Test
    void addsAUnitAndReplacesIt() {
        var added = house.put("/api/v1/units/water", WATER.formatted("old@duban.example"));
        var replaced = house.put("/api/v1/units/water", WATER.formatted("new@duban.example"));

        assertThat(added.status()).isEqualTo(201);
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(house.get("/api/v1/units/water").text("emails.0")).isEqualTo("new@duban.example");
        assertThat(replaced.text("zone")).isEqualTo("Asia/Shanghai");
    }

    @Test
    void warnsOfAddressesThatAreOneMailbox() {
        var twice = WATER.formatted("Hall@duban.example\", \"hall@duban.example");

        var saved = house.put("/api/v1/units/hall", twice);

        assertThat(saved.text("warnings.0")).startsWith("emails: some differ only in capital letters");
        assertThat(saved.body().path("emails")).hasSize(1);
        assertThat(house.get("/api/v1/units/hall").body().path("warnings")).isEmpty();
    }

    @Test
    void auditsWhatAUnitWasBefore() {
        house.put("/api/v1/units/forests", WATER.formatted("old@duban.example"));
        house.put("/api/v1/units/forests", WATER.formatted("new@duban.example"));

        var emails = house.sql().sql("""
                        select (detail #>> '{before,emails,0}') || ' ' || (detail #>> '{after,emails,0}')
                        from audit where subject = 'forests' order by seq desc limit 1
                        """).query(String.class).single();
        assertThat(emails).isEqualTo("old@duban.example new@duban.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind": "VILLAGE", "nameZh": "a", "nameEn": "a"}                              | LEADING_GROUP_OFFICE
            {"kind": "UNIT", "nameEn": "a"}                                                | nameZh
            {"kind": "UNIT", "nameZh": "a", "nameEn": "a", "zone": "Mars"}                 | Asia/Shanghai
            {"kind": "UNIT", "nameZh": "a", "nameEn": "a", "locale": "zh__CN"}             | zh-CN
            {"kind": "UNIT", "nameZh": "a", "nameEn": "a", "code": "other"}                | wrong-unit
            {"kind": "UNIT", "nameZh": "a", "nameEn": "a", "emails": ["nobody at home"]}   | nobody at home
            {"kind": "UNIT", "nameZh": "a", "nameEn": "a", "parent": "nowhere"}            | nowhere
            {"kind": "UNIT", "nameZh": "a", "nameEn": "a", "calendar": "moon"}             | there is no calendar "moon"
            {"kind": "UNIT", "nameZh": "a", "nameEn": "a", "emails": [null]}               | emails
            {"kind": "UNIT", "nameZh": "a\\u0000b", "nameEn": "a"}                         | the Chinese one holds a control character
            {"kind": "UNIT", "nameZh": "a", "nameEn": "a\\nb"}                             | the English one holds a control character
            {"kind": "UNIT", "nameZh": "a", "nameEn": "a", "locale": "xx"}                 | "xx" is no language
            {"kind": "UNIT", "nameZh": "a", "nameEn": "a", "locale": "x-private"}          | is no language
            {"kind": "UNIT",                                                               | JSON
            """)
    void saysWhatIsWrongWithAUnitAndSavesNothing(String body, String said) {
        var answer = house.put("/api/v1/units/wrong-unit", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).contains(said);
        assertThat(house.get("/api/v1/units/wrong-unit").status()).isEqualTo(404);
        assertThat(audited("wrong-unit")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "parent": "nowhere"                       | parent
            "emails": ["a@@b.example"]                | emails
            "nameZh": "a\\u0000b"                     | nameZh
            "nameEn": "a\\nb"                         | nameEn
            "calendar": "moon"                        | calendar
            """)
    void namesTheFieldThatIsWrong(String wrong, String field) {
        var body = "{\"kind\": \"UNIT\", " + (field.equals("nameZh") ? "" : "\"nameZh\": \"a\", ") + wrong + "}";

        assertThat(house.put("/api/v1/units/wrong-unit", body).text("field")).isEqualTo(field);
    }

    @Test
    void takesNoNameThatNoOtherDoorWouldTake() {
        var body = "{\"kind\": \"UNIT\", \"nameZh\": \"%s\", \"nameEn\": \"a\"}";

        assertThat(house.put("/api/v1/units/longest", body.formatted("局".repeat(500)))
                        .status())
                .isEqualTo(201);
        assertThat(house.put("/api/v1/units/too-long", body.formatted("局".repeat(501)))
                        .text("detail"))
                .contains("501 characters", "at most 500");
    }

    private long audited(String subject) {
        return house.sql()
                .sql("select count(*) from audit where subject = ?")
                .param(subject)
                .query(Long.class)
                .single();
    }

    @Test
    void savesTheCalendarByWhichAUnitWorks() {
        house.put(
                "/api/v1/units/culture",
                "{\"kind\": \"UNIT\", \"nameZh\": \"局\", \"nameEn\": \"Bureau\", \"parent\": \"group\", \"calendar\": \"cn\"}");

        assertThat(house.get("/api/v1/units/culture").text("calendar")).isEqualTo("cn");
    }

    @Test
    void listsUnitsByCode() {
        var first = house.get("/api/v1/units?limit=2");
        var second = house.get("/api/v1/units?limit=1&cursor=" + first.text("next"));

        assertThat(first.all("code")).containsExactly("city-office", "county-office");
        assertThat(second.all("code")).containsExactly("education");
    }

    @Test
    void showsPoliciesInTheWordsOfTheirFile() {
        var answer = house.get("/api/v1/policies");

        assertThat(answer.all("name"))
                .containsExactly(
                        "standard", "quick", "on-time", "reviewed", "reported", "supervised", "quiet", "reminding");
        assertThat(answer.text("items.0.steps.1.amount")).isEqualTo("1wd");
        assertThat(answer.text("items.0.behindBy")).isEqualTo("20");
        assertThat(answer.text("items.1.steps.1.amount")).isEqualTo("PT4S");
        assertThat(answer.text("items.0.steps.2.tell.1")).isEqualTo("office");
    }
}
