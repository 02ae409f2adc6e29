package org.duban.agenda;

import java.time.InstantSource;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finds, without Quartz, what a lost, stuck or late moment missed. */
@Component
@ConditionalOnRole(Role.CLOCK)
final class MissedMoments {

    private static final Logger log = LoggerFactory.getLogger(MissedMoments.class);

    private final Agenda agenda;
    private final WakeUp wakeUp;
    private final InstantSource clock;
    private final JdbcMoments upcoming;
    private final Moments moments;
    private final AgendaMeters meters;

    MissedMoments(
            Agenda agenda,
            WakeUp wakeUp,
            InstantSource clock,
            JdbcMoments upcoming,
            Moments moments,
            AgendaMeters meters) {
        this.agenda = agenda;
        this.wakeUp = wakeUp;
        this.clock = clock;
        this.upcoming = upcoming;
        this.moments = moments;
        this.meters = meters;
    }

    @EventListener(ApplicationReadyEvent.class)
    void rebuildMoments() {
        var now = clock.instant();
        try {
            moments.drop(upcoming.stuck(now));
            moments.keepAgain(upcoming.missing(now.plus(Moments.HORIZON)));
        } catch (SchedulerException e) {
            log.warn("Moments not kept again, the sweep will find what is due: {}", e.getMessage());
        }
    }

    @Scheduled(initialDelay = 30 * 60_000, fixedDelay = 30 * 60_000)
    void keepWhatComesNearer() {
        rebuildMoments();
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 30_000)
    void sweep() {
        var late = clock.instant().minusSeconds(5);
        var missed = agenda.anyDue(late);
        wakeUp.wakeUp();
        if (missed) {
            meters.sweepFound();
            log.info("Found tasks whose moment was missed; what was due is told, moments are kept again");
            rebuildMoments();
        }
    }
}
