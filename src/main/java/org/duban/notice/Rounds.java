package org.duban.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.duban.agenda.Advance;
import org.duban.agenda.Agenda;
import org.duban.agenda.DueTask;
import org.duban.agenda.WakeUp;
import org.duban.directory.Directory;
import org.duban.ledger.Task;
import org.duban.ledger.TaskLedger;
import org.duban.policy.PlannedStep;
import org.duban.policy.Planner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens at a moment: due tasks are taken batch by batch, then what is due is composed into notices. */
@Component
final class Rounds implements WakeUp {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final int BATCH = 500;
    private static final int MOST_LOGGED = 20;
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(10);

    private final Agenda agenda;
    private final TaskLedger ledger;
    private final Planner planner;
    private final Directory directory;
    private final StepTable steps;
    private final Composer composer;
    private final NoticeMeters meters;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Executor beside;
    private final ReentrantLock round = new ReentrantLock();
    private final AtomicBoolean called = new AtomicBoolean();

    @Autowired
    Rounds(
            Agenda agenda,
            TaskLedger ledger,
            Planner planner,
            Directory directory,
            StepTable steps,
            Composer composer,
            NoticeMeters meters,
            TransactionTemplate transaction,
            InstantSource clock) {
        this(
                agenda,
                ledger,
                planner,
                directory,
                steps,
                composer,
                meters,
                transaction,
                clock,
                new SimpleAsyncTaskExecutor("taking-"));
    }

    /** @param beside where a second taker works while more than one batch is due */
    Rounds(
            Agenda agenda,
            TaskLedger ledger,
            Planner planner,
            Directory directory,
            StepTable steps,
            Composer composer,
            NoticeMeters meters,
            TransactionTemplate transaction,
            InstantSource clock,
            Executor beside) {
        this.agenda = agenda;
        this.ledger = ledger;
        this.planner = planner;
        this.directory = directory;
        this.steps = steps;
        this.composer = composer;
        this.meters = meters;
        this.transaction = transaction;
        this.clock = clock;
        this.beside = beside;
    }

    /** One round at a time on a node; a call during a round makes it look again before it ends. */
    @Override
    public void wakeUp() {
        called.set(true);
        while (called.get() && round.tryLock()) {
            try {
                called.set(false);
                round();
            } finally {
                round.unlock();
            }
        }
    }

    private void round() {
        var complete = false;
        while (!complete) {
            if (takeBatch()) {
                // The database works on one batch while the other is planned.
                var second = CompletableFuture.runAsync(this::takeRest, beside);
                takeRest();
                second.join();
            }
            complete = composer.compose();
        }
    }

    private void takeRest() {
        while (takeBatch()) {
            log.trace("More is due");
        }
    }

    /** Whether there may be more. */
    private boolean takeBatch() {
        var toldToNobody = new ArrayList<DueStep>();
        var taken = transaction.execute(status -> {
            toldToNobody.clear();
            return take(toldToNobody);
        });
        alarm(toldToNobody);
        return taken == BATCH;
    }

    private void alarm(List<DueStep> toldToNobody) {
        meters.toldToNobody(toldToNobody.size());
        toldToNobody.stream()
                .limit(MOST_LOGGED)
                .forEach(row -> log.error(
                        "Nobody was told of step {} of task {}: {}", row.step().step(), row.taskId(), row.reason()));
    }

    private int take(List<DueStep> toldToNobody) {
        steps.lockForTaking();
        var now = clock.instant();
        var due = agenda.takeDue(now, BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        var tasks = ledger.tasks(due.stream().map(DueTask::taskId).toList());
        var closed = tasks.values().stream()
                .filter(task -> !task.open())
                .map(Task::id)
                .toList();
        var rules = planner.now();
        var units = directory.tree();
        var resolution =
                new Resolution(rules, units, closed.isEmpty() ? java.util.Map.of() : steps.escalated(closed), now);
        var rows = new ArrayList<DueStep>();
        var advances = new ArrayList<Advance>();
        for (var dueTask : due) {
            var task = tasks.get(dueTask.taskId());
            if (task == null) {
                advances.add(new Advance(dueTask.taskId(), dueTask.toldUntil(), null));
                continue;
            }
            try {
                var plan = rules.plan(task, units);
                var fallen = plan.due(dueTask.toldUntil(), now);
                rows.addAll(resolution.resolve(task, plan, fallen));
                advances.add(new Advance(
                        task.id(),
                        told(fallen, dueTask.toldUntil()),
                        plan.next(now).orElse(null)));
            } catch (RuntimeException e) {
                log.error("Task {} could not be planned; tried again in {}", task.id(), AFTER_A_FAILURE, e);
                advances.add(new Advance(task.id(), dueTask.toldUntil(), now.plus(AFTER_A_FAILURE)));
            }
        }
        if (!rows.isEmpty()) {
            steps.insertNew(rows);
            rows.stream().filter(DueStep::toldToNobody).forEach(toldToNobody::add);
        }
        agenda.advance(advances, rules.basis(units));
        return due.size();
    }

    private static Instant told(List<PlannedStep> fallen, Instant before) {
        return fallen.isEmpty() ? before : fallen.get(fallen.size() - 1).at();
    }
}
