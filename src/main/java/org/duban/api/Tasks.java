package org.duban.api;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.ledger.Task;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TaskQuery;
import org.duban.ledger.TaskStatus;
import org.duban.policy.Lamp;
import org.duban.policy.Plan;
import org.duban.policy.Planner;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks of the ledger together with what their plans say of them. */
@Component
@ConditionalOnRole(Role.DESK)
final class Tasks {

    /** So many tasks are looked at for one page; with a rare lamp a page may be short and still have a next one. */
    private static final int MOST_LOOKED_AT = 10_000;

    private final TaskLedger ledger;
    private final Directory directory;
    private final Planner planner;
    private final UnitFilter units;
    private final InstantSource clock;

    Tasks(TaskLedger ledger, Directory directory, Planner planner, UnitFilter units, InstantSource clock) {
        this.units = units;
        this.ledger = ledger;
        this.directory = directory;
        this.planner = planner;
        this.clock = clock;
    }

    Optional<TaskView> task(String id) {
        return ledger.task(id).map(task -> view(task, directory.tree()));
    }

    Page<TaskView> find(TaskQuery query, @Nullable Lamp lamp) {
        if (lamp == null) {
            var tree = directory.tree();
            var found = ledger.find(part(query, query.statuses(), query.after(), query.limit() + 1));
            return Page.of(found, query.limit(), Task::id).map(task -> view(task, tree));
        }
        var statuses = statusesOf(lamp, query.statuses());
        return statuses.isEmpty() ? new Page<>(List.of(), null) : findByLamp(query, statuses, lamp);
    }

    /** The lamp is not stored, because it changes by itself; so tasks are read in larger parts and looked at. */
    private Page<TaskView> findByLamp(TaskQuery query, Set<TaskStatus> statuses, Lamp lamp) {
        var tree = directory.tree();
        var found = new ArrayList<TaskView>();
        var after = query.after();
        for (var lookedAt = 0; lookedAt < MOST_LOOKED_AT; lookedAt += Page.MOST) {
            var part = ledger.find(part(query, statuses, after, Page.MOST));
            for (var task : part) {
                after = task.id();
                var view = view(task, tree);
                if (view.lamp() == lamp) {
                    found.add(view);
                    if (found.size() > query.limit()) {
                        return Page.of(found, query.limit(), TaskView::id);
                    }
                }
            }
            if (part.size() < Page.MOST) {
                return new Page<>(found, null);
            }
        }
        return new Page<>(found, after);
    }

    private static TaskQuery part(TaskQuery query, Set<TaskStatus> statuses, @Nullable String after, int limit) {
        return new TaskQuery(
                query.list(),
                query.unit(),
                statuses,
                query.deadlineBefore(),
                query.text(),
                query.ids(),
                after,
                limit,
                query.units(),
                query.openOrClosedSince());
    }

    /** The codes that a parameter means: the unit and those below it; null if it is not given. */
    @Nullable
    Set<String> tree(String parameter, @Nullable String unit) {
        return unit == null ? null : units.tree(parameter, unit, this::hasTasks);
    }

    private boolean hasTasks(String unit) {
        return !ledger.find(new TaskQuery(null, unit, Set.of(), null, null, null, null, 1))
                .isEmpty();
    }

    private static Set<TaskStatus> statusesOf(Lamp lamp, Set<TaskStatus> asked) {
        return Stream.of(TaskStatus.values())
                .filter(status -> status.closed() == (lamp == Lamp.DONE))
                .filter(status -> asked.isEmpty() || asked.contains(status))
                .collect(Collectors.toSet());
    }

    private TaskView view(Task task, UnitTree tree) {
        return TaskView.of(task, plan(task, tree), clock.instant());
    }

    private Optional<Plan> plan(Task task, UnitTree tree) {
        return planner.knows(task) ? Optional.of(planner.plan(task, tree)) : Optional.empty();
    }
}
