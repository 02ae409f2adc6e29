package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.PlanFixture.plan;
import static org.duban.plan.PlanFixture.policy;
import static org.duban.plan.PlanFixture.told;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.List;
import org.duban.fate.FateReason;
import org.duban.policy.Policy;
import org.duban.words.ReasonWords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hold is a mask: what falls into it is told to nobody, and everything else is as if there were none. */
class HoldPeriodTests {

    private static final Policy POLICY = policy(
            "name: assigned, on: assignment, tell: [lead]",
            "name: three, before-deadline: 3wd, tell: [lead]",
            "name: one, before-deadline: 1wd, tell: [lead]",
            "name: overdue, after-deadline: 1wd, every: 1wd, tell: [lead, office]");

    @ParameterizedTest(name = "held {0} to {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # a task due on 1 December: three at 01:30Z on 26 November, one on the 30th, overdue on 2, 3, 4 December
            # held from            | until                | held steps                    | what a clerk would say
            2026-11-24T02:00:00Z   | 2026-11-25T02:00:00Z |                               | nothing lay in it
            2026-11-24T02:00:00Z   | 2026-11-27T02:00:00Z | three                         | one reminder is lost, the next comes
            2026-11-24T02:00:00Z   | 2026-11-30T01:30:00Z | three                         | the end itself is free again
            2026-11-26T01:30:00Z   | 2026-11-27T02:00:00Z | three                         | the begin itself is held
            2026-11-26T01:30:01Z   | 2026-11-27T02:00:00Z |                               | told a second before
            2026-11-24T02:00:00Z   | 2026-12-02T02:00:00Z | three one overdue overdue     | the deadline passed in it
            2026-11-24T02:00:00Z   |                      | three one overdue overdue overdue overdue | further notice
            """)
    void keepsBackWhatFallsIntoIt(String from, String until, String held) {
        var plan = plan(POLICY, aTask().dueOn("2026-12-01").held(from, until, "road closed"));

        var steps = plan.upcoming(Instant.EPOCH, 7);

        assertThat(steps).extracting(PlannedStep::step).startsWith("assigned", "three", "one", "overdue", "overdue");
        assertThat(String.join(
                        " ",
                        steps.stream()
                                .filter(step -> step.held() != null)
                                .map(PlannedStep::step)
                                .toList()))
                .isEqualTo(held == null ? "" : held);
    }

    @Test
    void wakesForHeldStepsAsForOthers() {
        var plan = plan(POLICY, aTask().dueOn("2026-12-01").held("2026-11-24T02:00:00Z", null, null));

        assertThat(plan.next(Instant.parse("2026-11-25T00:00:00Z"))).contains(Instant.parse("2026-11-26T01:30:00Z"));
        assertThat(plan.due(Instant.parse("2026-11-25T00:00:00Z"), Instant.parse("2026-11-26T01:30:00Z")))
                .extracting(step -> sentence(step.held()))
                .containsExactly("held until further notice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2027-03-01T01:00:00Z | road closed  | held until 2027-03-01T01:00:00Z: road closed
                                 | 等待上级批复 | held until further notice: 等待上级批复
                                 |              | held until further notice
            """)
    void saysUntilWhenAndWhy(String until, String reason, String sentence) {
        var plan = plan(POLICY, aTask().dueOn("2026-12-01").held("2026-11-24T02:00:00Z", until, reason));

        assertThat(plan.heldAt(Instant.parse("2026-11-25T00:00:00Z")).map(HoldPeriodTests::sentence))
                .contains(sentence);
        assertThat(plan.heldAt(Instant.parse("2026-11-24T01:59:59Z"))).isEmpty();
    }

    static @Nullable String sentence(@Nullable HoldPeriod hold) {
        return hold == null ? null : ReasonWords.english(FateReason.held(hold));
    }

