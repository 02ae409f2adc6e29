package org.duban.timeline;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.duban.agenda.Agenda;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.ledger.TaskLedger;
import org.duban.notice.Notices;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.duban.words.Languages;
import org.springframework.stereotype.Component;

/** The timelines of the tasks in the ledger. */
@Component
@ConditionalOnRole(Role.DESK)
public final class Timelines {

    private static final int MOST_NOTICES = 500;

    private final TaskLedger ledger;
    private final Notices notices;
    private final Agenda agenda;
    private final Planner planner;
    private final Directory directory;
    private final InstantSource clock;
    private final Languages languages;

    Timelines(
            TaskLedger ledger,
            Notices notices,
            Agenda agenda,
            Planner planner,
            Directory directory,
            InstantSource clock,
            Languages languages) {
        this.ledger = ledger;
        this.notices = notices;
        this.agenda = agenda;
        this.planner = planner;
        this.directory = directory;
        this.clock = clock;
        this.languages = languages;
    }

    /** The timeline of a task in a language; empty if there is no task of that id that the scope reaches. */
    public Optional<TaskTimeline> timeline(String taskId, Locale locale, Scope scope) {
        return ledger.within(scope).task(taskId).map(task -> {
            var narration = new TimelineBuilder(planner.now(), directory.tree(), languages, locale, clock.instant());
            return narration.of(account(task, scope));
        });
    }

    private TaskAccount account(Task task, Scope scope) {
        var now = clock.instant();
        return new TaskAccount(
                task,
                ledger.history(task.id()),
                notices.steps(task.id()),
                notices.find(task.id(), null, null, null, MOST_NOTICES, scope),
                agenda.nextWakeAt(task.id()).filter(at -> !at.isAfter(now)).isPresent());
    }
}
