package org.duban.agenda;

import org.duban.directory.Directory;
import org.duban.ledger.TasksChanged;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Plans tasks that have changed, in the transaction in which the ledger changes them. */
@Component
public final class ChangedTaskPlanner {

    private final Agenda agenda;
    private final Planner planner;
    private final Directory directory;

    public ChangedTaskPlanner(Agenda agenda, Planner planner, Directory directory) {
        this.agenda = agenda;
        this.planner = planner;
        this.directory = directory;
    }

    @EventListener
    public void on(TasksChanged changed) {
        var told = agenda.lock(changed.tasks().stream().map(Task::id).toList());
        var rules = planner.now();
        var units = directory.tree();
        var rows = changed.tasks().stream()
                .map(task -> AgendaRow.of(task, rules.plan(task, units), told.get(task.id()), changed.appliedAt()))
                .toList();
        agenda.write(rows, rules.basis(units));
    }
}