    @Test
    void tellsDirectConsequencesOfActsAllTheSame() {
        var task = aTask().dueOn("2026-12-01")
                .held(null)
                .asksForExtensionTo("2027-01-31", "2026-11-23T03:00:00Z")
                .extensionDecided("2026-11-24T03:00:00Z", false);

        assertThat(plan(POLICY, task).upcoming(Instant.EPOCH, 4))
                .filteredOn(step -> step.held() == null)
                .extracting(PlannedStep::step)
                .containsExactly("assigned", "extension-requested", "extension-declined");
    }

    @Test
    void remindsNobodyOfAnExtensionRequestMeanwhile() {
        var plan = plan(POLICY, aTask().held(null).asksForExtensionTo("2027-01-31", "2026-11-23T03:00:00Z"));

        assertThat(plan.upcoming(Instant.EPOCH, 20))
                .filteredOn(step -> step.step().equals("undecided"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.held()).isNotNull());
    }

    @Test
    void isSkippedOnceItIsResumedButTheDeadlineStays() {
        var task = aTask().dueOn("2026-12-01").resumed("2026-11-27T02:00:00Z");

        assertThat(told(POLICY, task, 4))
                .containsExactly(
                        "2026-11-23T10:00 assigned gyangze-education",
                        "2026-11-30T09:30 one gyangze-education",
                        "2026-12-02T09:30 overdue gyangze-education",
                        "2026-12-02T09:30 overdue gyangze-office");
    }

    @Test
    void tellsOneOverdueStepWhenItIsResumedAfterTheDeadline() {
        var task = aTask().dueOn("2026-12-01").resumed("2026-12-08T02:00:00Z");

        assertThat(told(POLICY, task, 5))
                .containsExactly(
                        "2026-11-23T10:00 assigned gyangze-education",
                        "2026-12-08T10:00 overdue gyangze-education",
                        "2026-12-08T10:00 overdue gyangze-office",
                        "2026-12-09T09:30 overdue gyangze-education",
                        "2026-12-09T09:30 overdue gyangze-office");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # step,    when it fell due,     now,                  still holds
            three,     2026-11-26T01:30:00Z, 2026-11-26T01:31:00Z, false
            one,       2026-11-30T01:30:00Z, 2026-11-30T01:31:00Z, true
            assigned,  2026-11-23T02:00:00Z, 2026-11-26T01:31:00Z, true
            """)
    void isLookedForAgainRightBeforeSending(String step, Instant at, Instant now, boolean holds) {
        var plan = plan(POLICY, aTask().dueOn("2026-12-01").held("2026-11-24T02:00:00Z", "2026-11-27T02:00:00Z", null));

        assertThat(plan.holds(step, at, "gyangze-education", now)).isEqualTo(holds);
    }

    @Test
    void keepsBackAMailThatIsLateFromBeforeTheHold() {
        var plan = plan(POLICY, aTask().dueOn("2026-12-01").held("2026-11-26T01:31:00Z", "2026-11-27T02:00:00Z", null));
        var at = Instant.parse("2026-11-26T01:30:00Z");

        assertThat(plan.holds("three", at, "gyangze-education", Instant.parse("2026-11-26T01:30:30Z")))
                .isTrue();
        assertThat(plan.holds("three", at, "gyangze-education", Instant.parse("2026-11-26T02:00:00Z")))
                .isFalse();
    }

    @Test
    void knowsWhatFollowsDirectlyFromActs() {
        var plan = plan(POLICY, aTask().asksForExtensionTo("2027-01-31", "2026-11-23T03:00:00Z"));

        assertThat(List.of("assigned", "extension-requested", "undecided", "three"))
                .allSatisfy(name -> assertThat(plan.upcoming(Instant.EPOCH, 60))
                        .filteredOn(step -> step.step().equals(name))
                        .isNotEmpty()
                        .allMatch(step -> step.direct()
                                == List.of("assigned", "extension-requested").contains(name)));
    }
}
