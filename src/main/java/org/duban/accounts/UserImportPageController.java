package org.duban.accounts;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.duban.access.PresentUser;
import org.duban.access.UserRole;
import org.duban.access.users.AccountRefused;
import org.duban.access.users.Accounts;
import org.duban.access.users.UserRow;
import org.duban.access.users.UserRow.Outcome;
import org.duban.accounts.links.MailedLinks;
import org.duban.directory.Directory;
import org.duban.files.InputFile;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages on which a list of accounts is looked at, taken over and fetched. */
@RestController
@ConditionalOnRole(Role.DESK)
final class UserImportPageController {

    private static final String PATH = "/desk/users/import";

    /** The one mistake that stands in no row and no column, and is told as the reader of files tells it. */
    private static final String UNREADABLE = "sheet.unreadable";

    private final Accounts accounts;
    private final MailedLinks links;
    private final PresentUser user;
    private final Directory directory;
    private final Languages languages;

    UserImportPageController(
            Accounts accounts, MailedLinks links, PresentUser user, Directory directory, Languages languages) {
        this.accounts = accounts;
        this.links = links;
        this.user = user;
        this.directory = directory;
        this.languages = languages;
    }

    /** What somebody has sent: as Base64 where it is a file, else as it was pasted. */
    private record Sent(String content, String fileName) {

        static Sent of(String content, String text, String fileName) {
            var pasted = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            return new Sent(content.isBlank() ? pasted : content, fileName.isBlank() ? "users.csv" : fileName);
        }

        InputFile file() {
            try {
                return InputFile.ofSheet(fileName, Base64.getDecoder().decode(content));
            } catch (IllegalArgumentException e) {
                return InputFile.ofText(fileName, "");
            }
        }
    }

    @GetMapping(path = PATH, produces = AccountPages.HTML)
    ResponseEntity<String> form(CsrfToken token, Locale reader) {
        var page = new UserImportPage(words(reader), token.getToken(), "", "", null, "wait", List.of(), false);
        return page(HttpStatus.OK, page);
    }

    @PostMapping(path = PATH, produces = AccountPages.HTML, params = "!apply")
    ResponseEntity<String> look(
            @RequestParam(defaultValue = "") String content,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String fileName,
            CsrfToken token,
            Locale reader) {
        var words = words(reader);
        var sent = Sent.of(content, text, fileName);
        var rows = accounts.read(sent.file());
        var wrong = wrong(rows);
        if (wrong > 0) {
            return refused(words, token, sent, words.count("import.wrong", wrong), rows);
        }
        var changes = UserRow.count(rows, Outcome.SAME) < rows.size();
        var banner = changes ? counted(words, "import.would", rows) : words.say("import.nothing");
        return shown(HttpStatus.OK, words, token, sent, banner, "wait", rows, changes);
    }

    @PostMapping(path = PATH, produces = AccountPages.HTML, params = "apply")
    ResponseEntity<String> take(
            @RequestParam(defaultValue = "") String content,
            @RequestParam(defaultValue = "") String fileName,
            @RequestParam @Nullable String invite,
            CsrfToken token,
            Locale reader) {
        var words = words(reader);
        var sent = Sent.of(content, "", fileName);
        try {
            var rows = accounts.take(sent.file());
            var wrong = wrong(rows);
            if (wrong > 0) {
                return refused(words, token, sent, words.count("import.wrong", wrong), rows);
            }
            var invited = invite == null ? 0 : invite(rows, words);
            var banner = counted(words, "import.done", rows) + " " + words.count("import.invited", invited);
            return shown(HttpStatus.OK, words, token, sent, banner, "good", rows, false);
        } catch (AccountRefused e) {
            return refused(words, token, sent, mistake(words, e), List.of());
        }
    }

    private static long wrong(List<UserRow> rows) {
        return rows.stream().filter(row -> row.mistake() != null).count();
    }

    /** @return how many could be mailed to */
    private long invite(List<UserRow> rows, Words words) {
        return rows.stream()
                .filter(row -> row.outcome() == Outcome.ADDED)
                .filter(row -> links.invite(Objects.requireNonNull(row.account()), user.name(), words.lang()))
                .count();
    }

    private static String counted(Words words, String key, List<UserRow> rows) {
        return words.say(
                key,
                UserRow.count(rows, Outcome.ADDED),
                UserRow.count(rows, Outcome.CHANGED),
                UserRow.count(rows, Outcome.SAME));
    }

    /** For spreadsheets, to be changed and taken over again. */
    @GetMapping(path = "/desk/users.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> sheet() {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("users.csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(accounts.sheet());
    }

    private ResponseEntity<String> refused(Words words, CsrfToken token, Sent sent, String why, List<UserRow> rows) {
        return shown(HttpStatus.UNPROCESSABLE_CONTENT, words, token, sent, why, "bad", rows, false);
    }

    /** It takes so many because a list is shown as it was sent, with what becomes of it. */
    private ResponseEntity<String> shown(
            HttpStatus status,
            Words words,
            CsrfToken token,
            Sent sent,
            String banner,
            String tone,
            List<UserRow> rows,
            boolean ready) {
        var said = new MembershipWords(words, directory.tree().within(user.scope(UserRole.OFFICE)));
        var shown = rows.stream().map(row -> row(words, said, row)).toList();
        return page(
                status,
                new UserImportPage(
                        words, token.getToken(), sent.content(), sent.fileName(), banner, tone, shown, ready));
    }

    private UserImportPage.Row row(Words words, MembershipWords said, UserRow row) {
        var account = row.account();
        var wrong = row.mistake();
        return new UserImportPage.Row(
                row.line() == 0 ? "" : words.number(row.line()),
                row.name(),
                account == null ? "" : account.displayName(),
                account == null
                        ? List.of()
                        : account.memberships().stream().map(said::say).toList(),
                wrong != null,
                wrong == null ? words.say("import." + row.outcome()) : mistake(words, wrong));
    }

    private String mistake(Words words, AccountRefused wrong) {
        if (wrong.code().equals(UNREADABLE)) {
            return words.say(
                    "refused.sheet.unreadable", wrong.why().bare().in(languages.words(Reason.BUNDLE, words.locale())));
        }
        return words.say("refused." + wrong.code(), Objects.requireNonNullElse(wrong.value(), ""));
    }

    private Words words(Locale reader) {
        return languages.words(AccountPages.BUNDLE, reader);
    }

    private ResponseEntity<String> page(HttpStatus status, UserImportPage page) {
        return AccountPages.page(status, "import", page, page.words(), languages);
    }
}
