package org.duban.accounts;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duban.access.PresentUser;
import org.duban.access.UserRole;
import org.duban.access.users.Account;
import org.duban.access.users.AccountRefused;
import org.duban.access.users.Accounts;
import org.duban.accounts.AccountPages.DoorNotice;
import org.duban.accounts.UserPage.Option;
import org.duban.accounts.links.MailedLinks;
import org.duban.accounts.passkeys.Passkeys;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.Directory;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** The pages on which accounts are managed, as far as they are the reader's to manage. */
@RestController
@ConditionalOnRole(Role.DESK)
final class UsersPageController {

    private static final String PATH = "/desk/users";
    private static final int ON_A_PAGE = 50;

    private final Accounts accounts;
    private final MailedLinks links;
    private final Passkeys passkeys;
    private final AuditTrail audit;
    private final PresentUser user;
    private final Directory directory;
    private final Languages languages;

    UsersPageController(
            Accounts accounts,
            MailedLinks links,
            Passkeys passkeys,
            AuditTrail audit,
            PresentUser user,
            Directory directory,
            Languages languages) {
        this.accounts = accounts;
        this.links = links;
        this.passkeys = passkeys;
        this.audit = audit;
        this.user = user;
        this.directory = directory;
        this.languages = languages;
    }

    /**
     * @param after those that come after this name
     * @param ended the account that was just ended
     */
    @GetMapping(path = PATH, produces = AccountPages.HTML, params = "!add")
    ResponseEntity<String> list(
            @RequestParam @Nullable String after, @RequestParam @Nullable String ended, Locale reader) {
        var words = words(reader);
        var said = said(words);
        var from = after == null || after.indexOf('\0') >= 0 ? null : after;
        var found = accounts.find(from, ON_A_PAGE + 1);
        var shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        var page = new UsersPage(
                words,
                shown.stream().map(account -> row(account, said)).toList(),
                ended == null ? null : words.say("users.ended", ended),
                found.size() > ON_A_PAGE
                        ? PATH + "?after=" + encoded(shown.get(ON_A_PAGE - 1).name())
                        : null);
        return AccountPages.page(HttpStatus.OK, "users", page, words, languages);
    }

    private static UsersPage.Row row(Account account, MembershipWords said) {
        return new UsersPage.Row(
                account.name(),
                account.displayName(),
                Objects.requireNonNullElse(account.mail(), ""),
                account.memberships().stream().map(said::say).toList(),
                url(account.name()));
    }

    @GetMapping(path = PATH, produces = AccountPages.HTML, params = "add")
    ResponseEntity<String> form(CsrfToken token, Locale reader) {
        return page(HttpStatus.OK, words(reader), token, null, UserForm.empty(), null, null, null);
    }

