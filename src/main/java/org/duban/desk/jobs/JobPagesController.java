package org.duban.desk.jobs;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.duban.access.PresentUser;
import org.duban.desk.DeskPages;
import org.duban.desk.DeskVersion;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.jobs.BulkJobs;
import org.duban.jobs.ItemState;
import org.duban.jobs.JobItem;
import org.duban.jobs.JobProgress;
import org.duban.jobs.Jobs;
import org.duban.ledger.TaskLedger;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows jobs and how far they are, and stops them. Whoever may not see one finds none. */
@RestController
@ConditionalOnRole(Role.DESK)
final class JobPagesController {

    private static final int ON_A_PAGE = 50;
    private static final int ON_A_LIST = 20;
    private static final String REFRESH_SECONDS = "2";
    private static final Set<ItemState> NOT_DONE = EnumSet.of(ItemState.REFUSED, ItemState.IMPOSSIBLE);

    private final BulkJobs bulk;
    private final Jobs jobs;
    private final TaskLedger ledger;
    private final PresentUser user;
    private final Directory directory;
    private final Languages languages;
    private final DeskVersion version;

    JobPagesController(
            BulkJobs bulk,
            Jobs jobs,
            TaskLedger ledger,
            PresentUser user,
            Directory directory,
            Languages languages,
            DeskVersion version) {
        this.bulk = bulk;
        this.jobs = jobs;
        this.ledger = ledger;
        this.user = user;
        this.directory = directory;
        this.languages = languages;
        this.version = version;
    }

    @GetMapping(path = JobAddresses.PATH, produces = DeskPages.HTML)
    ResponseEntity<String> list(@RequestParam(defaultValue = "") String after, Locale browser) {
        var from = JobAddresses.id(after).orElse(null);
        var found = jobs.find(bulk.seenBy(), from, ON_A_LIST + 1);
        var shown = found.subList(0, Math.min(ON_A_LIST, found.size()));
        var next = found.size() > ON_A_LIST
                ? JobAddresses.PATH + "?after=" + shown.get(ON_A_LIST - 1).job().id()
                : null;
        return html(maker(browser).list(shown, next), "desk/jobs/list.jte").build();
    }

    /** @param after the number of the item after which those are listed that were not done */
    @GetMapping(path = JobAddresses.JOB, produces = DeskPages.HTML)
    ResponseEntity<String> show(
            @PathVariable String id, @RequestParam(defaultValue = "") String after, CsrfToken token, Locale browser) {
        return JobAddresses.id(id)
                .flatMap(bulk::job)
                .map(progress -> page(progress, number(after), token, browser))
                .orElseGet(() -> missing(browser));
    }

    private ResponseEntity<String> page(JobProgress progress, int after, CsrfToken token, Locale browser) {
        var id = progress.job().id();
        var found = jobs.items(id, NOT_DONE, after, ON_A_PAGE + 1);
        var shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        var next = found.size() > ON_A_PAGE
                ? JobAddresses.job(id) + "?after=" + shown.get(ON_A_PAGE - 1).number()
                : null;
        var tasks = ledger.within(user.scope())
                .tasks(shown.stream().map(JobItem::task).toList());
        var page = maker(browser).page(progress, shown, tasks, next, token.getToken());
        var answer = html(page, "desk/jobs/job.jte");
        return (progress.ended() || after > 0 ? answer : answer.refreshing()).build();
    }

    @PostMapping(path = JobAddresses.STOP, produces = DeskPages.HTML)
    ResponseEntity<String> stop(@PathVariable String id, Locale browser) {
        return JobAddresses.id(id)
                .filter(bulk::stop)
                .map(JobPagesController::seeAgain)
                .orElseGet(() -> missing(browser));
    }

    private static ResponseEntity<String> seeAgain(UUID id) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(JobAddresses.job(id))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** A page, and whether the browser asks for it again. */
    private record Html(String body, boolean again) {
        Html refreshing() {
            return new Html(body, true);
        }

        ResponseEntity<String> build() {
            var answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
            return (again ? answer.header("Refresh", REFRESH_SECONDS) : answer).body(body);
        }
    }

    private static Html html(Object page, String template) {
        return new Html(DeskPages.html(template, page), false);
    }

    private ResponseEntity<String> missing(Locale browser) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .body(DeskPages.message(languages.words(DeskPages.BUNDLE, browser), "no-job"));
    }

    private JobPageMaker maker(Locale browser) {
        var words = languages.words(DeskPages.BUNDLE, browser);
        var reasons = languages.words(Reason.BUNDLE, words.locale());
        var tree = directory.tree();
        return new JobPageMaker(words, reasons, tree, zone(tree), version.text());
    }

    /** Times are told as they are at the top of the tree. */
    private static ZoneId zone(UnitTree tree) {
        return tree.units().stream()
                .filter(unit -> unit.parent() == null)
                .map(Unit::zone)
                .findFirst()
                .orElse(ZoneOffset.UTC);
    }
}
