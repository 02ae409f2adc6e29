package org.duban.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.duban.access.PresentUser;
import org.duban.agenda.LampCounts;
import org.duban.directory.Directory;
import org.duban.ledger.TaskLedger;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.duban.timeline.TaskTimeline;
import org.duban.timeline.Timelines;
import org.duban.words.Languages;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page of one task. What is out of reach is as if it were not there. */
@RestController
@ConditionalOnRole(Role.DESK)
final class TaskController {

    private final TaskLedger ledger;
    private final Timelines timelines;
    private final LampCounts lamps;
    private final PresentUser user;
    private final Directory directory;
    private final Planner planner;
    private final InstantSource clock;
    private final Languages languages;
    private final DeskVersion version;

    /** It takes so many because a task is shown with all that was told of it, its lamp and its units. */
    TaskController(
            TaskLedger ledger,
            Timelines timelines,
            LampCounts lamps,
            PresentUser user,
            Directory directory,
            Planner planner,
            InstantSource clock,
            Languages languages,
            DeskVersion version) {
        this.ledger = ledger;
        this.timelines = timelines;
        this.lamps = lamps;
        this.user = user;
        this.directory = directory;
        this.planner = planner;
        this.clock = clock;
        this.languages = languages;
        this.version = version;
    }

    @GetMapping(path = LedgerFilter.PATH + "/{id}", produces = DeskPages.HTML)
    ResponseEntity<String> show(@PathVariable String id, Locale browser) {
        var words = languages.words(DeskPages.BUNDLE, browser);
        return ledger.within(user.scope())
                .task(id)
                .flatMap(task -> timelines
                        .timeline(id, words.locale(), user.scope())
                        .map(timeline -> page(task, timeline, browser)))
                .map(page ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(DeskPages.task(page)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).body(DeskPages.message(words, "no-task")));
    }

    private TaskPage page(Task task, TaskTimeline timeline, Locale browser) {
        var now = clock.instant();
        var lines = new TaskLines(languages.words(DeskPages.BUNDLE, browser), directory.tree(), planner.now(), now);
        var kept = lamps.of(List.of(task.id()), now).get(task.id());
        return new TaskPageMaker(lines, task, TaskPageMaker.lampOf(task, kept), timeline).page(version.text());
    }
}
