package org.duban.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many years, each of another seed. On request more of them, longer ones, or one of them again: see docs/proof.md. */
class SimulationTests {

    private static final long FIRST = Long.getLong("duban.simulation.seed", 1);
    private static final int RUNS = Integer.getInteger("duban.simulation.runs", 400);
    private static final int TASKS = Integer.getInteger("duban.simulation.tasks", 30);

    /** Left out where single years are asked for. */
    private static final int LARGE = Integer.getInteger(
            "duban.simulation.large", System.getProperty("duban.simulation.runs") == null ? 5_000 : 0);

    /** So few that chance may leave out a fault. */
    private static final int FEW = 100;

    @Test
    void keepsItsPromisesWhateverGoesWrong() throws InterruptedException {
        var small = new Counts();
        var large = new Counts();
        var years = new ArrayList<Runnable>();
        if (LARGE > 0) {
            years.add(() -> new Run(FIRST, LARGE).of(large));
        }
        LongStream.range(FIRST, FIRST + RUNS).forEach(seed -> years.add(() -> new Run(seed, TASKS).of(small)));

        liveSideBySide(years);

        System.out.print(small.table(FIRST, RUNS, TASKS) + (LARGE > 0 ? large.table(FIRST, 1, LARGE) : ""));
        assertThat(small.never())
                .as("what never happened, so that nothing was proved about it")
                .satisfiesAnyOf(
                        never -> assertThat(never).isEmpty(),
                        never -> assertThat(RUNS).isLessThan(FEW));
    }

    /** As many at a time as there are processors: no year knows of another. */
    private static void liveSideBySide(List<Runnable> years) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            var lived =
                    threads.invokeAll(years.stream().map(Executors::callable).toList());
            for (var year : lived) {
                assertThatCode(year::get).doesNotThrowAnyException();
            }
        } finally {
            threads.shutdownNow();
        }
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
