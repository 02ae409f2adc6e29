package org.duban.desk.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.access.UserRole;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.desk.DeskPages;
import org.duban.desk.Viewpoint;
import org.duban.desk.notices.NoticePage.Fact;
import org.duban.ledger.TaskLedger;
import org.duban.notice.NoticeRecord;
import org.duban.notice.NoticeResender;
import org.duban.notice.NoticeState;
import org.duban.notice.Notices;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page of one notice; whoever decides for its reader sends it once more. */
@RestController
@ConditionalOnRole(Role.DESK)
final class DeskNoticeController {

    private static final String NOTICE = NoticeFilter.PATH + "/{id}";
    private static final String RESEND = NOTICE + "/resend";

    private final Notices notices;
    private final NoticeResender resender;
    private final TaskLedger ledger;
    private final Viewpoint viewpoint;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    DeskNoticeController(
            Notices notices,
            NoticeResender resender,
            TaskLedger ledger,
            Viewpoint viewpoint,
            AuditTrail audit,
            TransactionOperations transactions) {
        this.notices = notices;
        this.resender = resender;
        this.ledger = ledger;
        this.viewpoint = viewpoint;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @param done there: it was just sent once more */
    @GetMapping(path = NOTICE, produces = DeskPages.HTML)
    ResponseEntity<String> show(
            @PathVariable String id, @RequestParam @Nullable String done, CsrfToken token, Locale browser) {
        var words = viewpoint.words(browser);
        return notice(id, UserRole.READER)
                .map(notice -> page(
                        HttpStatus.OK, notice, words, done == null ? null : words.say("notice.resent"), false, token))
                .orElseGet(() -> missing(words));
    }

    @PostMapping(path = RESEND, produces = DeskPages.HTML)
    ResponseEntity<String> resend(@PathVariable String id, CsrfToken token, Locale browser) {
        var words = viewpoint.words(browser);
        var notice = notice(id, UserRole.OFFICE);
        if (notice.isEmpty()) {
            return missing(words);
        }
        var hindrance = notice.get().state() == NoticeState.MERGED
                ? Optional.of(words.say("notice.merged"))
                : resend(notice.get()).map(why -> why.in(viewpoint.words(Reason.BUNDLE, browser)));
        return hindrance
                .map(why -> page(
                        HttpStatus.CONFLICT, notice.get(), words, words.say("notice.not-resent", why), true, token))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header("Location", NoticeLines.url(notice.get()) + "?done=on")
                        .build());
    }

    private Optional<Reason> resend(NoticeRecord notice) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var hindrance = resender.resend(notice.id());
            if (hindrance.isEmpty()) {
                audit.write(
                        viewpoint.name(), AuditedAct.NOTICE_RESENT, notice.id().toString(), Map.of());
            }
            return hindrance;
        }));
    }

    private Optional<NoticeRecord> notice(String id, UserRole least) {
        return Optional.ofNullable(DeskNoticesController.id(id))
                .flatMap(known -> notices.notice(known, viewpoint.scope(least)));
    }

    private static ResponseEntity<String> missing(Words words) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND).body(DeskPages.message(words, "no-notice"));
    }

    private ResponseEntity<String> page(
            HttpStatus status,
            NoticeRecord notice,
            Words words,
            @Nullable String said,
            boolean mistake,
            CsrfToken token) {
        var scope = viewpoint.scope();
        var lines = new NoticeLines(
                words, viewpoint.tree(), scope, ledger.within(scope).tasks(notice.taskIds()));
        var may = viewpoint.scope(UserRole.OFFICE).reaches(notice.recipient());
        var again = may && notice.state().settled() && notice.state() != NoticeState.MERGED;
        var page = new NoticePage(
                words,
                lines.name(notice),
                lines.state(notice),
                NoticeLines.tone(notice),
                facts(notice, lines),
                lines.tasks(notice),
                said,
                mistake,
                NoticeLines.tone(notice).equals("bad") ? words.say("notice.advice") : null,
                again ? NoticeLines.url(notice) + "/resend" : null,
                token.getToken(),
                viewpoint.version());
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.html("desk/notices/notice.jte", page));
    }

    private static List<Fact> facts(NoticeRecord notice, NoticeLines lines) {
        var words = lines.words();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(
                words.say("notice.kind"), lines.kind(notice) + words.say("notice.joint") + lines.level(notice), null));
        facts.add(new Fact(words.say("notice.reader"), lines.reader(notice), null));
        facts.add(new Fact(words.say("notice.address"), notice.address(), null));
        facts.add(new Fact(words.say("notice.moment"), lines.time(notice.moment(), notice), null));
        add(facts, words.say("notice.sent"), lines.timeOrNull(notice.sentAt(), notice), null);
        add(facts, words.say("notice.answer"), notice.smtpReply(), null);
        facts.add(new Fact(words.say("notice.attempts"), words.number(notice.attempts()), null));
        add(facts, words.say("notice.next"), lines.timeOrNull(notice.nextAttemptAt(), notice), null);
        var merged = notice.mergedInto();
        if (merged != null) {
            facts.add(new Fact(words.say("notice.told-by"), merged.toString(), NoticeFilter.PATH + "/" + merged));
        }
        facts.add(new Fact(words.say("notice.id"), notice.id().toString(), null));
        return facts;
    }

    private static void add(List<Fact> facts, String name, @Nullable String value, @Nullable String url) {
        if (value != null) {
            facts.add(new Fact(name, value, url));
        }
    }
}
