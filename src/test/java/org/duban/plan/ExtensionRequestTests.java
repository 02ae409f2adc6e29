package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.PlanFixture.plan;
import static org.duban.plan.PlanFixture.policy;
import static org.duban.plan.PlanFixture.told;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.List;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.junit.jupiter.api.Test;

/** Who is told of an extension request, and how long. */
class ExtensionRequestTests {

    private static final Policy POLICY = policy("after-deadline: 1wd, tell: [lead]");

    @Test
    void remindsTheOfficeWhileTheRequestIsOpen() {
        var task = aTask().assigned("2026-09-01T02:00:00Z").asksForExtensionTo("2027-01-31", "2026-09-29T02:00:00Z");

        assertThat(told(POLICY, task, 4))
                .containsExactly(
                        "2026-09-29T10:00 extension-requested gyangze-office",
                        "2026-10-08T09:30 undecided gyangze-office",
                        "2026-10-10T09:30 undecided gyangze-office",
                        "2026-10-13T09:30 undecided gyangze-office");
        assertThat(plan(POLICY, task).upcoming(Instant.EPOCH, 2))
                .extracting(step -> step.kind() + " " + step.level())
                .containsExactly("REVIEW YELLOW", "REVIEW YELLOW");
    }

    @Test
    void stopsWhenItIsDecided() {
        var task = aTask().extensionDecided("2026-11-25T02:00:00Z", true).withHelpOf("gyangze-roads");

        assertThat(told(POLICY, task, 2))
                .containsExactly(
                        "2026-11-25T10:00 extension-granted gyangze-education",
                        "2026-11-25T10:00 extension-granted gyangze-roads");
    }

    @Test
    void answersTheLeadUnitForAUnitThatIsGone() {
        var task = aTask().extensionDecided("2026-11-25T02:00:00Z", false).decidedFor("gone");

        assertThat(told(POLICY, task, 1)).containsExactly("2026-11-25T10:00 extension-declined gyangze-education");
    }

    @Test
    void stopsWhenTheTaskIsClosed() {
        var task =
                aTask().asksForExtensionTo("2027-01-31", "2026-11-24T02:00:00Z").struckOff("2026-11-25T02:00:00Z");

        assertThat(plan(POLICY, task).upcoming(Instant.EPOCH, 9))
                .extracting(PlannedStep::step)
                .containsExactly("closed");
    }

    @Test
    void followsTheRequestWhateverTheStatus() {
        var task =
                aTask().asksForExtensionTo("2027-01-31", "2026-11-24T02:00:00Z").submitted("2026-11-25T02:00:00Z");

        assertThat(told(POLICY, task, 9)).contains("2026-11-26T09:30 undecided gyangze-office");
    }

    @Test
    void letsAPolicyRemindInItsOwnWay() {
        var policy = policy(
                "name: hurry, after-extension-request: 1wd, tell: [office]",
                "name: hurry-more, after-extension-request: 3wd, every: 1wd, tell: [office, higher-office], level: red");
        var task = aTask().asksForExtensionTo("2027-01-31", "2026-11-24T02:00:00Z");

        assertThat(policy.steps()).extracting(Step::name).doesNotContain("undecided");
        assertThat(told(policy, task, 5))
                .containsExactly(
                        "2026-11-24T10:00 extension-requested gyangze-office",
                        "2026-11-25T09:30 hurry gyangze-office",
                        "2026-11-27T09:30 hurry-more gyangze-office",
                        "2026-11-27T09:30 hurry-more city-office",
                        "2026-11-30T09:30 hurry-more gyangze-office");
    }

    @Test
    void countsAnewWhenMoreIsAskedFor() {
        var once = told(POLICY, aTask().asksForExtensionTo("2027-01-31", "2026-11-24T02:00:00Z"), 2);
        var again = told(POLICY, aTask().asksForExtensionTo("2027-02-28", "2026-11-25T02:00:00Z"), 2);

        assertThat(List.of(once.get(1), again.get(1)))
                .containsExactly(
                        "2026-11-26T09:30 undecided gyangze-office", "2026-11-27T09:30 undecided gyangze-office");
    }
}
