package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.duban.access.users.AccountDoor;
import org.duban.access.users.AccountRefused;
import org.duban.access.users.SecondFactor;
import org.duban.accounts.AccountPages.DoorNotice;
import org.duban.accounts.links.LinkPurpose;
import org.duban.accounts.links.MailedLink;
import org.duban.accounts.links.MailedLinks;
import org.duban.accounts.sessions.AccountSessions;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Has links mailed, and what they open: to look at a link uses nothing up, so that whatever opens the links of mails before their
 * readers do takes none away.
 */
@RestController
@ConditionalOnRole(Role.DESK)
final class LinkController {

    static final String PATH = LoginController.PATH + "/link";

    private final MailedLinks links;
    private final AccountDoor door;
    private final AccountSessions sessions;
    private final WaysIn ways;
    private final AuditTrail audit;
    private final Languages languages;

    LinkController(
            MailedLinks links,
            AccountDoor door,
            AccountSessions sessions,
            WaysIn ways,
            AuditTrail audit,
            Languages languages) {
        this.links = links;
        this.door = door;
        this.sessions = sessions;
        this.ways = ways;
        this.audit = audit;
        this.languages = languages;
    }

    /** The answer is the same whether there is such an account or not. */
    @PostMapping(path = LoginController.PATH + "/mail", produces = AccountPages.HTML)
    ResponseEntity<String> ask(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String purpose,
            HttpServletRequest request,
            CsrfToken token,
            Locale reader) {
        var words = words(reader);
        var wanted = LinkPurpose.asked(purpose);
        if (name.isBlank() || wanted.isEmpty()) {
            return notice(HttpStatus.UNPROCESSABLE_CONTENT, words, "link.nobody", token);
        }
        try {
            links.ask(name.strip(), wanted.get(), words.lang(), request.getRemoteAddr());
        } catch (AuthenticationException e) {
            return AccountDoor.lockedFor(e).isPresent()
                    ? notice(HttpStatus.TOO_MANY_REQUESTS, words, "link.wait", token)
                    : notice(HttpStatus.SERVICE_UNAVAILABLE, words, "link.away", token);
        }
        return notice(HttpStatus.OK, words, "link.asked", token);
    }

    @GetMapping(path = PATH + "/{secret}", produces = AccountPages.HTML)
    ResponseEntity<String> show(@PathVariable String secret, CsrfToken token, Locale reader) {
        var words = words(reader);
        return links.look(secret)
                .map(link -> page(HttpStatus.OK, words, link, secret, token, null))
                .orElseGet(() -> notice(HttpStatus.GONE, words, "link.over", token));
    }

    @PostMapping(path = PATH + "/{secret}", produces = AccountPages.HTML)
    ResponseEntity<String> use(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            CsrfToken token,
            Locale reader) {
        var words = words(reader);
        var looked = links.look(secret);
        if (looked.isPresent() && looked.get().purpose().choosesAPassword()) {
            var mistake = mistake(looked.get().account(), password, again, words);
            if (mistake != null) {
                return page(HttpStatus.UNPROCESSABLE_CONTENT, words, looked.get(), secret, token, mistake);
            }
        }
        return links.use(secret)
                .map(link -> letIn(link, password, request))
                .orElseGet(() -> notice(HttpStatus.GONE, words, "link.over", token));
    }

    private static @Nullable String mistake(String account, String password, String again, Words words) {
        try {
            AccountDoor.checkPassword(account, password);
        } catch (AccountRefused e) {
            return words.say("refused." + e.code());
        }
        return password.equals(again) ? null : words.say("password.unlike");
    }

    private ResponseEntity<String> letIn(MailedLink link, String password, HttpServletRequest request) {
        var account = link.account();
        if (link.purpose().choosesAPassword()) {
            door.setPassword(account, password);
            links.forget(account);
            sessions.end(account, any -> true, request);
            audit.write(account, AuditedAct.PASSWORD_CHOSEN, account, LoginController.how("link", request));
        }
        return door.entrant(account)
                .map(who -> ways.go(request, who, null, "link", shown(link.purpose())))
                .orElseGet(() -> AccountPages.seeOther(LoginController.PATH));
    }

    /** Whoever chooses a password by a link has shown both. */
    private static String[] shown(LinkPurpose purpose) {
        return purpose.choosesAPassword()
                ? new String[] {SecondFactor.MAIL, SecondFactor.PASSWORD}
                : new String[] {SecondFactor.MAIL};
    }

    private Words words(Locale reader) {
        return languages.words(AccountPages.BUNDLE, reader);
    }

    private static ResponseEntity<String> notice(HttpStatus status, Words words, String what, CsrfToken token) {
        return AccountPages.notice(status, DoorNotice.of(words, what, null, token.getToken()));
    }

    private ResponseEntity<String> page(
            HttpStatus status, Words words, MailedLink link, String secret, CsrfToken token, @Nullable String mistake) {
        var page = new LinkPage(
                words,
                token.getToken(),
                link.account(),
                PATH + "/" + secret,
                link.purpose().choosesAPassword(),
                mistake);
        return AccountPages.page(status, "link", page, words, languages);
    }
}
