package org.duban.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** The mailbox in the browser and for scripts. Whatever a mail contains is shown, never run. */
@RestController
@RequestMapping("/mailbox")
@ConditionalOnEmbedded(ServerKind.MAILBOX)
final class MailboxController {

    private static final int MOST = 1000;
    private static final MediaType PLAIN = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox ";
    private static final String SHOWN = "allow-popups allow-popups-to-escape-sandbox";
    private static final String MEASURED = "allow-same-origin";

    private final Mailbox mailbox;
    private final Languages languages;

    MailboxController(Mailbox mailbox, Languages languages) {
        this.mailbox = mailbox;
        this.languages = languages;
    }

    /**
     * Some mails.
     *
     * @param mailbox differs at each start of the process
     * @param newest the number of the mail that came last, 0 if none has come
     * @param total how many mails there are
     */
    record Mails(String mailbox, long newest, int total, List<MailSummary> mails) {}

    @GetMapping
    ResponseEntity<String> page(Locale locale) {
        var words = languages.words(Welcome.BUNDLE, locale);
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noCache())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .header("Content-Security-Policy", PAGE_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .body(page(words));
    }

    /** With all words of the page for its program; nothing in them ends a script element. */
    private static String page(Words words) {
        return asset("mailbox.html")
                .replace("{{lang}}", words.lang())
                .replace("{{page.mailbox}}", HtmlUtils.htmlEscape(words.say("page.mailbox")))
                .replace("{{page.no-script}}", HtmlUtils.htmlEscape(words.say("page.no-script")))
                .replace(
                        "{{words}}",
                        JsonMapper.shared().writeValueAsString(words.texts()).replace("<", "\\u003c"));
    }

    @GetMapping("/mailbox.js")
    ResponseEntity<String> script() {
        return asset("mailbox.js", "javascript");
    }

    @GetMapping("/mailbox.css")
    ResponseEntity<String> style() {
        return asset("mailbox.css", "css");
    }

    /** With {@code after} the mails after that number, oldest first; otherwise the newest first, from {@code before} on. */
    @GetMapping("/api/mails")
    Mails mails(
            @RequestParam @Nullable Long after,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "100") int limit) {
        Predicate<MailSummary> wanted = mail -> (to.isBlank() || mail.goesTo(to.strip())) && mail.speaksOf(q.strip());
        var most = Math.max(1, Math.min(limit, MOST));
        var newest = mailbox.newest();
        var found = after == null ? mailbox.before(before, wanted, most) : mailbox.after(after, wanted, most);
        return new Mails(mailbox.name(), newest, mailbox.size(), found);
    }

    @GetMapping("/api/mails/{id}")
    OpenedMail mail(@PathVariable long id) {
        return StoredMailParser.open(received(id));
    }

    @DeleteMapping("/api/mails")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        mailbox.clear();
    }

    /** The HTML as sent, for a sandboxed frame; its links open outside of the frame. */
    @GetMapping("/api/mails/{id}/html")
    ResponseEntity<String> html(@PathVariable long id) {
        return html(id, SHOWN);
    }

    /** The same for a frame that nobody sees nor clicks: our page, and no other, may look how high it is. */
    @GetMapping("/api/mails/{id}/gauge")
    ResponseEntity<String> gauge(@PathVariable long id) {
        return html(id, MEASURED);
    }

    private ResponseEntity<String> html(long id, String allowed) {
        var html = StoredMailParser.open(received(id)).html();
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", MAIL_POLICY + allowed)
                .header("Referrer-Policy", "no-referrer")
                .body(html.replaceFirst("(?i)<head(\\s[^>]*)?>", "$0<base target=\"_blank\">"));
    }

    @GetMapping("/api/mails/{id}/source")
    ResponseEntity<byte[]> source(@PathVariable long id) {
        return safely(received(id).bytes(), PLAIN, null);
    }

    @GetMapping("/api/mails/{id}/parts/{index}")
    ResponseEntity<byte[]> part(@PathVariable long id, @PathVariable int index) {
        var part = StoredMailParser.part(received(id), index).orElseThrow(() -> missing("no part " + index));
        return safely(
                part.bytes(),
                MediaType.APPLICATION_OCTET_STREAM,
                part.name().isEmpty() ? "part-" + index : part.name());
    }

    private ReceivedMail received(long id) {
        return mailbox.mail(id)
                .orElseThrow(() -> missing("no mail " + id + "; the last " + Mailbox.CAPACITY + " are kept"));
    }

    private static ResponseStatusException missing(String reason) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, reason);
    }

    private static ResponseEntity<byte[]> safely(byte[] bytes, MediaType type, @Nullable String fileName) {
        var answer = ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
        if (fileName != null) {
            answer.headers(headers -> headers.setContentDisposition(ContentDisposition.attachment()
                    .filename(fileName, StandardCharsets.UTF_8)
                    .build()));
        }
        return answer.body(bytes);
    }

    private static ResponseEntity<String> asset(String name, String subtype) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", subtype, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .body(asset(name));
    }

    private static String asset(String name) {
        try {
            return new ClassPathResource("standalone/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
