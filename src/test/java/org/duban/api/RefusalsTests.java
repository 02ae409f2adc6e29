package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.duban.intake.Refusal;
import org.duban.intake.RefusalState;
import org.duban.ledger.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusalsTests {

    private final ApiHouse house = ApiHouse.open();

    @BeforeEach
    void startWithThree() {
        house.refusals().all.clear();
        for (var id = 1; id <= 3; id++) {
            refuse(id, "not JSON");
        }
    }

    @Test
    void walksThroughRefusalsTheNewestFirst() {
        var first = house.get("/api/v1/refusals?limit=2");
        var last = house.get("/api/v1/refusals?limit=2&cursor=" + first.text("next"));

        assertThat(first.all("id")).containsExactly("3", "2");
        assertThat(last.all("id")).containsExactly("1");
    }

    @Test
    void cutsLongPayloadsInListsOnly() {
        refuse(9, "x".repeat(5_000));

        assertThat(house.get("/api/v1/refusals").text("items.0.payload")).hasSize(1_001);
        assertThat(house.get("/api/v1/refusals/9").text("payload")).hasSize(5_000);
    }

    @Test
    void replaysARefusalAndAuditsIt() {
        house.refusals().verdict = new Verdict.Refused("data.leadUnit: \"nobody\" is no unit; add it");

        var answer = house.post("/api/v1/refusals/2/replay");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("outcome")).isEqualTo("REFUSED");
        assertThat(answer.text("reason")).contains("nobody");
        var outcome = house.sql()
                .sql("select detail ->> 'outcome' from audit where act = 'REFUSAL_REPLAYED' and subject = '2'")
                .query(String.class)
                .single();
        assertThat(outcome).isEqualTo("REFUSED");
    }

    @Test
    void saysWhichRefusalThereIsNot() {
        assertThat(house.post("/api/v1/refusals/99/replay").status()).isEqualTo(404);
        assertThat(house.get("/api/v1/refusals/99").status()).isEqualTo(404);
    }

    private void refuse(long id, String payload) {
        house.refusals()
                .all
                .put(
                        id,
                        new Refusal(
                                id,
                                "duban.task-events",
                                0,
                                id,
                                "t-1",
                                "t-1",
                                "body: is not JSON; send JSON",
                                payload,
                                RefusalState.OPEN,
                                ApiHouse.NOON,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null));
    }
}
