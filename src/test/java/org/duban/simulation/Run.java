package org.duban.simulation;

import java.util.List;
import org.duban.simulation.World.Settings;

/** One simulated year of two nodes, and the same year of a single one to which nothing happens. */
final class Run {

    private final long seed;
    private final int tasks;

    Run(long seed, int tasks) {
        this.seed = seed;
        this.tasks = tasks;
    }

    /** @param counts where to note what has happened */
    void of(Counts counts) {
        try (var two = new World(new Settings(seed, tasks, 2, false))) {
            live(two);
            counts.add(two);
            try (var one = new World(new Settings(seed, tasks, 1, true), OneNode.replay(two), two.outside.decrees())) {
                live(one);
                compared(two, new OneNode(two, one)::compare);
            }
        }
    }

    /** A year in which nothing goes wrong: not one line of a mail is another one. */
    void calm() {
        try (var two = new World(new Settings(seed, tasks, 2, true));
                var one = new World(new Settings(seed, tasks, 1, true), new Scenario(seed, tasks), List.of())) {
            live(two);
            live(one);
            compared(two, two.reckoning::toldAtOnce);
            compared(one, one.reckoning::toldAtOnce);
            compared(two, new OneNode(two, one)::compareMails);
        }
    }

    private void live(World world) {
        compared(world, () -> {
            world.run();
            world.reckoning.reckon();
        });
    }

    private void compared(World world, Runnable work) {
        try {
            work.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed %d, step %d, %s: %s%nTo see it again: %s"
                            .formatted(seed, world.stage.steps(), world.now(), e.getMessage(), command()),
                    e);
        }
    }

    private String command() {
        return "./mvnw test -Dtest=SimulationTests -Dduban.simulation.seed=" + seed
                + " -Dduban.simulation.runs=1 -Dduban.simulation.tasks=" + tasks;
    }
}
