package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.duban.auditor.Finding;
import org.duban.auditor.GapKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditFindingsTests {

    private final ApiHouse house = ApiHouse.open();

    @BeforeEach
    void findThreeGaps() {
        house.findings().all.clear();
        finding(1, ApiHouse.NOON);
        finding(2, null);
        finding(3, null);
    }

    @Test
    void walksThroughFindings() {
        var first = house.get("/api/v1/audit-findings?limit=2");
        var last = house.get("/api/v1/audit-findings?limit=2&cursor=" + first.text("next"));

        assertThat(first.all("id")).containsExactly("3", "2");
        assertThat(last.all("id")).containsExactly("1");
        assertThat(first.text("items.0.kind")).isEqualTo("STEP_WITHOUT_FATE");
        assertThat(first.text("items.0.foundAt")).isEqualTo("2026-11-23T04:00:00Z");
    }

    @Test
    void tellsOpenOnesFromHealedOnes() {
        assertThat(house.get("/api/v1/audit-findings?open=true").all("id")).containsExactly("3", "2");
        assertThat(house.get("/api/v1/audit-findings?open=false").all("id")).containsExactly("1");
        assertThat(house.get("/api/v1/audit-findings?open=perhaps").text("detail"))
                .contains("open", "perhaps", "true or false");
    }

    @Test
    void tellsThemToUsersOnly() {
        assertThat(house.send(house.request("/api/v1/audit-findings")).status()).isEqualTo(401);
    }

    private void finding(long id, @Nullable Instant healedAt) {
        house.findings()
                .all
                .add(new Finding(
                        id,
                        GapKind.STEP_WITHOUT_FATE,
                        "t-1",
                        null,
                        "one-day",
                        ApiHouse.NOON,
                        "education",
                        "fell due and was neither told nor left out",
                        ApiHouse.NOON,
                        ApiHouse.NOON,
                        healedAt));
    }
}
