package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.duban.access.PresentUser;
import org.duban.access.users.AccountDoor;
import org.duban.access.users.SecondFactor;
import org.duban.accounts.AccountPages.DoorNotice;
import org.duban.accounts.sessions.AccountSessions;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
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

    private final PasskeyDialogue dialogue;
    private final AccountDoor door;
    private final WaysIn ways;
    private final SecondFactorController second;
    private final AccountSessions sessions;
    private final PresentUser user;
    private final Languages languages;

    PasskeyController(
            PasskeyDialogue dialogue,
            AccountDoor door,
            WaysIn ways,
            SecondFactorController second,
            AccountSessions sessions,
            PresentUser user,
            Languages languages) {
        this.dialogue = dialogue;
        this.door = door;
        this.ways = ways;
        this.second = second;
        this.sessions = sessions;
        this.user = user;
        this.languages = languages;
    }

    @PostMapping(path = LOGIN + "/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> ask(HttpServletResponse response) {
        return dialogue.ask(response);
    }

    @PostMapping(path = LOGIN, produces = AccountPages.HTML)
    ResponseEntity<String> login(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response,
            CsrfToken token,
            Locale reader) {
        return dialogue.holder(credential, request, response)
                .flatMap(door::entrant)
                .map(who -> ways.go(request, who, to, "passkey", SecondFactor.PASSKEY))
                .orElseGet(() -> refused(token, reader));
    }

    @PostMapping(path = MINE + "/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> askForNew(HttpServletResponse response) {
        return mine().map(account -> dialogue.askForNew(account, response)).orElseGet(PasskeyController::none);
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
        return mine().filter(account -> dialogue.added(account, credential, label, request, response))
                .map(account -> AccountPages.seeOther(MyAccountController.PATH + "?done=passkey"))
                .orElseGet(() -> refused(token, reader));
    }

    @PostMapping(path = MINE + "/{id}/remove", produces = AccountPages.HTML)
    ResponseEntity<String> remove(@PathVariable String id) {
        mine().ifPresent(account -> dialogue.remove(account, id));
        return AccountPages.seeOther(MyAccountController.PATH + "?done=no-passkey");
    }

    @PostMapping(path = FIRST + "/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> askForFirst(HttpServletRequest request, HttpServletResponse response) {
        return sessions.halfIn(request)
                .filter(second::mayAddPasskey)
                .map(half -> dialogue.askForNew(half.who().user().getName(), response))
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
                .filter(half -> dialogue.added(half.who().user().getName(), credential, label, request, response))
                .map(half -> ways.go(request, half.who(), to, "passkey", SecondFactor.PASSWORD, SecondFactor.PASSKEY))
                .orElseGet(() -> refused(token, reader));
    }

    private ResponseEntity<String> refused(CsrfToken token, Locale reader) {
        var words = languages.words(AccountPages.BUNDLE, reader);
        return AccountPages.notice(
                HttpStatus.UNPROCESSABLE_CONTENT, DoorNotice.of(words, "passkey.refused", null, token.getToken()));
    }
}
