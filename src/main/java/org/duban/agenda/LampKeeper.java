package org.duban.agenda;

import java.time.InstantSource;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the number of tasks small whose lamp time has changed since it was counted: whoever asks looks at each of them. Nodes
 * may do it at the same time.
 */
@Component
@ConditionalOnRole(Role.CLOCK)
final class LampKeeper {

    static final int BATCH = 1_000;

    private final JdbcKeptLamps lamps;
    private final InstantSource clock;

    LampKeeper(JdbcKeptLamps lamps, InstantSource clock) {
        this.lamps = lamps;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10_000, fixedDelay = 20_000)
    void keep() {
        while (lamps.bringTo(clock.instant(), BATCH) == BATCH) {
            // Each batch is a transaction of its own, so that nobody waits for long.
        }
        lamps.sumUp();
    }
}
