package org.duban.desk.tasks;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.access.PresentUser;
import org.duban.access.UserRole;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.desk.DeskPages;
import org.duban.notice.NoticeResender;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets an office send the last notice about a task to its unit once more. */
@RestController
@ConditionalOnRole(Role.DESK)
final class RemindController {

    private final TaskDesk desk;
    private final NoticeResender resender;
    private final PresentUser user;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final Languages languages;

    RemindController(
            TaskDesk desk,
            NoticeResender resender,
            PresentUser user,
            AuditTrail audit,
            TransactionOperations transactions,
            Languages languages) {
        this.desk = desk;
        this.resender = resender;
        this.user = user;
        this.audit = audit;
        this.transactions = transactions;
        this.languages = languages;
    }

    /** @param notice the one that the page offered; another one has been sent since, or it is on its way already */
    @PostMapping(path = TaskAddresses.REMIND, produces = DeskPages.HTML)
    ResponseEntity<String> remind(
            @PathVariable String id, @RequestParam(defaultValue = "") String notice, CsrfToken token, Locale browser) {
        var opened = desk.open(id, browser, user.scope(UserRole.OFFICE));
        if (opened.isEmpty()) {
            return desk.missing(browser);
        }
        var words = opened.get().words();
        var offered =
                desk.chaser(opened.get()).filter(one -> one.notice().toString().equals(notice));
        var hindrance = offered.isEmpty()
                ? Optional.of(words.say("remind.changed"))
                : send(offered.get()).map(why -> why.in(languages.words(Reason.BUNDLE, words.locale())));
        if (hindrance.isPresent()) {
            var banner = new Banner("bad", words.say("remind.not"), hindrance.get());
            return desk.page(HttpStatus.CONFLICT, opened.get(), banner, null, token.getToken());
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(TaskAddresses.task(id) + "?reminded=on"))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private Optional<Reason> send(Chaser chaser) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var hindrance = resender.resend(chaser.notice());
            if (hindrance.isEmpty()) {
                audit.write(
                        user.name(), AuditedAct.NOTICE_RESENT, chaser.notice().toString(), Map.of());
            }
            return hindrance;
        }));
    }
}
