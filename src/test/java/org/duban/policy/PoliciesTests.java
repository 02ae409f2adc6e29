package org.duban.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.duban.files.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a task may change of its policy. */
class PoliciesTests {

    private static final Policies POLICIES =
            PolicyFile.read(InputFile.ofText("policies.yaml", """
            policies:
              standard:
                steps:
                  - { name: assigned, on: assignment, tell: [lead] }
                  - { name: three-days, before-deadline: 3wd, tell: [lead] }
            """), List.of("cn"), List.of());

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            three-days | 5wd     |
            three-days | P2W     |
            three-days | PT30M   |
            three-days | 0wd     |
            three-days | 3660wd  |
            three-days | P3660D  |
            three-days | PT87840H |
            three-days | 3661wd  | data.amounts.three-days: "3661wd" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            three-days | P3661D  | data.amounts.three-days: "P3661D" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            three-days | PT87864H | data.amounts.three-days: "PT87864H" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            undecided  | 3wd     |
            three-days | 5 days  | data.amounts.three-days: "5 days" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            three-days | -1wd    | data.amounts.three-days: "-1wd" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            three-day  | 5wd     | data.amounts.three-day: the policy "standard" has no step "three-day"; did you mean "three-days"? write one of three-days, undecided
            assigned   | 1wd     | data.amounts.assigned: "1wd" fits no step that is told on assignment, at once; leave it out
            """)
    void sayWhatIsWrongWithAnAmount(String step, String amount, String objection) {
        assertThat(POLICIES.objection("standard", Map.of(step, amount))
                        .map(why -> why.english())
                        .orElse(null))
                .isEqualTo(objection);
    }

    @Test
    void standInTheOrderOfTheirFile() {
        var text = "policies: { z: { steps: [ %1$s ] }, a: { steps: [ %1$s ] }, m: { steps: [ %1$s ] } }"
                .formatted("{ name: assigned, on: assignment, tell: [lead] }");
        var policies = PolicyFile.read(InputFile.ofText("policies.yaml", text), List.of("cn"), List.of());

        assertThat(policies.all()).extracting(Policy::name).containsExactly("z", "a", "m");
    }

    @Test
    void leaveUnknownPoliciesToOthers() {
        assertThat(POLICIES.objection("urgent", Map.of("three-days", "x"))).isEmpty();
    }
}
