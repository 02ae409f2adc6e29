package org.duban.agenda;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.duban.agenda.JdbcReplanning.Replanned;
import org.duban.agenda.JdbcReplanning.Stale;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.ledger.TaskLedger;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Plans open tasks again after rules or units have changed: batch by batch, each in a transaction of its own, beside all
 * other work and on any number of nodes. What another node writes meanwhile with what it knew before is found, too.
 */
@Component
@ConditionalOnRole(Role.CLOCK)
final class Replanner {

    static final int BATCH = 2_000;

    private static final Logger log = LoggerFactory.getLogger(Replanner.class);
    private static final long TELL_EVERY = Duration.ofSeconds(5).toNanos();
    private static final long LOOK_EVERY = Duration.ofSeconds(5).toNanos();

    private final JdbcReplanning rows;
    private final TaskLedger ledger;
    private final Planner planner;
    private final Directory directory;
    private final Moments moments;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Hand first = new Hand();
    private final Hand second = new Hand();
    private volatile boolean closing;

    Replanner(
            JdbcReplanning rows,
            TaskLedger ledger,
            Planner planner,
            Directory directory,
            Moments moments,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.planner = planner;
        this.directory = directory;
        this.moments = moments;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    @Scheduled(fixedDelay = 500, scheduler = ReplanningConfiguration.SCHEDULER)
    void look() {
        first.look();
    }

    /** The database works on the rows of one hand while the other plans. */
    @Scheduled(fixedDelay = 500, scheduler = ReplanningConfiguration.SCHEDULER)
    void lookToo() {
        second.look();
    }

    /** One of those who work side by side; used by one thread at a time. */
    private final class Hand {
        private long doneWith = -1;
        private long lookedAt;
        private long toldAt;

        void look() {
            try {
                var basis = planner.now().basis(directory.tree());
                if (basis != doneWith || System.nanoTime() - lookedAt > LOOK_EVERY) {
                    replan();
                    doneWith = basis;
                    lookedAt = System.nanoTime();
                }
            } catch (RuntimeException e) {
                if (!closing) {
                    log.warn("Tasks not planned again, trying it once more", e);
                }
            }
        }

        /** Goes through all rows that need it, again and again until none is left that nobody else holds. */
        private void replan() {
            var begun = System.nanoTime();
            toldAt = begun;
            var tasks = 0;
            var found = pass();
            while (found > 0 && !closing) {
                tasks += found;
                found = pass();
            }
            if (tasks > 0) {
                var millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
                log.info("Tasks planned again tasks={} millis={}", tasks, millis);
            }
        }

        private int pass() {
            var found = 0;
            var batch = batchAfter(null);
            while (!batch.isEmpty() && !closing) {
                found += batch.size();
                tellProgress();
                batch = batchAfter(batch.get(batch.size() - 1));
            }
            return found;
        }

        private void tellProgress() {
            if (this == first && System.nanoTime() - toldAt > TELL_EVERY) {
                toldAt = System.nanoTime();
                var progress = rows.progress();
                log.info("Planning tasks again done={} total={}", progress.done(), progress.total());
            }
        }
    }

    private List<Stale> batchAfter(@Nullable Stale last) {
        var batch = transaction.execute(status -> replan(last));
        return batch == null ? List.of() : batch;
    }

    private List<Stale> replan(@Nullable Stale last) {
        var rules = planner.now();
        var units = directory.tree();
        var basis = rules.basis(units);
        var stale = rows.take(basis, last, clock.instant(), BATCH);
        if (stale.isEmpty()) {
            return stale;
        }
        var tasks = ledger.tasks(stale.stream().map(Stale::taskId).toList());
        var planned = new ArrayList<Replanned>(stale.size());
        var left = new ArrayList<String>();
        for (var row : stale) {
            var task = tasks.get(row.taskId());
            planned(row, task, rules, units).ifPresentOrElse(planned::add, () -> left.add(row.taskId()));
        }
        rows.write(planned, basis);
        if (!left.isEmpty()) {
            rows.leave(left, basis);
        }
        moments.announce(planned.stream()
                .map(Replanned::nextWakeAt)
                .filter(Objects::nonNull)
                .toList());
        return stale;
    }

    /** What a row that was planned by earlier rules becomes; empty if it stays as it is. */
    static Optional<Replanned> planned(Stale row, @Nullable Task task, Planner rules, UnitTree units) {
        if (task == null) {
            return Optional.empty();
        }
        try {
            var plan = rules.plan(task, units);
            var next = plan.next(row.toldUntil()).orElse(null);
            return Optional.of(new Replanned(task.id(), next, plan.lampTimes()));
        } catch (RuntimeException e) {
            log.error("Task {} could not be planned again; its next wake-up stays as it is", row.taskId(), e);
            return Optional.empty();
        }
    }
}
