package org.duban.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.duban.agenda.LampCounts;
import org.duban.directory.Directory;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TasksInScope;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger (台账): the tasks in reach of whoever looks, chosen by what the address says. */
@RestController
@ConditionalOnRole(Role.DESK)
final class LedgerController {

    private static final int ON_A_PAGE = 50;

    /** So far tasks are counted; who has more narrows what he asks for. */
    private static final int MOST_COUNTED = 10_001;

    private final TaskLedger ledger;
    private final LedgerQueries queries;
    private final LampCounts lamps;
    private final LedgerViews views;
    private final Directory directory;
    private final Planner planner;
    private final InstantSource clock;
    private final Languages languages;
    private final DeskVersion version;

    /** It takes so many because a task is shown with its lamp, its units and its days left. */
    LedgerController(
            TaskLedger ledger,
            LedgerQueries queries,
            LampCounts lamps,
            LedgerViews views,
            Directory directory,
            Planner planner,
            InstantSource clock,
            Languages languages,
            DeskVersion version) {
        this.ledger = ledger;
        this.queries = queries;
        this.lamps = lamps;
        this.views = views;
        this.directory = directory;
        this.planner = planner;
        this.clock = clock;
        this.languages = languages;
        this.version = version;
    }

    @GetMapping(path = LedgerFilter.PATH, produces = DeskPages.HTML)
    ResponseEntity<String> show(@RequestParam MultiValueMap<String, String> asked, CsrfToken token, Locale browser) {
        var done = asked.getFirst("done");
        return shown(HttpStatus.OK, LedgerFilter.of(asked), ViewsSaid.done(done), token, browser);
    }

    /**
     * The page as it is now.
     *
     * @param said what has become of a view
     */
    ResponseEntity<String> shown(
            HttpStatus status, LedgerFilter filter, ViewsSaid said, CsrfToken token, Locale browser) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.ledger(page(filter, said, token, browser)));
    }

    private LedgerPage page(LedgerFilter filter, ViewsSaid said, CsrfToken token, Locale browser) {
        var tree = directory.tree();
        var reach = tree.within(queries.scope());
        var choice = Optional.ofNullable(filter.unit()).map(typed -> UnitChoice.of(typed, reach));
        var units = choice.map(unit -> unit.codes(reach)).orElse(null);
        var found = find(filter, units);
        var tasks = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        var lines = new TaskLines(languages.words(DeskPages.BUNDLE, browser), tree, planner.now(), clock.instant());
        var columns = views.columns(filter);
        var maker = new LedgerPageMaker(lines, reach, columns);
        var count = count(filter, units);
        return new LedgerPage(
                lines.words(),
                maker.summary(count, MOST_COUNTED),
                maker.tabs(filter, queries.tabs()),
                views.of(filter, said, token.getToken(), lines.words()),
                maker.form(filter, choice.orElse(null)),
                maker.columns(),
                maker.rows(tasks, lamps.of(tasks.stream().map(Task::id).toList(), clock.instant())),
                tasks.isEmpty() ? maker.empty(filter) : null,
                found.size() > ON_A_PAGE
                        ? filter.url(filter.order().cursor(tasks.get(ON_A_PAGE - 1)))
                                .toString()
                        : null,
                filter.cursor() == null ? null : filter.url(null).toString(),
                queries.decides(),
                queries.decides() && !tasks.isEmpty()
                        ? maker.bulk(filter, count, MOST_COUNTED, token.getToken())
                        : null,
                version.text());
    }

    /** One more than a page shows; the first ones where the cursor was made up. */
    private List<Task> find(LedgerFilter filter, @Nullable Set<String> units) {
        var query = queries.of(filter, units, ON_A_PAGE + 1);
        try {
            return tasks().find(query);
        } catch (IllegalArgumentException e) {
            return tasks().find(query.in(filter.order(), null));
        }
    }

    private int count(LedgerFilter filter, @Nullable Set<String> units) {
        return tasks().count(queries.of(filter, units, MOST_COUNTED).in(filter.order(), null));
    }

    private TasksInScope tasks() {
        return ledger.within(queries.scope());
    }
}
