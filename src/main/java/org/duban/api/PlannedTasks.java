package org.duban.api;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.access.PresentUser;
import org.duban.agenda.LampCounts;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TaskQuery;
import org.duban.ledger.TasksInScope;
import org.duban.plan.Lamp;
import org.duban.plan.Plan;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.Page;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks of the ledger that the caller sees, together with what their plans say of them. */
@Component
@ConditionalOnRole(Role.DESK)
public final class PlannedTasks {

    private final TaskLedger ledger;
    private final PresentUser user;
    private final Directory directory;
    private final Planner planner;
    private final LampCounts lamps;
    private final UnitFilter units;
    private final InstantSource clock;

    PlannedTasks(
            TaskLedger ledger,
            PresentUser user,
            Directory directory,
            Planner planner,
            LampCounts lamps,
            UnitFilter units,
            InstantSource clock) {
        this.lamps = lamps;
        this.units = units;
        this.ledger = ledger;
        this.user = user;
        this.directory = directory;
        this.planner = planner;
        this.clock = clock;
    }

    Optional<TaskView> task(String id) {
        return tasks().task(id).map(task -> view(task, directory.tree()));
    }

    /** Tasks by their lamps as the agenda knows them: of rules that have just changed it hears a little later than a plan. */
    Page<TaskView> find(TaskQuery query, @Nullable Lamp lamp) {
        var tree = directory.tree();
        return showing(lamp, query)
                .map(asked -> Page.of(tasks().find(asked.first(query.limit() + 1)), query.limit(), Task::id))
                .orElse(new Page<>(List.of(), null))
                .map(task -> view(task, tree));
    }

    /** Empty if no task can be asked for. */
    public Optional<TaskQuery> showing(@Nullable Lamp lamp, TaskQuery query) {
        if (lamp == null) {
            return Optional.of(query);
        }
        if (lamp != Lamp.DONE) {
            return Optional.of(query.among(lamps.showing(lamp, clock.instant())));
        }
        var closed = Stream.of(TaskStatus.values())
                .filter(TaskStatus::closed)
                .filter(status -> query.statuses().isEmpty() || query.statuses().contains(status))
                .collect(Collectors.toSet());
        return closed.isEmpty() ? Optional.empty() : Optional.of(query.of(closed));
    }

    /** The codes that a parameter means: the unit and those below it; null if it is not given. */
    @Nullable
    public Set<String> tree(String parameter, @Nullable String unit) {
        return unit == null ? null : units.tree(parameter, unit, this::hasTasks);
    }

    private boolean hasTasks(String unit) {
        return !tasks().find(new TaskQuery(null, unit, Set.of(), null, null, null, null, 1))
                .isEmpty();
    }

    private TasksInScope tasks() {
        return ledger.within(user.scope());
    }

    private TaskView view(Task task, UnitTree tree) {
        return TaskView.of(task, plan(task, tree), clock.instant());
    }

    private Optional<Plan> plan(Task task, UnitTree tree) {
        return planner.knows(task) ? Optional.of(planner.plan(task, tree)) : Optional.empty();
    }
}
