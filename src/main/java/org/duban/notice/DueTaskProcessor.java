package org.duban.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.duban.agenda.Advance;
import org.duban.agenda.Agenda;
import org.duban.agenda.ToldTask;
import org.duban.agenda.WakeUp;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.fate.DueStep;
import org.duban.fate.FateResolver;
import org.duban.fate.ToldHistory;
import org.duban.ledger.Task;
import org.duban.ledger.TaskLedger;
import org.duban.policy.Plan;
import org.duban.policy.PlannedStep;
import org.duban.policy.Planner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens at a moment: due tasks are taken batch by batch, then what is due is composed into notices. */
@Component
final class DueTaskProcessor implements WakeUp {

    private static final Logger log = LoggerFactory.getLogger(DueTaskProcessor.class);
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
    DueTaskProcessor(
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
    DueTaskProcessor(
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
        if (!due.isEmpty()) {
            new Take(now, toldToNobody).of(due);
        }
        return due.size();
    }

    /** What has fallen due about one task. */
    private record Fallen(ToldTask due, Task task, Plan plan, List<PlannedStep> steps) {}

    /** One batch of due tasks on its way from the plan to the steps that are told. */
    private final class Take {
        private final Instant now;
        private final List<DueStep> toldToNobody;
        private final Planner rules = planner.now();
        private final UnitTree units = directory.tree();
        private final List<Fallen> fallen = new ArrayList<>();
        private final List<Advance> advances = new ArrayList<>();

        /** @param toldToNobody gathers what nobody hears */
        Take(Instant now, List<DueStep> toldToNobody) {
            this.now = now;
            this.toldToNobody = toldToNobody;
        }

        void of(List<ToldTask> due) {
            var tasks = ledger.tasks(due.stream().map(ToldTask::taskId).toList());
            due.forEach(each -> plan(each, tasks.get(each.taskId())));
            var rows = resolved();
            if (!rows.isEmpty()) {
                steps.insertNew(rows);
                rows.stream().filter(DueStep::toldToNobody).forEach(toldToNobody::add);
            }
            agenda.advance(advances, rules.basis(units));
        }

        private void plan(ToldTask due, @Nullable Task task) {
            if (task == null) {
                advances.add(new Advance(due.taskId(), due.toldUntil(), null));
                return;
            }
            trying(due, () -> {
                var plan = rules.plan(task, units);
                fallen.add(new Fallen(due, task, plan, plan.due(due.toldUntil(), now)));
            });
        }

        private List<DueStep> resolved() {
            var closed = ids(each -> !each.task.open());
            var changed = ids(each -> each.steps.stream().anyMatch(step -> ToldHistory.decideAbout(step.step())));
            var resolver = new FateResolver(
                    rules,
                    units,
                    closed.isEmpty() ? Map.of() : steps.escalated(closed),
                    changed.isEmpty() ? ToldHistory.of(List.of()) : ToldHistory.of(steps.heard(changed)),
                    now);
            var rows = new ArrayList<DueStep>();
            fallen.forEach(each -> trying(each.due, () -> {
                rows.addAll(resolver.resolve(each.task, each.plan, each.steps));
                advances.add(new Advance(
                        each.task.id(),
                        told(each.steps, each.due.toldUntil()),
                        each.plan.next(now).orElse(null)));
            }));
            return rows;
        }

        private List<String> ids(Predicate<Fallen> which) {
            return fallen.stream().filter(which).map(each -> each.task.id()).toList();
        }

        private void trying(ToldTask due, Runnable planning) {
            try {
                planning.run();
            } catch (RuntimeException e) {
                log.error("Task {} could not be planned; tried again in {}", due.taskId(), AFTER_A_FAILURE, e);
                advances.add(new Advance(due.taskId(), due.toldUntil(), now.plus(AFTER_A_FAILURE)));
            }
        }
    }

    private static Instant told(List<PlannedStep> fallen, Instant before) {
        return fallen.isEmpty() ? before : fallen.get(fallen.size() - 1).at();
    }
}
