package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.duban.access.AccountHolder;
import org.duban.access.PresentUser;
import org.duban.access.users.AccountDoor;
import org.duban.access.users.SecondFactor;
import org.duban.accounts.AccountPages.DoorNotice;
import org.duban.accounts.links.MailedLinks;
import org.duban.accounts.provider.Providers;
import org.duban.accounts.sessions.AccountSessions;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.desk.DeskLanguage;
import org.duban.desk.OwnPath;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page on which people log in with name and password, and the way out again. */
@RestController
@ConditionalOnRole(Role.DESK)
final class LoginController {

    static final String PATH = "/login";

    private final AccountDoor door;
    private final AccountSessions sessions;
    private final WaysIn ways;
    private final PresentUser user;
    private final DemoAccounts demo;
    private final AuditTrail audit;
    private final Languages languages;
    private final DeskLanguage language;

    LoginController(
            AccountDoor door,
            AccountSessions sessions,
            WaysIn ways,
            PresentUser user,
            DemoAccounts demo,
            AuditTrail audit,
            Languages languages,
            DeskLanguage language) {
        this.door = door;
        this.sessions = sessions;
        this.ways = ways;
        this.user = user;
        this.demo = demo;
        this.audit = audit;
        this.languages = languages;
        this.language = language;
    }

    /**
     * @param to the page of the desk that was wanted
     * @param out there if somebody has just logged out; with the provider by which he had come in
     * @param away the provider that does not answer
     */
    @GetMapping(path = PATH, produces = AccountPages.HTML)
    ResponseEntity<String> show(
            @RequestParam @Nullable String to,
            @RequestParam @Nullable String out,
            @RequestParam @Nullable String away,
            HttpServletRequest request,
            CsrfToken token,
            Locale reader) {
        if (isLoggedIn()) {
            return AccountPages.seeOther(OwnPath.of(to));
        }
        if (sessions.halfIn(request).isPresent()) {
            return AccountPages.seeOther(SecondFactorController.path(to));
        }
        var words = words(reader);
        var silent = provider(away);
        if (silent != null) {
            return page(HttpStatus.OK, words, token, to, "", words.say("provider.away", silent.name()), "wait", null);
        }
        var banner = out == null ? to == null ? null : words.say("login.asked") : words.say("logout.done");
        return page(HttpStatus.OK, words, token, to, "", banner, out == null ? "wait" : "good", provider(out));
    }

    private Providers.@Nullable Offered provider(@Nullable String id) {
        return id == null ? null : ways.provider(id).orElse(null);
    }

    private static boolean isLoggedIn() {
        var present = SecurityContextHolder.getContext().getAuthentication();
        return present != null && present.getPrincipal() instanceof AccountHolder;
    }

    @PostMapping(path = PATH, produces = AccountPages.HTML)
    ResponseEntity<String> login(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam @Nullable String to,
            CsrfToken token,
            HttpServletRequest request,
            Locale reader) {
        var words = words(reader);
        var typed = name.strip();
        if (typed.isEmpty() || password.isEmpty()) {
            var banner = words.say(typed.isEmpty() ? "login.no-name" : "login.no-password");
            return page(HttpStatus.UNPROCESSABLE_CONTENT, words, token, to, typed, banner, "bad");
        }
        try {
            var who = door.entrant(typed, password, request.getRemoteAddr());
            return ways.go(request, who, to, "password", SecondFactor.PASSWORD);
        } catch (AuthenticationException e) {
            return refused(e, words, token, to, typed, request);
        }
    }

    static Map<String, String> how(String how, HttpServletRequest request) {
        return Map.of("by", how, "from", request.getRemoteAddr());
    }

    private ResponseEntity<String> refused(
            AuthenticationException problem,
            Words words,
            CsrfToken token,
            @Nullable String to,
            String name,
            HttpServletRequest request) {
        var locked = AccountDoor.lockedFor(problem);
        if (locked.isPresent()) {
            var seconds = locked.get().plusMillis(999).toSeconds();
            return page(
                    HttpStatus.TOO_MANY_REQUESTS, words, token, to, name, words.say("login.locked", seconds), "bad");
        }
        if (problem instanceof AuthenticationServiceException) {
            return page(HttpStatus.SERVICE_UNAVAILABLE, words, token, to, name, words.say("login.away"), "bad");
        }
        // What is no name may be a password that somebody has typed into the wrong field.
        var subject = door.entrant(name).map(who -> who.user().getName()).orElse("");
        audit.write(MailedLinks.NOT_LOGGED_IN, AuditedAct.LOGIN_FAILED, subject, how("password", request));
        return page(HttpStatus.UNPROCESSABLE_CONTENT, words, token, to, name, words.say("login.wrong"), "bad");
    }

    /** For whoever has typed the address: to look is not to leave. */
    @GetMapping(path = "/logout", produces = AccountPages.HTML)
    ResponseEntity<String> askToLogOut(CsrfToken token, Locale reader) {
        return AccountPages.notice(HttpStatus.OK, DoorNotice.of(words(reader), "logout", "/logout", token.getToken()));
    }

    @PostMapping(path = "/logout", produces = AccountPages.HTML)
    ResponseEntity<String> logOut(HttpServletRequest request) {
        if (isLoggedIn()) {
            audit.write(user.name(), AuditedAct.LOGGED_OUT, user.name(), Map.of());
        }
        var provider = user.provider().map(id -> "=" + id).orElse("");
        sessions.close(request);
        return AccountPages.seeOther(PATH + "?out" + provider);
    }

    /** Has the account of whoever has logged in, and this browser, remember a language. */
    @PostMapping(path = PATH + "/language", produces = AccountPages.HTML)
    ResponseEntity<String> speak(
            @RequestParam(name = "language", defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String to,
            HttpServletResponse response) {
        language.spoken(tag).ifPresent(spoken -> {
            response.addHeader(HttpHeaders.SET_COOKIE, language.remembering(spoken));
            if (isLoggedIn() && !user.isOfAProvider()) {
                door.setLanguage(user.name(), spoken.toLanguageTag());
                audit.write(
                        user.name(),
                        AuditedAct.ACCOUNT_SAVED,
                        user.name(),
                        Map.of("after", Map.of("language", spoken.toLanguageTag())));
            }
        });
        var back = to.startsWith(PATH) && !to.contains("//") && to.matches("/login(?:\\?[\\w=%./&-]*)?");
        return AccountPages.seeOther(back || to.equals("/") ? to : OwnPath.of(to));
    }

    private Words words(Locale reader) {
        return languages.words(AccountPages.BUNDLE, reader);
    }

    private ResponseEntity<String> page(
            HttpStatus status,
            Words words,
            CsrfToken token,
            @Nullable String to,
            String name,
            @Nullable String banner,
            String tone) {
        return page(status, words, token, to, name, banner, tone, null);
    }

    /** It takes so many because a form is shown as it was typed, with what became of it. */
    private ResponseEntity<String> page(
            HttpStatus status,
            Words words,
            CsrfToken token,
            @Nullable String to,
            String name,
            @Nullable String banner,
            String tone,
            Providers.@Nullable Offered left) {
        var page = new LoginPage(
                words,
                token.getToken(),
                OwnPath.of(to),
                name,
                banner,
                tone,
                false,
                demo.all(),
                ways.providers(),
                ways.passkeysUsable(),
                left);
        return AccountPages.page(status, "login", page, words, languages);
    }
}
