package org.duban.agenda;

import java.time.InstantSource;
import org.duban.ConditionalOnRole;
import org.duban.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finds, without Quartz, what a lost, stuck or late moment missed. */
@Component
@ConditionalOnRole(Role.CLOCK)
final class Sweep {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private final Agenda agenda;
    private final WakeUp wakeUp;
    private final InstantSource clock;
    private final JdbcMoments upcoming;
    private final Moments moments;

    Sweep(Agenda agenda, WakeUp wakeUp, InstantSource clock, JdbcMoments upcoming, Moments moments) {
        this.agenda = agenda;
        this.wakeUp = wakeUp;
        this.clock = clock;
        this.upcoming = upcoming;
        this.moments = moments;
    }

    @EventListener(ApplicationReadyEvent.class)
    void rebuildMoments() {
        moments.announce(upcoming.until(clock.instant().plus(Moments.HORIZON)));
    }

    @Scheduled(initialDelay = 30 * 60_000, fixedDelay = 30 * 60_000)
    void keepWhatComesNearer() {
        rebuildMoments();
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 30_000)
    void sweep() {
        var late = clock.instant().minusSeconds(5);
        if (agenda.anyDue(late)) {
            log.info("Found tasks whose moment was missed; telling what is due");
        }
        wakeUp.wakeUp();
    }
}
