package org.duban.rules;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duban.agenda.Agenda;
import org.duban.agenda.ReplanningConfiguration;
import org.duban.agenda.ToldTask;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.ledger.TaskLedger;
import org.duban.plan.Microsecond;
import org.duban.plan.Plan;
import org.duban.policy.StepLabel;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rulebook.Planner;
import org.duban.rulebook.RuleHistory;
import org.duban.rulebook.Rulebook;
import org.duban.rulebook.Rulebooks;
import org.duban.rules.JdbcRuleChanges.Counting;
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
 * Finds out whose next wake-up a proposed change would move: batch by batch, each in a transaction of its own, so that any
 * node goes on where another one has ended.
 */
@Component
@ConditionalOnRole(Role.CLOCK)
final class MoveCounter {

    private static final Logger log = LoggerFactory.getLogger(MoveCounter.class);
    private static final int BATCH = 2_000;

    private final JdbcRuleChanges changes;
    private final Rulebooks rulebooks;
    private final Agenda agenda;
    private final TaskLedger ledger;
    private final Directory directory;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private volatile boolean closing;
    private @Nullable Parsed last;

    MoveCounter(
            JdbcRuleChanges changes,
            Rulebooks rulebooks,
            Agenda agenda,
            TaskLedger ledger,
            Directory directory,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.changes = changes;
        this.rulebooks = rulebooks;
        this.agenda = agenda;
        this.ledger = ledger;
        this.directory = directory;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A proposed rulebook that need not be read again for each batch. */
    private record Parsed(long change, long base, Rulebook rulebook) {}

    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    @Scheduled(fixedDelay = 500, scheduler = ReplanningConfiguration.SCHEDULER)
    void count() {
        try {
            while (!closing && Boolean.TRUE.equals(transaction.execute(status -> countBatch()))) {
                log.trace("More is to be counted");
            }
        } catch (RuntimeException e) {
            if (!closing) {
                log.warn("Moves of a rule change not counted, trying it once more", e);
            }
        }
    }

    /** Whether there may be more to count. */
    private boolean countBatch() {
        var history = rulebooks.history();
        return changes.lockCounting(history.current().version())
                .map(change -> {
                    count(change, history);
                    return true;
                })
                .orElse(false);
    }

    private void count(Counting change, RuleHistory history) {
        var open = agenda.openTasks(change.countedTo(), BATCH);
        var moves = open.isEmpty() ? List.<MovedTask>of() : moves(change, history, open);
        var all = open.size() < BATCH;
        var countedTo =
                open.isEmpty() ? change.countedTo() : open.get(open.size() - 1).taskId();
        changes.counted(change.id(), countedTo, open.size(), moves, all);
        if (all) {
            log.info("Rule change counted change={} moves={}", change.id(), change.moves() + moves.size());
        }
    }

    private List<MovedTask> moves(Counting change, RuleHistory history, List<ToldTask> open) {
        var proposed = history.with(proposed(change, history), clock.instant());
        var without = history.planner();
        var with = proposed.planner();
        var units = directory.tree();
        var tasks = ledger.tasks(open.stream().map(ToldTask::taskId).toList());
        var moves = new ArrayList<MovedTask>();
        for (var row : open) {
            var task = tasks.get(row.taskId());
            if (task != null && proposed.changed(task.supervision().policy())) {
                var number = change.moves() + moves.size() + 1;
                move(number, row, task, without, with, units).ifPresent(moves::add);
            }
        }
        return moves;
    }

    private static Optional<MovedTask> move(
            long number, ToldTask row, Task task, Planner without, Planner with, UnitTree units) {
        var from = without.plan(task, units).next(row.toldUntil());
        var plan = with.plan(task, units);
        var to = plan.next(row.toldUntil());
        if (from.equals(to)) {
            return Optional.empty();
        }
        var step = step(plan, to);
        return Optional.of(new MovedTask(
                number,
                task.id(),
                task.matter().title(),
                from.orElse(null),
                to.orElse(null),
                step,
                step == null ? StepLabel.NONE : with.label(task, step)));
    }

    private static @Nullable String step(Plan plan, Optional<java.time.Instant> at) {
        return at.flatMap(instant ->
                        plan.due(Microsecond.before(instant), instant).stream().findFirst())
                .map(step -> step.step())
                .orElse(null);
    }

    private Rulebook proposed(Counting change, RuleHistory history) {
        var known = last;
        var base = history.current();
        if (known == null || known.change != change.id() || known.base != base.version()) {
            known = new Parsed(
                    change.id(), base.version(), rulebooks.draft(change.patch().appliedTo(base.texts())));
            last = known;
        }
        return known.rulebook;
    }
}
