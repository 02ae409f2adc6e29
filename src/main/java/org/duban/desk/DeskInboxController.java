package org.duban.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.access.PresentUser;
import org.duban.access.UserRole;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.inbox.Inbox;
import org.duban.inbox.InboxMail;
import org.duban.ledger.TaskLedger;
import org.duban.notice.NoticeRecord;
import org.duban.notice.Notices;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
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

/** The page on which offices read what came back by mail, and say what they have dealt with. */
@RestController
@ConditionalOnRole(Role.DESK)
final class DeskInboxController {

    private static final int ON_A_PAGE = 20;

    private final Inbox inbox;
    private final Notices notices;
    private final TaskLedger ledger;
    private final Directory directory;
    private final PresentUser user;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Languages languages;
    private final DeskVersion version;

    /** It takes so many because a mail is shown beside its notice, task and units, and each act on it is a transaction with an entry. */
    DeskInboxController(
            Inbox inbox,
            Notices notices,
            TaskLedger ledger,
            Directory directory,
            PresentUser user,
            AuditTrail audit,
            TransactionOperations transactions,
            InstantSource clock,
            Languages languages,
            DeskVersion version) {
        this.inbox = inbox;
        this.notices = notices;
        this.ledger = ledger;
        this.directory = directory;
        this.user = user;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.languages = languages;
        this.version = version;
    }

    /**
     * @param before the mails older than this one
     * @param done the mail that was just marked
     */
    @GetMapping(path = InboxFilter.PATH, produces = DeskPages.HTML)
    ResponseEntity<String> show(
            @RequestParam @Nullable String show,
            @RequestParam @Nullable String office,
            @RequestParam @Nullable Long before,
            @RequestParam @Nullable Long done,
            CsrfToken token,
            Locale browser) {
        var filter = InboxFilter.of(show, office);
        var scope = user.scope();
        var found = inbox.find(filter.query(before, ON_A_PAGE + 1), scope);
        var mails = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        var maker = maker(mails, scope, browser);
        var waiting = inbox.waiting(scope);
        var older = found.size() > ON_A_PAGE
                ? filter.url("before", mails.get(ON_A_PAGE - 1).id())
                : null;
        var page = new InboxPage(
                maker.words(),
                maker.summary(waiting),
                Optional.ofNullable(done)
                        .flatMap(id -> inbox.mail(id, scope))
                        .map(maker::done)
                        .orElse(null),
                maker.filter(filter),
                mails.stream().map(maker::card).toList(),
                mails.isEmpty() ? maker.empty(filter, waiting) : null,
                Objects.toString(older, null),
                before == null ? null : filter.url().toString(),
                token.getToken(),
                version.text());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(DeskPages.inbox(page));
    }

    @PostMapping(path = InboxFilter.PATH + "/{id}/dealt-with", produces = DeskPages.HTML)
    ResponseEntity<String> dealtWith(
            @PathVariable long id,
            @RequestParam @Nullable String show,
            @RequestParam @Nullable String office,
            Locale browser) {
        return changed(id, InboxFilter.of(show, office), browser, () -> {
            if (inbox.dealtWith(id, user.name(), clock.instant())) {
                audit.write(user.name(), AuditedAct.INBOX_MAIL_DEALT_WITH, String.valueOf(id), Map.of());
            }
        });
    }

    @PostMapping(path = InboxFilter.PATH + "/{id}/taken-up-again", produces = DeskPages.HTML)
    ResponseEntity<String> takenUpAgain(
            @PathVariable long id,
            @RequestParam @Nullable String show,
            @RequestParam @Nullable String office,
            Locale browser) {
        return changed(id, InboxFilter.of(show, office), browser, () -> {
            if (inbox.takeUpAgain(id)) {
                audit.write(user.name(), AuditedAct.INBOX_MAIL_TAKEN_UP_AGAIN, String.valueOf(id), Map.of());
            }
        });
    }

    /** Who was second finds that it is done, and by whom. */
    private ResponseEntity<String> changed(long id, InboxFilter filter, Locale browser, Runnable change) {
        if (inbox.mail(id, user.scope(UserRole.OFFICE)).isEmpty()) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .body(DeskPages.message(languages.words(DeskPages.BUNDLE, browser), "missing"));
        }
        transactions.executeWithoutResult(transaction -> change.run());
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(filter.url("done", id))
                .build();
    }

    private InboxPageMaker maker(List<InboxMail> mails, Scope scope, Locale browser) {
        var about = mails.stream()
                .flatMap(mail -> Optional.ofNullable(mail.notice()).stream())
                .distinct()
                .flatMap(id -> notices.notice(id, scope).stream())
                .collect(Collectors.toMap(NoticeRecord::id, Function.identity()));
        var tasks = about.values().stream()
                .flatMap(notice -> notice.taskIds().stream())
                .distinct()
                .toList();
        return new InboxPageMaker(
                languages.words(DeskPages.BUNDLE, browser),
                languages.words(Reason.BUNDLE, browser),
                directory.tree(),
                scope,
                about,
                ledger.within(scope).tasks(tasks),
                notices.forwarding(mails.stream().map(InboxMail::id).toList()).stream()
                        .collect(Collectors.groupingBy(notice -> Objects.requireNonNull(notice.mail()))));
    }
}
