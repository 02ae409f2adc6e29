package org.duban.plan.oracle;

import static org.assertj.core.api.Assertions.fail;

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

    private static String report(long seed, Example example) {
        var smallest =
                Shrinker.smallest(example, smaller -> Comparison.of(smaller).isPresent());
        var found = Comparison.of(smallest).orElseThrow();
        return "plan and oracle disagree; run it again with -Dduban.cases=1 -Dduban.seed=" + seed + "\n\n" + smallest
                + "\n" + found.getMessage();
    }
}
