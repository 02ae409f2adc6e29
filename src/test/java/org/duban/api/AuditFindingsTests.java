package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.duban.auditor.Finding;
import org.duban.auditor.GapKind;
import org.duban.reasons.Reason;
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
    void saysWhatIsMissingInTheLanguageOfWhoeverAsks() {
        var chinese = house.send(house.asAdmin("/api/v1/audit-findings").header("Accept-Language", "zh"));

        assertThat(chinese.text("items.0.why")).isEqualTo("按计划应于2026-11-24T01:30:00Z处理，提醒日程却定在2026-11-25T01:30:00Z");
        assertThat(chinese.text("items.0.detail"))
                .isEqualTo("the plan says 2026-11-24T01:30:00Z, the agenda 2026-11-25T01:30:00Z");
        assertThat(chinese.text("items.0.cause.code")).isEqualTo("WAKES_LATE");
        assertThat(chinese.text("items.0.cause.arguments.1")).isEqualTo("2026-11-25T01:30:00Z");
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
                        new Reason("WAKES_LATE", List.of("2026-11-24T01:30:00Z", "2026-11-25T01:30:00Z")),
                        ApiHouse.NOON,
                        ApiHouse.NOON,
                        healedAt));
    }
}
