package org.duban.agenda;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The alarm clock: one Quartz trigger for each instant at which something may be due, whatever the number of tasks that
 * share it. A moment that is lost costs at most the time until the next {@link MissedMoments}.
 */
@Component
final class Moments {

    static final String GROUP = "moment";
    static final JobKey WAKE_UP = JobKey.jobKey("wake-up", "duban");

    /** Moments further away get their trigger when they come nearer, so that Quartz never keeps many. */
    static final Duration HORIZON = Duration.ofHours(25);

    private static final Logger log = LoggerFactory.getLogger(Moments.class);

    private final Scheduler scheduler;
    private final InstantSource clock;
    private final ConcurrentSkipListSet<Instant> wanted = new ConcurrentSkipListSet<>();
    private final Set<Instant> kept = new ConcurrentSkipListSet<>();

    Moments(Scheduler scheduler, InstantSource clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Sees to it that these instants come; when a transaction is under way, right after it has committed. */
    void announce(Collection<Instant> instants) {
        if (instants.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            want(instants);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                want(instants);
            }
        });
    }

    /** Keeps moments that Quartz has lost, and its job if that is gone too; what it took them for before is forgotten. */
    void keepAgain(Collection<Instant> lost) throws SchedulerException {
        if (!lost.isEmpty() && !scheduler.checkExists(WAKE_UP)) {
            keepJob();
        }
        kept.removeAll(lost);
        want(lost);
    }

    /** Takes triggers that will never fire out of Quartz. */
    void drop(Collection<String> triggers) throws SchedulerException {
        if (!triggers.isEmpty()) {
            log.warn("Quartz held {} moments that would never have come; they are kept anew", triggers.size());
            scheduler.unscheduleJobs(triggers.stream()
                    .map(name -> TriggerKey.triggerKey(name, GROUP))
                    .toList());
        }
    }

    private void want(Collection<Instant> instants) {
        var now = clock.instant();
        var horizon = now.plus(HORIZON);
        for (var instant : instants) {
            if (!instant.isAfter(horizon)) {
                wanted.add(rounded(instant, now));
            }
        }
    }

    /**
     * The moment of an instant: rounded up to the whole second; one that has passed comes at the next. Only steps at exact
     * times lie off the minute, so that the others share theirs.
     */
    static Instant rounded(Instant instant, Instant now) {
        var due = instant.isAfter(now) ? instant : now.plusNanos(1);
        var second = due.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(due) ? due : second.plusSeconds(1);
    }

    /** Triggers are made beside the transactions that want them: many that want the same second cost one trigger. */
    @Scheduled(fixedDelay = 50)
    void keep() {
        for (var moment = wanted.pollFirst(); moment != null; moment = wanted.pollFirst()) {
            if (kept.add(moment)) {
                schedule(moment);
            }
        }
    }

    @Scheduled(fixedDelay = 60_000)
    void forgetThePast() {
        var past = clock.instant().minusSeconds(60);
        kept.removeIf(moment -> moment.isBefore(past));
    }

    private void schedule(Instant moment) {
        try {
            var trigger = TriggerBuilder.newTrigger()
                    .withIdentity(TriggerKey.triggerKey(moment.toString(), GROUP))
                    .forJob(WAKE_UP)
                    .startAt(Date.from(moment))
                    .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
                    .build();
            scheduler.scheduleJob(trigger);
        } catch (ObjectAlreadyExistsException e) {
            log.trace("Moment {} is kept already", moment);
        } catch (SchedulerException e) {
            kept.remove(moment);
            log.warn("Moment {} was not kept, the sweep will find what is due: {}", moment, e.getMessage());
        }
    }

    /** Makes the job that all moments fire, if the store has none. */
    void keepJob() throws SchedulerException {
        scheduler.addJob(
                JobBuilder.newJob(MomentJob.class)
                        .withIdentity(WAKE_UP)
                        .storeDurably()
                        .build(),
                true,
                true);
    }
}
