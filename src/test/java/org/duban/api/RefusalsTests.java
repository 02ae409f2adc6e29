package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.duban.events.Refusal;
import org.duban.events.RefusalChange;
import org.duban.events.RefusalState;
import org.duban.reasons.Reason;
import org.duban.task.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        house.refusals().verdict =
                new Verdict.Refused(Reason.text("\"nobody\" is no unit; add it").at("data.leadUnit"));

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

    @Test
    void mendsARefusalAndAuditsIt() {
        var mended = house.refusals().all.get(2L);
        house.refusals().change = new RefusalChange.Done(mended);

        var answer = house.put("/api/v1/refusals/2", "{\"specversion\": \"1.0\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("id")).isEqualTo("2");
        assertThat(audited("REFUSAL_MENDED")).isEqualTo("admin 2");
    }

    @Test
    void dismissesARefusalAndAuditsIt() {
        house.refusals().change = new RefusalChange.Done(house.refusals().all.get(3L));

        var answer = house.post("/api/v1/refusals/3/dismiss", "application/json", "{\"reason\": \"a test\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(audited("REFUSAL_DISMISSED")).isEqualTo("admin 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\": \" \"}", "{\"reason\": \"\u3000\"}", "{\"reason\": null}"})
    void wantsToKnowWhyARefusalIsDismissed(String body) {
        var answer = house.post("/api/v1/refusals/3/dismiss", "application/json", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo("reason");
    }

    @Test
    void saysWhyARefusalCannotBeChanged() {
        house.refusals().change =
                new RefusalChange.Wrong(Reason.text("is missing; write a date").at("data.deadline"));
        var wrong = house.put("/api/v1/refusals/2", "{}");
        house.refusals().change = new RefusalChange.Settled(RefusalState.APPLIED);
        var settled = house.post("/api/v1/refusals/2/dismiss", "application/json", "{\"reason\": \"why\"}");
        house.refusals().change = new RefusalChange.Unknown();
        var unknown = house.put("/api/v1/refusals/99", "{}");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("field")).isEqualTo("data.deadline");
        assertThat(settled.status()).isEqualTo(409);
        assertThat(settled.text("detail")).contains("APPLIED");
        assertThat(unknown.status()).isEqualTo(404);
    }

    private String audited(String act) {
        return house.sql()
                .sql("select actor || ' ' || subject from audit where act = ?")
                .param(act)
                .query(String.class)
                .single();
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
                                Reason.text("body: is not JSON; send JSON"),
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
