package org.duban.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

/** Many years, each of another seed. On request more of them, longer ones, or one of them again: see docs/proof.md. */
class SimulationTests {

    private static final long FIRST = Long.getLong("duban.simulation.seed", 1);
    private static final int RUNS = Integer.getInteger("duban.simulation.runs", 200);
    private static final int TASKS = Integer.getInteger("duban.simulation.tasks", 30);

    /** Left out where single years are asked for. */
    private static final int LARGE = Integer.getInteger(
            "duban.simulation.large", System.getProperty("duban.simulation.runs") == null ? 10_000 : 0);

    /** So few that chance may leave out a fault. */
    private static final int FEW = 100;

    @Test
    void keepsItsPromisesWhateverGoesWrong() {
        var counts = new Counts();

        for (var seed = FIRST; seed < FIRST + RUNS; seed++) {
            new Run(seed, TASKS).of(counts);
        }

        System.out.print(counts.table(FIRST, RUNS, TASKS));
        assertThat(counts.never())
                .as("what never happened, so that nothing was proved about it")
                .satisfiesAnyOf(
                        never -> assertThat(never).isEmpty(),
                        never -> assertThat(RUNS).isLessThan(FEW));
    }

    @Test
    void keepsItsPromisesToTenThousandTasks() {
        assumeThat(LARGE).isPositive();
        var counts = new Counts();

        new Run(FIRST, LARGE).of(counts);

        System.out.print(counts.table(FIRST, 1, LARGE));
    }

    @Test
    void livesTheSameYearAgainFromTheSameSeed() {
        var once = new Counts();
        var again = new Counts();

        new Run(FIRST, TASKS).of(once);
        new Run(FIRST, TASKS).of(again);

        assertThat(again.table(FIRST, 1, TASKS)).isEqualTo(once.table(FIRST, 1, TASKS));
    }

    @Test
    void twoNodesToWhichNothingHappensSendTheMailsOfOne() {
        for (var seed = FIRST; seed < FIRST + Math.min(RUNS, 5); seed++) {
            new Run(seed, TASKS).calm();
        }
    }
}
