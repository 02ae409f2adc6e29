package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.duban.access.users.Account;
import org.duban.access.users.AccountDoor;
import org.duban.access.users.SecondFactor;
import org.duban.accounts.links.MailedLinks;
import org.duban.accounts.passkeys.Passkeys;
import org.duban.accounts.sessions.AccountSessions;
import org.duban.accounts.sessions.AccountSessions.HalfIn;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.desk.OwnPath;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** The second door: what somebody shows beside what he has shown, where one thing is not enough. */
@RestController
@ConditionalOnRole(Role.DESK)
final class SecondFactorController {

    static final String PATH = LoginController.PATH + "/second";

    private final AccountDoor door;
    private final AccountSessions sessions;
    private final WaysIn ways;
    private final MailedLinks links;
    private final Passkeys passkeys;
    private final AuditTrail audit;
    private final Languages languages;

    SecondFactorController(
            AccountDoor door,
            AccountSessions sessions,
            WaysIn ways,
            MailedLinks links,
            Passkeys passkeys,
            AuditTrail audit,
            Languages languages) {
        this.door = door;
        this.sessions = sessions;
        this.ways = ways;
        this.links = links;
        this.passkeys = passkeys;
        this.audit = audit;
        this.languages = languages;
    }

    /** @param to the page of the desk that was wanted */
    static String path(@Nullable String to) {
        var wanted = OwnPath.of(to);
        return wanted.equals(OwnPath.of(null)) ? PATH : PATH + "?to=" + UriUtils.encode(wanted, StandardCharsets.UTF_8);
    }

    @GetMapping(path = PATH, produces = AccountPages.HTML)
    ResponseEntity<String> show(
            @RequestParam @Nullable String to, HttpServletRequest request, CsrfToken token, Locale reader) {
        return atTheDoor(request, half -> page(HttpStatus.OK, half, to, null, token, reader, request));
    }

    @PostMapping(path = PATH + "/mail", produces = AccountPages.HTML)
    ResponseEntity<String> mail(
            @RequestParam @Nullable String to, HttpServletRequest request, CsrfToken token, Locale reader) {
        return atTheDoor(request, half -> {
            var asked = account(half)
                    .flatMap(one -> links.mailCode(one, words(reader).lang()));
            asked.ifPresent(id -> sessions.rememberCode(request, id));
            return asked.isPresent()
                    ? AccountPages.seeOther(path(to))
                    : page(HttpStatus.TOO_MANY_REQUESTS, half, to, "second.no-code", token, reader, request);
        });
    }

    @PostMapping(path = PATH + "/code", produces = AccountPages.HTML)
    ResponseEntity<String> code(
            @RequestParam(defaultValue = "") String code,
            @RequestParam @Nullable String to,
            HttpServletRequest request,
            CsrfToken token,
            Locale reader) {
        return atTheDoor(request, half -> {
            var right = account(half).isPresent()
                    && sessions.code(request)
                            .filter(id -> links.isCode(id, name(half), code))
                            .isPresent();
            return right
                    ? ways.go(request, half.who(), to, "code", SecondFactor.MAIL, SecondFactor.PASSWORD)
                    : wrong(half, to, "code", token, reader, request);
        });
    }

    @PostMapping(path = PATH + "/password", produces = AccountPages.HTML)
    ResponseEntity<String> password(
            @RequestParam(defaultValue = "") String password,
            @RequestParam @Nullable String to,
            HttpServletRequest request,
            CsrfToken token,
            Locale reader) {
        return atTheDoor(request, half -> {
            try {
                var who = door.entrant(name(half), password, request.getRemoteAddr());
                var shown = half.shown().contains(SecondFactor.MAIL)
                        ? new String[] {SecondFactor.MAIL, SecondFactor.PASSWORD}
                        : new String[] {SecondFactor.PASSWORD};
                return ways.go(request, who, to, "link and password", shown);
            } catch (AuthenticationException e) {
                return wrong(half, to, "password", token, reader, request);
            }
        });
    }

    private ResponseEntity<String> wrong(
            HalfIn half, @Nullable String to, String what, CsrfToken token, Locale reader, HttpServletRequest request) {
        audit.write(MailedLinks.NOT_LOGGED_IN, AuditedAct.LOGIN_FAILED, name(half), LoginController.how(what, request));
        return page(HttpStatus.UNPROCESSABLE_CONTENT, half, to, "second.wrong." + what, token, reader, request);
    }

    private ResponseEntity<String> atTheDoor(
            HttpServletRequest request, Function<HalfIn, ResponseEntity<String>> answer) {
        return sessions.halfIn(request).map(answer).orElseGet(() -> AccountPages.seeOther(LoginController.PATH));
    }

    private static String name(HalfIn half) {
        return half.who().user().getName();
    }

    /** Who has shown his password and can be mailed a code; whoever has a passkey shows that. */
    private Optional<Account> account(HalfIn half) {
        return half.shown().contains(SecondFactor.PASSWORD) && !passkeys.any(name(half))
                ? door.account(name(half)).filter(one -> one.mail() != null)
                : Optional.empty();
    }

    private Words words(Locale reader) {
        return languages.words(AccountPages.BUNDLE, reader);
    }

    /** It takes so many because a form is shown with what became of it. */
    private ResponseEntity<String> page(
            HttpStatus status,
            HalfIn half,
            @Nullable String to,
            @Nullable String mistake,
            CsrfToken token,
            Locale reader,
            HttpServletRequest request) {
        var words = words(reader);
        var page = new SecondPage(
                words,
                token.getToken(),
                OwnPath.of(to),
                name(half),
                mistake == null ? null : words.say(mistake),
                half.shown().contains(SecondFactor.PASSWORD),
                account(half)
                        .map(Account::mail)
                        .map(SecondFactorController::masked)
                        .orElse(null),
                sessions.code(request).isPresent(),
                passkeys.usable() && passkeys.any(name(half)),
                mayAddPasskey(half));
        return AccountPages.page(status, "second", page, words, languages);
    }

    /** Whoever has neither a mail address nor a passkey adds one at his first login: there is nothing else that he could show. */
    boolean mayAddPasskey(HalfIn half) {
        return passkeys.usable()
                && half.shown().contains(SecondFactor.PASSWORD)
                && !passkeys.any(name(half))
                && account(half).isEmpty();
    }

    /** Enough to know which mailbox is meant, for whoever knows it. */
    static String masked(String mail) {
        var at = Math.max(mail.lastIndexOf('@'), 0);
        return mail.substring(0, Math.min(2, at)) + "…" + mail.substring(at);
    }
}
