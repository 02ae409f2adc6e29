package org.duban.desk.tasks;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.duban.access.PresentUser;
import org.duban.access.UserActs;
import org.duban.access.UserRole;
import org.duban.agenda.LampCounts;
import org.duban.answers.ActForms;
import org.duban.desk.DeskPages;
import org.duban.desk.DeskVersion;
import org.duban.desk.TaskLines;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.ledger.TaskLedger;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.duban.timeline.TaskTimeline;
import org.duban.timeline.Timelines;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Opens tasks for whoever looks, and sets their pages. What is out of reach is as if it were not there. */
@Component
@ConditionalOnRole(Role.DESK)
final class TaskDesk {

    private final TaskLedger ledger;
    private final Timelines timelines;
    private final LampCounts lamps;
    private final PresentUser user;
    private final UserActs acts;
    private final Directory directory;
    private final Planner planner;
    private final InstantSource clock;
    private final Languages languages;
    private final DeskVersion version;

    /** It takes so many because a task is shown with all that was told of it, its lamp, its units, and what can be done. */
    TaskDesk(
            TaskLedger ledger,
            Timelines timelines,
            LampCounts lamps,
            PresentUser user,
            UserActs acts,
            Directory directory,
            Planner planner,
            InstantSource clock,
            Languages languages,
            DeskVersion version) {
        this.ledger = ledger;
        this.timelines = timelines;
        this.lamps = lamps;
        this.user = user;
        this.acts = acts;
        this.directory = directory;
        this.planner = planner;
        this.clock = clock;
        this.languages = languages;
        this.version = version;
    }

    /** Why something may not be, as its reader says it. */
    String said(Reason why, Words words) {
        return why.in(languages.words(Reason.BUNDLE, words.locale()));
    }

    Optional<OneTask> open(String id, Locale browser) {
        return open(id, browser, user.scope());
    }

    /** @param reach where it must be */
    Optional<OneTask> open(String id, Locale browser, Scope reach) {
        return ledger.within(reach).task(id).map(task -> opened(task, browser));
    }

    private OneTask opened(Task task, Locale browser) {
        var now = clock.instant();
        var tree = directory.tree();
        var words = languages.words(DeskPages.BUNDLE, browser);
        return new OneTask(
                task,
                new TaskLines(words, tree, planner.now(), now),
                new TaskActs(task, acts.choices(task.id()).orElse(List.of()), now),
                new ActForms(task, tree.within(user.scope()), languages, words.locale(), now),
                browser);
    }

    Optional<TaskTimeline> timeline(OneTask opened) {
        return timelines.timeline(opened.task().id(), opened.words().locale(), user.scope());
    }

    /**
     * The page of a task.
     *
     * @param banner what it says first; null: nothing
     * @param given the form that comes back; null: none does
     */
    ResponseEntity<String> page(
            HttpStatus status, OneTask opened, @Nullable Banner banner, @Nullable GivenForm given, String token) {
        var task = opened.task();
        var kept = lamps.of(List.of(task.id()), opened.lines().now()).get(task.id());
        return timeline(opened)
                .map(timeline -> new TaskPageMaker(opened.lines(), task, TaskPageMaker.lampOf(task, kept), timeline)
                        .page(banner, acts(opened, timeline, given), token, version.text()))
                .map(page -> ResponseEntity.status(status)
                        .cacheControl(CacheControl.noStore())
                        .body(DeskPages.html("desk/tasks/task.jte", page)))
                .orElseGet(() -> missing(opened.browser()));
    }

    private ActsView acts(OneTask opened, TaskTimeline timeline, @Nullable GivenForm given) {
        var chaser = chaser(opened, timeline).orElse(null);
        return new ActsViewMaker(opened.lines(), opened.acts(), opened.forms(), given, chaser).view();
    }

    /** The notice about it that can be sent once more. */
    Optional<Chaser> chaser(OneTask opened) {
        return timeline(opened).flatMap(timeline -> chaser(opened, timeline));
    }

    private Optional<Chaser> chaser(OneTask opened, TaskTimeline timeline) {
        return Chaser.of(opened.task(), timeline, opened.lines(), user.scope(UserRole.OFFICE));
    }

    ResponseEntity<String> missing(Locale browser) {
        return notFound("no-task", browser);
    }

    /** A task that has just been assigned may be on its way. */
    ResponseEntity<String> notYet(Locale browser) {
        return notFound("not-yet", browser);
    }

    private ResponseEntity<String> notFound(String what, Locale browser) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .body(DeskPages.message(languages.words(DeskPages.BUNDLE, browser), what));
    }
}
