package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.duban.access.ProviderClaims;
import org.duban.accounts.AccountPages.DoorNotice;
import org.duban.accounts.LoginsUnderWay.Kind;
import org.duban.accounts.provider.ProviderAway;
import org.duban.accounts.provider.ProviderLogins;
import org.duban.accounts.provider.Providers;
import org.duban.accounts.sessions.AccountSessions;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.desk.OwnPath;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** To the page of an OIDC provider and back, and what it tells afterwards. */
@RestController
@ConditionalOnRole(Role.DESK)
final class ProviderController {

    static final String PATH = LoginController.PATH + "/provider";

    /** Where Spring Security has it, too. */
    static final String ENDED = "/logout/connect/back-channel";

    static final String WAY_OUT = "/logout/provider";

    private final Providers providers;
    private final ProviderLogins logins;
    private final ProviderClaims claims;
    private final LoginsUnderWay underWay;
    private final AccountSessions sessions;
    private final AuditTrail audit;
    private final FailedLogins failed;
    private final Languages languages;

    ProviderController(
            Providers providers,
            ProviderLogins logins,
            ProviderClaims claims,
            LoginsUnderWay underWay,
            AccountSessions sessions,
            AuditTrail audit,
            FailedLogins failed,
            Languages languages) {
        this.providers = providers;
        this.logins = logins;
        this.claims = claims;
        this.underWay = underWay;
        this.sessions = sessions;
        this.audit = audit;
        this.failed = failed;
        this.languages = languages;
    }

    /** A link and no form: browsers let no form lead to another site where {@code form-action} is our own. */
    @GetMapping(path = PATH + "/{id}", produces = AccountPages.HTML)
    ResponseEntity<String> begin(
            @PathVariable String id,
            @RequestParam @Nullable String to,
            CsrfToken token,
            HttpServletResponse response,
            Locale reader) {
        if (providers.offered(id).isEmpty()) {
            return notice(HttpStatus.NOT_FOUND, "provider.unknown", token, reader);
        }
        try {
            var begun = providers.begin(id);
            var content = new HashMap<>(begun.remembered());
            content.put("provider", id);
            content.put("to", OwnPath.of(to));
            underWay.begin(Kind.PROVIDER, content, response);
            return AccountPages.seeOther(begun.address().toString());
        } catch (ProviderAway e) {
            return AccountPages.seeOther(LoginController.PATH + "?away=" + id);
        }
    }

    @GetMapping(path = Providers.BACK + "/{id}", produces = AccountPages.HTML)
    ResponseEntity<String> finish(
            @PathVariable String id,
            @RequestParam @Nullable String code,
            @RequestParam @Nullable String state,
            HttpServletRequest request,
            HttpServletResponse response,
            CsrfToken token,
            Locale reader) {
        var asked = underWay.take(Kind.PROVIDER, request, response);
        if (code == null || asked.isEmpty() || !id.equals(asked.get().get("provider"))) {
            return notice(HttpStatus.GONE, "provider.over", token, reader);
        }
        try {
            return letIn(id, providers.finish(id, asked.get(), code, state), asked.get(), request, token, reader);
        } catch (ProviderAway e) {
            return AccountPages.seeOther(LoginController.PATH + "?away=" + id);
        } catch (AuthenticationException e) {
            failed.tell(id, request);
            return notice(HttpStatus.UNPROCESSABLE_CONTENT, "provider.refused", token, reader);
        }
    }

    private ResponseEntity<String> letIn(
            String id,
            OidcUser user,
            Map<String, String> asked,
            HttpServletRequest request,
            CsrfToken token,
            Locale reader) {
        var known = claims.known(user.getClaims());
        if (known.name().isBlank() || claims.rightless(known)) {
            return rightless(id, known.name(), token, reader);
        }
        var who = logins.add(id, user, known);
        sessions.openOfProvider(request, who);
        audit.write(who.user().getName(), AuditedAct.LOGGED_IN, who.user().getName(), LoginController.how(id, request));
        return AccountPages.seeOther(OwnPath.of(asked.get("to")));
    }

    /** Says who may change it: he is known, and may nothing here. */
    private ResponseEntity<String> rightless(String id, String name, CsrfToken token, Locale reader) {
        var words = words(reader);
        var provider = providers.offered(id).map(Providers.Offered::name).orElse(id);
        return AccountPages.notice(
                HttpStatus.FORBIDDEN,
                new DoorNotice(
                        words.lang(),
                        words.say("provider.rightless.heading"),
                        words.say("provider.rightless.text", provider, name, claims.rolesClaim()),
                        null,
                        words.say("provider.rightless.button"),
                        token.getToken()));
    }

    /** A provider says that logins are over, at whichever node they are asked for next (OpenID Connect Back-Channel Logout 1.0). */
    @PostMapping(path = ENDED + "/{id}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, String>> ended(
            @PathVariable String id, @RequestParam(name = "logout_token", defaultValue = "") String logoutToken) {
        if (providers.offered(id).isEmpty()) {
            return answer(HttpStatus.NOT_FOUND, Map.of("error", "invalid_request"));
        }
        try {
            var ended = logins.end(providers.ended(id, logoutToken));
            ended.forEach(name -> audit.write(name, AuditedAct.SESSIONS_ENDED, name, Map.of("provider", id)));
            return answer(HttpStatus.OK, Map.of());
        } catch (JwtException e) {
            return answer(
                    HttpStatus.BAD_REQUEST,
                    Map.of("error", "invalid_request", "error_description", "the logout token does not hold"));
        } catch (ProviderAway e) {
            return answer(HttpStatus.SERVICE_UNAVAILABLE, Map.of("error", "temporarily_unavailable"));
        }
    }

    private static ResponseEntity<Map<String, String>> answer(HttpStatus status, Map<String, String> body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    /** Logs out at the provider, too, where it has a page for it. */
    @GetMapping(path = WAY_OUT + "/{id}", produces = AccountPages.HTML)
    ResponseEntity<String> wayOut(@PathVariable String id) {
        try {
            return AccountPages.seeOther(
                    providers.offered(id).isEmpty()
                            ? LoginController.PATH
                            : providers.wayOut(id).map(Object::toString).orElse(LoginController.PATH + "?out"));
        } catch (ProviderAway e) {
            return AccountPages.seeOther(LoginController.PATH + "?away=" + id);
        }
    }

    private ResponseEntity<String> notice(HttpStatus status, String what, CsrfToken token, Locale reader) {
        return AccountPages.notice(status, DoorNotice.of(words(reader), what, null, token.getToken()));
    }

    private Words words(Locale reader) {
        return languages.words(AccountPages.BUNDLE, reader);
    }
}
