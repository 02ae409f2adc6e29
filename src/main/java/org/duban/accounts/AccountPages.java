package org.duban.accounts;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Sets the pages of this room as HTML, in the words of their reader; none of them is kept by anybody. */
final class AccountPages {

    static final String BUNDLE = "accounts";
    static final String HTML = "text/html;charset=UTF-8";

    /** The words of the head that all pages of the desk have. */
    private static final String DESK = "desk";

    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, AccountPages.class.getClassLoader(), "org.duban");

    private AccountPages() {}

    /**
     * One thing that is said to somebody at the door, and what he can do about it.
     *
     * @param action where the button leads; null: a link to the login
     */
    record DoorNotice(
            String lang,
            String heading,
            String text,
            @Nullable String action,
            String button,
            String formToken) {

        /** By the keys {@code <what>.heading}, {@code .text} and {@code .button}. */
        static DoorNotice of(Words words, String what, @Nullable String action, String formToken) {
            return new DoorNotice(
                    words.lang(),
                    words.say(what + ".heading"),
                    words.say(what + ".text"),
                    action,
                    words.say(what + ".button"),
                    formToken);
        }
    }

    static ResponseEntity<String> notice(HttpStatus status, DoorNotice notice) {
        return answer(status, html("accounts/notice.jte", Map.of("page", notice)));
    }

    /** A page that has the head of the desk. */
    static ResponseEntity<String> page(
            HttpStatus status, String template, Object page, Words words, Languages languages) {
        var desk = languages.words(DESK, words.locale());
        return answer(status, html("accounts/" + template + ".jte", Map.of("page", page, "desk", desk)));
    }

    static ResponseEntity<String> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static ResponseEntity<String> answer(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(html);
    }

    private static String html(String template, Map<String, Object> values) {
        var output = new StringOutput(16_384);
        ENGINE.render(template, values, output);
        return output.toString();
    }
}
