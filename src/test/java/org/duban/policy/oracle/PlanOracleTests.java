package org.duban.policy.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumSet;
import java.util.HashSet;
import org.duban.ledger.TaskStatus;
import org.duban.policy.Lamp;
import org.duban.policy.NoticeKind;
import org.junit.jupiter.api.Test;

/** The plan and its naive twin tell the same about whatever the generators think of. */
class PlanOracleTests {

    /** The first case; give it the number of a failure to run that one again. */
    private static final long FIRST = Long.getLong("duban.seed", 1);

    static final long CASES = Long.getLong("duban.cases", 1_500);

    @Test
    void tellsWhatTheOracleTells() {
        for (var seed = FIRST; seed < FIRST + CASES; seed++) {
            var example = Cases.example(seed);
            var found = Comparison.of(example);
            if (found.isPresent()) {
                fail(report(seed, example));
            }
        }
    }

    /** A generator that has lost a construct would prove nothing about it. */
    @Test
    void meetsEveryStatusKindFateAndLamp() {
        var met = new HashSet<Object>();
        for (var seed = 0; seed < 400; seed++) {
            var example = Cases.example(seed);
            var stage = new Stage(example);
            for (var task : stage.lives()) {
                met.add(task.status());
                met.add(stage.plan(task).lamp(example.upTo()));
                stage.fates(task, example.from(), example.upTo()).forEach(line -> met.add(line.fate()));
                stage.plan(task).due(example.from(), example.upTo()).forEach(step -> met.add(step.kind()));
            }
        }
        assertThat(met).contains((Object[]) TaskStatus.values());
        assertThat(met).contains((Object[]) Lamp.values());
        assertThat(met).containsAll(EnumSet.complementOf(EnumSet.of(NoticeKind.BULLETIN)));
        assertThat(met).contains("TOLD", "SUPERSEDED", "HELD", "UNDELIVERABLE");
    }

    private static String report(long seed, Example example) {
        var smallest =
                Shrinker.smallest(example, smaller -> Comparison.of(smaller).isPresent());
        var found = Comparison.of(smallest).orElseThrow();
        return "plan and oracle disagree; run it again with -Dduban.cases=1 -Dduban.seed=" + seed + "\n\n" + smallest
                + "\n" + found.getMessage();
    }
}
