package org.duban.notice.pipeline;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.directory.Directory;
import org.duban.fate.DueStep;
import org.duban.fate.FateResolver;
import org.duban.fate.LeftOut;
import org.duban.fate.ToldHistory;
import org.duban.ledger.TaskLedger;
import org.duban.notice.StepTable;
import org.duban.rulebook.Planner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has told after all what was left out for nothing: whatever took its place was not told either, as because of a hold; or there
 * was nobody to be told, and is now. Joins the caller's transaction.
 */
@Component
final class LeftOutSteps {

    private static final Logger log = LoggerFactory.getLogger(LeftOutSteps.class);

    private final StepTable steps;
    private final TaskLedger ledger;
    private final Planner planner;
    private final Directory directory;
    private final InstantSource clock;

    LeftOutSteps(StepTable steps, TaskLedger ledger, Planner planner, Directory directory, InstantSource clock) {
        this.steps = steps;
        this.ledger = ledger;
        this.planner = planner;
        this.directory = directory;
        this.clock = clock;
    }

    /** @return what became of what was left out of these tasks, and still holds; what of it is told waits to be composed */
    List<DueStep> tellAfterAll(Collection<String> tasks) {
        var leftOut = tasks.isEmpty() ? List.<LeftOut>of() : steps.leftOut(tasks);
        if (leftOut.isEmpty()) {
            return List.of();
        }
        var byTask = leftOut.stream()
                .collect(Collectors.groupingBy(each -> each.step().task()));
        var rows = judged(byTask);
        if (!rows.isEmpty()) {
            steps.judgeAnew(rows);
        }
        return rows;
    }

    private List<DueStep> judged(Map<String, List<LeftOut>> byTask) {
        var rules = planner.now();
        var units = directory.tree();
        var history = ToldHistory.of(steps.heard(byTask.keySet()), units);
        var resolver = new FateResolver(rules, units, Map.of(), history, clock.instant());
        var fellAway = steps.fellAway(byTask.keySet());
        var rows = new ArrayList<DueStep>();
        ledger.tasks(byTask.keySet()).forEach((id, task) -> {
            try {
                var plan = rules.plan(task, units);
                rows.addAll(resolver.afterAll(task, plan, byTask.getOrDefault(id, List.of()), fellAway));
            } catch (RuntimeException e) {
                log.error("What was left out of task {} could not be judged anew", id, e);
            }
        });
        return rows;
    }
}
