package org.duban.notice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.duban.agenda.Advance;
import org.duban.agenda.Agenda;
import org.duban.agenda.ToldTask;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.fate.DueStep;
import org.duban.fate.FateResolver;
import org.duban.fate.ToldHistory;
import org.duban.ledger.TaskLedger;
import org.duban.notice.StepTable;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes due tasks, decides the fates of the steps that have fallen due, and keeps both. */
@Component
final class DueTaskProcessor {

    private static final Logger log = LoggerFactory.getLogger(DueTaskProcessor.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(10);

    private final Agenda agenda;
    private final TaskLedger ledger;
    private final Planner planner;
    private final Directory directory;
    private final StepTable steps;
    private final LeftOutSteps leftOut;
    private final InstantSource clock;

    DueTaskProcessor(
            Agenda agenda,
            TaskLedger ledger,
            Planner planner,
            Directory directory,
            StepTable steps,
            LeftOutSteps leftOut,
            InstantSource clock) {
        this.agenda = agenda;
        this.ledger = ledger;
        this.planner = planner;
        this.directory = directory;
        this.steps = steps;
        this.leftOut = leftOut;
        this.clock = clock;
    }

    /**
     * What was taken.
     *
     * @param tasks how many tasks
     * @param toldToNobody their steps that nobody hears of
     */
    record Taken(int tasks, List<DueStep> toldToNobody) {}

    /** Takes up to so many tasks; joins the caller's transaction. */
    Taken take(int limit) {
        steps.lockForTaking();
        var now = clock.instant();
        var due = agenda.takeDue(now, limit);
        return new Taken(due.size(), due.isEmpty() ? List.of() : new Batch(now).process(due));
    }

    /** What has fallen due about one task. */
    private record Fallen(ToldTask due, Task task, Plan plan, List<PlannedStep> steps) {}

    /** One batch of due tasks on its way from the plan to the steps that are told. */
    private final class Batch {
        private final Instant now;
        private final Planner rules = planner.now();
        private final UnitTree units = directory.tree();
        private final List<Fallen> fallen = new ArrayList<>();
        private final List<Advance> advances = new ArrayList<>();

        Batch(Instant now) {
            this.now = now;
        }

        /** @return what nobody hears */
        List<DueStep> process(List<ToldTask> due) {
            var tasks = ledger.tasks(due.stream().map(ToldTask::taskId).toList());
            due.forEach(each -> plan(each, tasks.get(each.taskId())));
            var rows = resolved();
            if (!rows.isEmpty()) {
                steps.insertNew(rows);
            }
            leftOut.tellAfterAll(ids(each -> each.task.open()));
            agenda.advance(advances, rules.basis(units));
            return rows.stream().filter(DueStep::toldToNobody).toList();
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
            var changed = ids(each -> each.task.toldFrom().reopened() != null
                    || each.steps.stream().anyMatch(step -> ToldHistory.decideAbout(step.step())));
            var resolver = new FateResolver(
                    rules,
                    units,
                    closed.isEmpty() ? Map.of() : steps.escalated(closed),
                    ToldHistory.of(changed.isEmpty() ? List.of() : steps.heard(changed), units),
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
