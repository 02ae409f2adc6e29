package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.PlanFixture.CALENDARS;
import static org.duban.plan.PlanFixture.UNITS;
import static org.duban.plan.PlanFixture.policy;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.duban.policy.Policies;
import org.duban.rulebook.Planner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the day of a step rests on; culture keeps a festival from Monday 10 to Wednesday 12 August. */
class ToldDayTests {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
            # step,              due,        told,       counted from, to
            before-deadline: 1wd, 2026-08-06, 2026-08-05, 2026-08-05, 2026-08-05
            before-deadline: 1wd, 2026-08-12, 2026-08-07, 2026-08-07, 2026-08-11
            after-deadline: 1wd,  2026-08-05, 2026-08-06, 2026-08-06, 2026-08-06
            after-deadline: 1wd,  2026-08-10, 2026-08-13, 2026-08-11, 2026-08-13
            before-deadline: P1D, 2026-08-12, 2026-08-07, 2026-08-07, 2026-08-07
            """)
    void goesOverTheDaysCountedAndThoseItIsMovedOver(
            String step, String due, LocalDate told, LocalDate first, LocalDate last) {
        var day = toldDay(step, due);

        assertThat(day.date()).isEqualTo(told);
        assertThat(day.count())
                .hasValueSatisfying(count ->
                        assertThat(List.of(count.first(), count.last())).containsExactly(first, last));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
            # the holidays of 2025 and 2026 are known
            before-deadline: 1wd,  2026-08-06, true
            after-deadline: 1wd,   2026-12-30, true
            after-deadline: 2wd,   2026-12-30, false
            before-deadline: 90wd, 2027-01-04, false
            before-deadline: P9D,  2027-01-04, true
            after-deadline: PT1H,  2027-01-04, true
            """)
    void mayStillMoveWhereAYearIsNotAnnounced(String step, String due, boolean confirmed) {
        assertThat(toldDay(step, due).confirmed()).isEqualTo(confirmed);
    }

    private static ToldDay toldDay(String step, String due) {
        var planner = new Planner(Policies.of(List.of(policy(step + ", tell: [lead]"))), CALENDARS);
        var task = aTask().of("gyangze-culture")
                .under("test")
                .assigned("2026-03-02T02:00:00Z")
                .dueOn(due)
                .build();
        var planned = planner.plan(task, UNITS).upcoming(Instant.EPOCH, 1).get(0);
        return planner.toldDay(task, planned, UNITS);
    }
}
