package org.duban.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.duban.TestDatabase;
import org.duban.plan.Lamp;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcDayCountsTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final JdbcDayCounts days = new JdbcDayCounts(JdbcClient.create(TestDatabase.create("board")));

    @Test
    void keepsADayAsItWasCountedLast() {
        keep(MONDAY, Map.of("education", count(MONDAY, 3, 1, 4), "gone", count(MONDAY, 1, 0, 0)));
        keep(MONDAY, Map.of("education", count(MONDAY, 2, 2, 5)));

        assertThat(days.on(MONDAY, List.of("education", "gone", "health")))
                .containsExactly(Map.entry("education", count(MONDAY, 2, 2, 5)));
        assertThat(days.on(MONDAY, List.of("health"))).isEmpty();
    }

    @Test
    void addsUpTheUnitsThatAreAskedForAndLeavesNoCountedDayOut() {
        keep(MONDAY, Map.of("education", count(MONDAY, 3, 1, 4), "health", count(MONDAY, 10, 5, 1)));
        keep(MONDAY.plusDays(1), Map.of("roads", count(MONDAY.plusDays(1), 7, 7, 7)));
        keep(MONDAY.plusDays(3), Map.of("health", count(MONDAY.plusDays(3), 1, 0, 9)));

        assertThat(days.since(MONDAY, List.of("education", "health")))
                .containsExactly(
                        count(MONDAY, 13, 6, 5),
                        count(MONDAY.plusDays(1), 0, 0, 0),
                        count(MONDAY.plusDays(3), 1, 0, 9));
        assertThat(days.since(MONDAY.plusDays(2), List.of("education")))
                .containsExactly(count(MONDAY.plusDays(3), 0, 0, 0));
    }

    @Test
    void knowsADayOnWhichNobodyHadATask() {
        keep(MONDAY, Map.of());

        assertThat(days.knows(MONDAY)).isTrue();
        assertThat(days.knows(MONDAY.minusDays(1))).isFalse();
        assertThat(days.since(MONDAY, List.of())).containsExactly(count(MONDAY, 0, 0, 0));
    }

    private void keep(LocalDate day, Map<String, DayCount> counts) {
        days.keep(day, counts, NOW);
    }

    private static DayCount count(LocalDate day, long red, long submitted, long struckOff) {
        return new DayCount(
                day, Map.of(Lamp.RED, red, Lamp.YELLOW, 0L, Lamp.GREEN, 0L, Lamp.GREY, 0L), submitted, struckOff);
    }
}
