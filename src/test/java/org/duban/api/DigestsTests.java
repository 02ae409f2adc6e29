package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTests {

    private final ApiHouse house = ApiHouse.open();
    private final String unit = "unit-" + UUID.randomUUID();
    private final String path = "/api/v1/units/" + unit + "/digest";

    @BeforeEach
    void addUnit() {
        house.put("/api/v1/units/" + unit, """
                {"parent": "county-office", "kind": "UNIT", "nameZh": "局", "nameEn": "Bureau",
                 "emails": ["%s@duban.example"]}
                """.formatted(unit));
    }

    @Test
    void showsSavesAndEndsIt() {
        assertThat(house.get(path).text("at")).isEmpty();

        assertThat(house.put(path, "{\"at\": \"9:30\"}").text("at")).isEqualTo("09:30");
        assertThat(house.get(path).text("at")).isEqualTo("09:30");
        assertThat(house.delete(path).status()).isEqualTo(204);
        assertThat(house.delete(path).status()).isEqualTo(204);

        assertThat(house.get(path).text("at")).isEmpty();
        assertThat(house.sql().sql("""
                        select concat_ws(' ', act, detail ->> 'at') from audit where subject = ? and act like 'DIGEST%' order by seq
                        """).param(unit).query(String.class).list())
                .containsExactly("DIGEST_SAVED 09:30", "DIGEST_REMOVED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"at\": \"25:00\"}", "{\"at\": null}", "{}", "{\"at\": \"\"}"})
    void namesTheFieldAndTheCure(String body) {
        var answer = house.put(path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo("at");
        assertThat(answer.text("detail")).contains("such as 10:00");
    }

    @Test
    void knowsNoOtherUnits() {
        assertThat(house.get("/api/v1/units/nobody/digest").status()).isEqualTo(404);
        assertThat(house.put("/api/v1/units/nobody/digest", "{\"at\": \"10:00\"}")
                        .status())
                .isEqualTo(404);
        assertThat(house.delete("/api/v1/units/nobody/digest").status()).isEqualTo(404);
    }
}
