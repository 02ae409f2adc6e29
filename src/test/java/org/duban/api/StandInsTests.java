package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInsTests {

    private static final String LEAVE = """
            {"contact": "%s", "deputy": "%s", "deputyName": "卓玛", "from": "%s", "to": "%s"}
            """;

    private final ApiHouse house = ApiHouse.open();
    private final String unit = "unit-" + UUID.randomUUID();
    private final String contact = unit + "@duban.example";

    @BeforeEach
    void addUnit() {
        house.put("/api/v1/units/" + unit, """
                {"parent": "county-office", "kind": "UNIT", "nameZh": "局", "nameEn": "Bureau", "emails": ["%s"]}
                """.formatted(contact));
    }

    @Test
    void addsAStandInAndReplacesIt() {
        var added = put("leave", contact, "old@duban.example", "2026-12-01", "2026-12-10");
        var replaced = put("leave", contact, "New@Duban.example", "2026-12-01", "2026-12-12");

        assertThat(added.status()).isEqualTo(201);
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text("deputy")).isEqualTo("New@duban.example");
        assertThat(house.get(path()).all("to")).containsExactly("2026-12-12");
        assertThat(house.get(path()).all("deputyName")).containsExactly("卓玛");
    }

    @Test
    void auditsWhatItWasBeforeAndThatItIsTakenBack() {
        put("leave", contact, "old@duban.example", "2026-12-01", "2026-12-10");
        put("leave", contact, "new@duban.example", "2026-12-01", "2026-12-10");
        var removed = house.delete(path() + "/leave");

        assertThat(removed.status()).isEqualTo(204);
        assertThat(house.delete(path() + "/leave").status()).isEqualTo(404);
        assertThat(house.get(path()).all("name")).isEmpty();
        assertThat(house.sql().sql("""
                        select concat_ws(' ', act, detail #>> '{before,deputy}', detail #>> '{after,deputy}')
                        from audit where subject = ? and act like 'STAND_IN%' order by seq
                        """).param(unit).query(String.class).list())
                .containsExactly(
                        "STAND_IN_SAVED old@duban.example",
                        "STAND_IN_SAVED old@duban.example new@duban.example",
                        "STAND_IN_REMOVED new@duban.example");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            nobody@duban.example, d@duban.example, 2026-12-01, 2026-12-10, contact, nobody@duban.example
            '',                   d@duban.example, 2026-12-01, 2026-12-10, contact, ''
            me,                   d@duban.example, 1 December, 2026-12-10, from,    1 December
            me,                   d@duban.example, 2026-12-01, 2026-11-30, to,      2026-11-30
            me,                   me,              2026-12-01, 2026-12-10, deputy,  me
            me,                   d@duban.example, 2026-11-20, 2026-11-23, from,    2026-11-20
            """)
    void namesTheFieldTheValueAndTheCure(
            String covered, String deputy, String from, String to, String field, String value) {
        put("held", contact, "d@duban.example", "2026-11-23", "2026-11-25");

        var answer = put("new", me(covered), me(deputy), from, to);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.text("value")).isEqualTo(me(value));
        assertThat(answer.text("cure")).isNotEmpty();
        assertThat(house.get(path()).all("name")).containsExactly("held");
    }

    @Test
    void knowsNoStandInsOfAUnitThatIsNotThere() {
        assertThat(house.get("/api/v1/units/nowhere/stand-ins").status()).isEqualTo(404);
        assertThat(house.put("/api/v1/units/nowhere/stand-ins/x", LEAVE.formatted("a", "b", "c", "d"))
                        .status())
                .isEqualTo(404);
    }

    private String me(String value) {
        return value.equals("me") ? contact : value;
    }

    private ApiHouse.Answer put(String name, String contact, String deputy, String from, String to) {
        return house.put(path() + "/" + name, LEAVE.formatted(contact, deputy, from, to));
    }

    private String path() {
        return "/api/v1/units/" + unit + "/stand-ins";
    }
}
