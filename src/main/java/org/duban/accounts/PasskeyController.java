package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.access.AccountDoor;
import org.duban.access.PresentUser;
import org.duban.access.SecondFactor;
import org.duban.accounts.AccountPages.DoorNotice;
import org.duban.accounts.LoginsUnderWay.Kind;
import org.duban.accounts.passkeys.PasskeyRefused;
import org.duban.accounts.passkeys.Passkeys;
import org.duban.accounts.passkeys.Passkeys.Asked;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Logins by passkeys, and which passkeys somebody has. */
@RestController
@ConditionalOnRole(Role.DESK)
final class PasskeyController {

    static final String LOGIN = LoginController.PATH + "/passkey";
    static final String FIRST = SecondFactorController.PATH + "/passkeys";
    static final String MINE = MyAccountController.PATH + "/passkeys";

    private static final int LONGEST_LABEL = 100;

    private final Passkeys passkeys;
    private final LoginsUnderWay underWay;
    private final AccountDoor door;
    private final WaysIn ways;
    private final SecondFactorController second;
    private final AccountSessions sessions;
    private final AuditTrail audit;
    private final Languages languages;
    private final PresentUser user;

    /** It takes so many because somebody may come in by a passkey, and add one before and after he is in. */
    PasskeyController(
            Passkeys passkeys,
            LoginsUnderWay underWay,
            AccountDoor door,
            WaysIn ways,
            SecondFactorController second,
            AccountSessions sessions,
            AuditTrail audit,
            Languages languages,
            PresentUser user) {
        this.passkeys = passkeys;
        this.underWay = underWay;
        this.door = door;
        this.ways = ways;
        this.second = second;
        this.sessions = sessions;
        this.audit = audit;
        this.languages = languages;
        this.user = user;
    }

    @PostMapping(path = LOGIN + "/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> ask(HttpServletResponse response) {
        return asked(Kind.PASSKEY, passkeys.ask(), "", response);
    }

    private ResponseEntity<String> asked(Kind kind, Asked asked, String account, HttpServletResponse response) {
        underWay.begin(kind, Map.of("challenge", asked.challenge(), "account", account), response);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(asked.options());
    }

    @PostMapping(path = LOGIN, produces = AccountPages.HTML)
    ResponseEntity<String> login(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response,
            CsrfToken token,
            Locale reader) {
        try {
            var asked = underWay.take(Kind.PASSKEY, request, response).orElse(Map.of());
            var name = passkeys.holder(asked.getOrDefault("challenge", ""), credential);
            return door.entrant(name)
                    .map(who -> ways.go(request, who, to, "passkey", SecondFactor.PASSKEY))
                    .orElseGet(() -> refused(token, reader));
        } catch (PasskeyRefused e) {
            audit.write(
                    MailedLinks.NOT_LOGGED_IN, AuditedAct.LOGIN_FAILED, "", LoginController.how("passkey", request));
            return refused(token, reader);
        }
    }

    @PostMapping(path = MINE + "/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> askForNew(HttpServletResponse response) {
        return mine().map(account -> askForNew(account, response)).orElseGet(PasskeyController::none);
    }

    private ResponseEntity<String> askForNew(String account, HttpServletResponse response) {
        try {
            return asked(Kind.NEW_PASSKEY, passkeys.askForNew(account), account, response);
        } catch (PasskeyRefused e) {
            return none();
        }
    }

    private static ResponseEntity<String> none() {
        return ResponseEntity.notFound().build();
    }

    /** Whoever comes in by a provider has none here, also where an account has his name. */
    private Optional<String> mine() {
        return user.isOfAProvider() ? Optional.empty() : Optional.of(user.name());
    }

    @PostMapping(path = MINE, produces = AccountPages.HTML)
    ResponseEntity<String> add(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String label,
            HttpServletRequest request,
            HttpServletResponse response,
            CsrfToken token,
            Locale reader) {
        return mine().filter(account -> added(account, credential, label, request, response))
                .map(account -> AccountPages.seeOther(MyAccountController.PATH + "?done=passkey"))
                .orElseGet(() -> refused(token, reader));
    }

    @PostMapping(path = MINE + "/{id}/remove", produces = AccountPages.HTML)
    ResponseEntity<String> remove(@PathVariable String id) {
        mine().filter(account -> passkeys.remove(account, id))
                .ifPresent(account -> audit.write(account, AuditedAct.PASSKEY_REMOVED, account, Map.of("number", 1)));
        return AccountPages.seeOther(MyAccountController.PATH + "?done=no-passkey");
    }

    @PostMapping(path = FIRST + "/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> askForFirst(HttpServletRequest request, HttpServletResponse response) {
        return sessions.halfIn(request)
                .filter(second::mayAddPasskey)
                .map(half -> askForNew(half.who().user().getName(), response))
                .orElseGet(PasskeyController::none);
    }

    @PostMapping(path = FIRST, produces = AccountPages.HTML)
    ResponseEntity<String> addFirst(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String label,
            @RequestParam @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response,
            CsrfToken token,
            Locale reader) {
        return sessions.halfIn(request)
                .filter(second::mayAddPasskey)
                .filter(half -> added(half.who().user().getName(), credential, label, request, response))
                .map(half -> ways.go(request, half.who(), to, "passkey", SecondFactor.PASSWORD, SecondFactor.PASSKEY))
                .orElseGet(() -> refused(token, reader));
    }

    private boolean added(
            String account, String credential, String label, HttpServletRequest request, HttpServletResponse response) {
        var asked = underWay.take(Kind.NEW_PASSKEY, request, response).orElse(Map.of());
        if (!account.equals(asked.get("account"))) {
            return false;
        }
        try {
            passkeys.add(account, asked.getOrDefault("challenge", ""), credential, checked(label, request));
            audit.write(account, AuditedAct.PASSKEY_ADDED, account, LoginController.how("passkey", request));
            return true;
        } catch (PasskeyRefused e) {
            return false;
        }
    }

    private static String checked(String label, HttpServletRequest request) {
        var plain = label.replaceAll("\\p{Cntrl}", " ").strip();
        var named = plain.isEmpty()
                ? BrowserName.of(Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""))
                : plain;
        return named.substring(0, Math.min(LONGEST_LABEL, named.length()));
    }

    private ResponseEntity<String> refused(CsrfToken token, Locale reader) {
        var words = languages.words(AccountPages.BUNDLE, reader);
        return AccountPages.notice(
                HttpStatus.UNPROCESSABLE_CONTENT, DoorNotice.of(words, "passkey.refused", null, token.getToken()));
    }
}
