package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.duban.access.PresentUser;
import org.duban.access.users.AccountDoor;
import org.duban.access.users.AccountRefused;
import org.duban.access.users.ApiTokens;
import org.duban.accounts.MePage.Said;
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

/** The page on which somebody sees who he is here, and sees to his password, logins and tokens. */
@RestController
@ConditionalOnRole(Role.DESK)
final class MyAccountController {

    static final String PATH = "/desk/me";

    private final MePageMaker maker;
    private final PresentUser user;
    private final AccountDoor door;
    private final AccountSessions sessions;
    private final MailedLinks links;
    private final ApiTokens tokens;
    private final AuditTrail audit;
    private final Languages languages;

    /** It takes so many because what somebody sees to for himself lies in several places. */
    MyAccountController(
            MePageMaker maker,
            PresentUser user,
            AccountDoor door,
            AccountSessions sessions,
            MailedLinks links,
            ApiTokens tokens,
            AuditTrail audit,
            Languages languages) {
        this.maker = maker;
        this.user = user;
        this.door = door;
        this.sessions = sessions;
        this.links = links;
        this.tokens = tokens;
        this.audit = audit;
        this.languages = languages;
    }

    /** @param done what was just done, one of a few words */
    @GetMapping(path = PATH, produces = AccountPages.HTML)
    ResponseEntity<String> show(
            @RequestParam @Nullable String done, HttpServletRequest request, CsrfToken token, Locale reader) {
        var words = words(reader);
        var key = "me.done." + done;
        var wrong = "me.wrong." + done;
        var said = words.knows(wrong)
                ? Said.wrong("", words.say(wrong))
                : words.knows(key) ? Said.done(words.say(key)) : null;
        return page(HttpStatus.OK, words, token, request, said);
    }

    @PostMapping(path = PATH + "/password", produces = AccountPages.HTML)
    ResponseEntity<String> choosePassword(
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            CsrfToken token,
            Locale reader) {
        var words = words(reader);
        var mistake = mistake(present, password, again, request, words);
        if (mistake != null) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, words, token, request, mistake);
        }
        var name = user.name();
        door.setPassword(name, password);
        links.forget(name);
        sessions.end(name, session -> !session.present(), request);
        door.entrant(name).ifPresent(who -> sessions.goOn(request, who));
        audit.write(name, AuditedAct.PASSWORD_CHOSEN, name, LoginController.how("password", request));
        return AccountPages.seeOther(PATH + "?done=password");
    }

    private @Nullable Said mistake(
            String present, String password, String again, HttpServletRequest request, Words words) {
        if (user.isOfAProvider()) {
            // An account of the same name may be somebody else's.
            return Said.wrong("", words.say("me.provider.none"));
        }
        try {
            AccountDoor.checkPassword(user.name(), password);
            if (!password.equals(again)) {
                return Said.wrong("password", words.say("password.unlike"));
            }
            door.entrant(user.name(), present, request.getRemoteAddr());
            return null;
        } catch (AccountRefused e) {
            return Said.wrong("password", words.say("refused." + e.code()));
        } catch (AuthenticationException e) {
            return Said.wrong(
                    "present",
                    AccountDoor.lockedFor(e)
                            .map(wait -> words.say(
                                    "login.locked", wait.plusMillis(999).toSeconds()))
                            .orElseGet(() -> words.say("me.present.wrong")));
        }
    }

    @PostMapping(path = PATH + "/sessions/end", produces = AccountPages.HTML)
    ResponseEntity<String> endOthers(HttpServletRequest request) {
        end(sessions.end(owner(request), session -> !session.present(), request));
        return AccountPages.seeOther(PATH + "?done=sessions");
    }

    @PostMapping(path = PATH + "/sessions/{key}/end", produces = AccountPages.HTML)
    ResponseEntity<String> endOne(@PathVariable String key, HttpServletRequest request) {
        end(sessions.end(owner(request), session -> session.key().equals(key), request));
        return AccountPages.seeOther(PATH + "?done=session");
    }

    private String owner(HttpServletRequest request) {
        return sessions.owner(user.name(), request);
    }

    private void end(int number) {
        if (number > 0) {
            audit.write(user.name(), AuditedAct.SESSIONS_ENDED, user.name(), Map.of("number", number));
        }
    }

    @PostMapping(path = PATH + "/tokens", produces = AccountPages.HTML)
    ResponseEntity<String> makeToken(
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(name = "role", defaultValue = "") List<String> roles,
            HttpServletRequest request,
            CsrfToken token,
            Locale reader) {
        var words = words(reader);
        try {
            var made = tokens.make(label, roles, day(until));
            var said = Said.done(words.say("me.token.made", made.token().label()));
            return page(HttpStatus.OK, words, token, request, said, made.secret(), "", "", List.of());
        } catch (AccountRefused e) {
            var text = words.say("refused." + e.code(), Objects.requireNonNullElse(e.value(), ""));
            var said = Said.wrong(e.field().replaceAll("\\[.*", ""), text);
            return page(HttpStatus.UNPROCESSABLE_CONTENT, words, token, request, said, null, label, until, roles);
        } catch (DateTimeParseException e) {
            var said = Said.wrong("until", words.say("refused.until", until));
            return page(HttpStatus.UNPROCESSABLE_CONTENT, words, token, request, said, null, label, until, roles);
        }
    }

    private static @Nullable LocalDate day(String text) {
        if (text.isBlank()) {
            return null;
        }
        var day = LocalDate.parse(text.strip());
        if (day.getYear() > 9999) {
            throw new DateTimeParseException("out of range", text, 0);
        }
        return day;
    }

    @PostMapping(path = PATH + "/tokens/{id}/revoke", produces = AccountPages.HTML)
    ResponseEntity<String> revoke(@PathVariable UUID id) {
        tokens.revoke(id);
        return AccountPages.seeOther(PATH + "?done=token");
    }

    private Words words(Locale reader) {
        return languages.words(AccountPages.BUNDLE, reader);
    }

    private ResponseEntity<String> page(
            HttpStatus status, Words words, CsrfToken token, HttpServletRequest request, @Nullable Said said) {
        return page(status, words, token, request, said, null, "", "", List.of());
    }

    /** It takes so many because a form is shown as it was typed. */
    private ResponseEntity<String> page(
            HttpStatus status,
            Words words,
            CsrfToken token,
            HttpServletRequest request,
            @Nullable Said said,
            @Nullable String secret,
            String label,
            String until,
            List<String> roles) {
        var page = maker.page(words, token.getToken(), request, said, secret, label, until, roles);
        return AccountPages.page(status, "me", page, words, languages);
    }
}
