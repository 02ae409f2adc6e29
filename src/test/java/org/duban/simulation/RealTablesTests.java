package org.duban.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.duban.TestDatabase;
import org.duban.simulation.Lockstep.Place;
import org.duban.simulation.World.Settings;
import org.junit.jupiter.api.Test;

/** Some of the simulated years on real PostgreSQL: each statement does what its stand-in does, and the mails are the same. */
class RealTablesTests {

    private static final long FIRST = Long.getLong("duban.simulation.seed", 1);
    private static final int RUNS = Integer.getInteger("duban.simulation.real", 3);
    private static final int TASKS = Integer.getInteger("duban.simulation.tasks", 30);

    @Test
    void tellInPostgresWhatTheirStandInsTell() {
        var refusals = 0L;
        for (var seed = FIRST; seed < FIRST + RUNS; seed++) {
            var settings = new Settings(seed, TASKS, 2, false);
            try (var postgres = new PostgresDatabase(TestDatabase.create());
                    var memory = world(settings, Place.MEMORY_IN_STEP, () -> postgres);
                    var real = world(settings, Place.POSTGRES, () -> postgres)) {

                var told = live(memory);
                var mails = live(real);

                assertThat(mails).as("mails of seed %d", seed).isNotEmpty().isEqualTo(told);
                refusals += real.lockstep.refusals();
                System.out.printf(
                        "Year %d on PostgreSQL: %d calls compared, %d refused by both, %d mails%n",
                        seed, real.lockstep.calls(), real.lockstep.refusals(), mails.size());
            }
        }
        assertThat(refusals).as("calls that a lock refused").isPositive();
    }

    private static World world(Settings settings, Place place, Supplier<PostgresDatabase> postgres) {
        return new World(settings, new Scenario(settings.seed(), settings.tasks()), List.of(), place, postgres);
    }

    private static List<Promises.Mail> live(World world) {
        world.run();
        world.lockstep.agree();
        world.reckoning.reckon();
        world.lockstep.agree();
        return world.promises.mails();
    }
}
