package org.duban.desk.jobs;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.duban.desk.DeskPages;
import org.duban.desk.DeskVersion;
import org.duban.desk.LedgerQueries;
import org.duban.desk.jobs.BulkPage.Banner;
import org.duban.jobs.BulkField;
import org.duban.jobs.BulkJobs;
import org.duban.jobs.BulkJobs.Started;
import org.duban.jobs.BulkOrder;
import org.duban.jobs.BulkPreviews;
import org.duban.jobs.BulkRequest;
import org.duban.jobs.JobProperties;
import org.duban.ledger.TaskQuery;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes what is chosen in the ledger, shows what an act on it would come to, and makes a job of it once that was seen and confirmed.
 */
@RestController
@ConditionalOnRole(Role.DESK)
final class BulkController {

    private final LedgerQueries queries;
    private final BulkPreviews previews;
    private final BulkJobs jobs;
    private final JobProperties limits;
    private final BulkFormReader reader;
    private final Languages languages;
    private final DeskVersion version;

    BulkController(
            LedgerQueries queries,
            BulkPreviews previews,
            BulkJobs jobs,
            JobProperties limits,
            BulkFormReader reader,
            Languages languages,
            DeskVersion version) {
        this.queries = queries;
        this.previews = previews;
        this.jobs = jobs;
        this.limits = limits;
        this.reader = reader;
        this.languages = languages;
        this.version = version;
    }

    /** A form with what it means now. */
    private record Read(
            BulkForm form, TaskQuery tasks, int chosen, BulkFormReader.Written written, Words words, String token) {
        BulkOrder order() {
            return written.order();
        }

        Map<BulkField, String> mistakes() {
            return written.mistakes();
        }
    }

    @PostMapping(path = JobAddresses.NEW, produces = DeskPages.HTML)
    ResponseEntity<String> show(@RequestParam MultiValueMap<String, String> asked, CsrfToken token, Locale browser) {
        var words = languages.words(DeskPages.BUNDLE, browser);
        var form = BulkForm.of(asked);
        if (form.isEmpty() || !form.get().all() && form.get().tasks().isEmpty()) {
            return message(words, "bulk-none");
        }
        var tasks = form.get().all()
                ? queries.meant(form.get().of())
                : TaskQuery.ofIds(form.get().tasks());
        var chosen = previews.count(tasks, limits.largest() + 1);
        if (chosen == 0 || chosen > limits.largest()) {
            return message(words, chosen == 0 ? "bulk-none" : "bulk-too-many");
        }
        var read = new Read(form.get(), tasks, chosen, reader.read(form.get(), words), words, token.getToken());
        return form.get().pressed().start()
                        && read.mistakes().isEmpty()
                        && form.get().shownBefore()
                ? start(read)
                : page(HttpStatus.OK, read, null, null);
    }

    /** What was seen is what is done: nothing else than the page showed, and to as many tasks. */
    private ResponseEntity<String> start(Read read) {
        var pressed = read.form().pressed();
        var words = read.words();
        var expected = String.valueOf(read.chosen());
        if (!pressed.seen().equals(BulkForm.seen(read.order()))
                || !pressed.expected().equals(expected)) {
            return page(HttpStatus.CONFLICT, read, banner(words, "bulk.changed"), null);
        }
        if (read.chosen() > limits.typedAbove() && !pressed.typed().equals(expected)) {
            return page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    read,
                    new Banner("bad", words.say("bulk.not-begun"), words.say("bulk.typed.wrong", read.chosen())),
                    words.say("bulk.typed.wrong", read.chosen()));
        }
        var view = read.form().of().isEmpty() ? "" : queries.url(read.form().of());
        var started = jobs.start(new BulkRequest(read.form().job(), read.order(), read.tasks(), read.chosen(), view));
        if (started instanceof Started.Made made) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(JobAddresses.job(made.id()))
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        return page(HttpStatus.CONFLICT, read, banner(words, "bulk.changed"), null);
    }

    private static Banner banner(Words words, String text) {
        return new Banner("bad", words.say("bulk.not-begun"), words.say(text));
    }

    private ResponseEntity<String> page(
            HttpStatus status, Read read, @Nullable Banner banner, @Nullable String typedMistake) {
        var form = read.form();
        var reasons = languages.words(Reason.BUNDLE, read.words().locale());
        var maker = new BulkPageMaker(
                read.words(), reasons, reader.reach(), reader.policies(), limits.typedAbove(), version.text());
        var preview = read.mistakes().isEmpty() ? previews.preview(read.order(), read.tasks()) : null;
        var shown = new BulkPageMaker.Shown(
                form,
                UUID.randomUUID().toString(),
                read.token(),
                queries.url(form.of()),
                preview == null ? read.chosen() : preview.chosen(),
                form.shownBefore() ? read.mistakes() : Map.of(),
                preview,
                BulkForm.seen(read.order()));
        var answer = form.shownBefore() && !read.mistakes().isEmpty() ? HttpStatus.UNPROCESSABLE_CONTENT : status;
        return ResponseEntity.status(answer)
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.html("desk/jobs/new.jte", maker.page(shown, banner, typedMistake)));
    }

    private static ResponseEntity<String> message(Words words, String what) {
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.message(words, what));
    }
}