    @PostMapping(path = PATH, produces = AccountPages.HTML)
    ResponseEntity<String> add(@RequestParam MultiValueMap<String, String> typed, CsrfToken token, Locale reader) {
        var words = words(reader);
        var form = UserForm.typed(UserForm.first(typed, "name"), typed);
        try {
            var made = accounts.add(form.draft(said(words)));
            var invited = typed.containsKey("invite") && links.invite(made.account(), user.name(), words.lang());
            var done = words.say(
                    invited ? "user.invited" : "user.added",
                    made.account().mail() == null ? "" : made.account().mail());
            return shown(made.account(), words, token, done, invited ? null : made.password());
        } catch (AccountRefused e) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, words, token, null, form, e, null, null);
        }
    }

    @GetMapping(path = PATH + "/{name}", produces = AccountPages.HTML)
    ResponseEntity<String> show(@PathVariable String name, CsrfToken token, Locale reader) {
        var words = words(reader);
        return of(name, words, token, account -> shown(account, words, token, null, null));
    }

    @PostMapping(path = PATH + "/{name}", produces = AccountPages.HTML)
    ResponseEntity<String> change(
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> typed,
            CsrfToken token,
            Locale reader) {
        var words = words(reader);
        var form = UserForm.typed(name, typed);
        try {
            return accounts.change(form.draft(said(words)))
                    .map(account -> shown(account, words, token, words.say("user.saved"), null))
                    .orElseGet(() -> missing(words, token));
        } catch (AccountRefused e) {
            return of(
                    name,
                    words,
                    token,
                    account -> page(HttpStatus.UNPROCESSABLE_CONTENT, words, token, url(name), form, e, null, null));
        }
    }

    @PostMapping(path = PATH + "/{name}/invitation", produces = AccountPages.HTML)
    ResponseEntity<String> invite(@PathVariable String name, CsrfToken token, Locale reader) {
        var words = words(reader);
        return of(name, words, token, account -> {
            var done = links.invite(account, user.name(), words.lang())
                    ? words.say("user.invited", Objects.requireNonNullElse(account.mail(), ""))
                    : words.say("user.no-mail");
            return shown(account, words, token, done, null);
        });
    }

    @PostMapping(path = PATH + "/{name}/password", produces = AccountPages.HTML)
    ResponseEntity<String> resetPassword(@PathVariable String name, CsrfToken token, Locale reader) {
        var words = words(reader);
        return of(name, words, token, account -> {
            var password = accounts.resetPassword(name).orElse(null);
            links.forget(name);
            return shown(account, words, token, words.say("user.password-made"), password);
        });
    }

    /** For whoever has lost the device. */
    @PostMapping(path = PATH + "/{name}/passkeys/remove", produces = AccountPages.HTML)
    ResponseEntity<String> removePasskeys(@PathVariable String name, CsrfToken token, Locale reader) {
        var words = words(reader);
        return of(name, words, token, account -> {
            var number = passkeys.removeAll(account.name());
            if (number > 0) {
                audit.write(user.name(), AuditedAct.PASSKEY_REMOVED, account.name(), Map.of("number", number));
            }
            return shown(account, words, token, words.say("user.passkeys-removed"), null);
        });
    }

    @PostMapping(path = PATH + "/{name}/end", produces = AccountPages.HTML)
    ResponseEntity<String> end(@PathVariable String name, CsrfToken token, Locale reader) {
        var words = words(reader);
        try {
            return accounts.remove(name)
                    ? AccountPages.seeOther(PATH + "?ended=" + encoded(name))
                    : missing(words, token);
        } catch (AccountRefused e) {
            return of(
                    name,
                    words,
                    token,
                    account -> page(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            words,
                            token,
                            url(name),
                            UserForm.of(account, said(words)),
                            e,
                            null,
                            null));
        }
    }

    private ResponseEntity<String> of(
            String name, Words words, CsrfToken token, Function<Account, ResponseEntity<String>> answer) {
        return accounts.account(name).map(answer).orElseGet(() -> missing(words, token));
    }

    private static ResponseEntity<String> missing(Words words, CsrfToken token) {
        return AccountPages.notice(HttpStatus.NOT_FOUND, DoorNotice.of(words, "no-user", null, token.getToken()));
    }

    private ResponseEntity<String> shown(
            Account account, Words words, CsrfToken token, @Nullable String done, @Nullable String password) {
        var form = UserForm.of(account, said(words));
        return page(HttpStatus.OK, words, token, url(account.name()), form, null, done, password);
    }

    /** It takes so many because a form is shown as it was typed, with what became of it. */
    private ResponseEntity<String> page(
            HttpStatus status,
            Words words,
            CsrfToken token,
            @Nullable String url,
            UserForm form,
            @Nullable AccountRefused refused,
            @Nullable String done,
            @Nullable String password) {
        var said = said(words);
        var page = new UserPage(
                words,
                token.getToken(),
                url,
                url != null && passkeys.any(form.name()),
                form.withEmptyRows(),
                refused == null ? null : refused.field().replaceAll("\\[.*", ""),
                refused == null ? null : mistake(words, refused),
                done,
                password,
                roles(words),
                said.tree().units().stream().map(said::proposed).sorted().toList(),
                languages(words));
        return AccountPages.page(status, "user", page, words, languages);
    }

    private static String mistake(Words words, AccountRefused refused) {
        return words.say("refused." + refused.code(), Objects.requireNonNullElse(refused.value(), ""));
    }

    private List<Option> roles(Words words) {
        var wholeTree = user.speaksForAll();
        return Stream.of(UserRole.UNIT, UserRole.OFFICE, UserRole.READER, UserRole.ADMIN)
                .filter(role -> role != UserRole.ADMIN || wholeTree)
                .map(role -> new Option(role.name(), words.say("choose." + role)))
                .toList();
    }

    private List<Option> languages(Words words) {
        return Stream.concat(
                        Stream.of(new Option("", words.say("language.any"))),
                        languages.names().stream()
                                .map(Locale::forLanguageTag)
                                .map(one -> new Option(tag(one), one.getDisplayLanguage(one))))
                .toList();
    }

    private static String tag(Locale language) {
        return language.getLanguage().equals("zh") ? "zh-CN" : language.toLanguageTag();
    }

    private MembershipWords said(Words words) {
        return new MembershipWords(words, directory.tree().within(user.scope(UserRole.OFFICE)));
    }

    private Words words(Locale reader) {
        return languages.words(AccountPages.BUNDLE, reader);
    }

    private static String url(String name) {
        return PATH + "/" + encoded(name);
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
