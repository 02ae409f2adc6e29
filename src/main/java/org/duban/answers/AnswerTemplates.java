package org.duban.answers;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Sets the pages of answers; none is kept by browsers. */
@Component
@ConditionalOnRole(Role.DESK)
final class AnswerTemplates {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, AnswerTemplates.class.getClassLoader(), "org.duban");

    private final Languages languages;

    AnswerTemplates(Languages languages) {
        this.languages = languages;
    }

    /** The page of a link that nobody sealed. */
    ResponseEntity<String> broken(Locale browser) {
        return page(HttpStatus.NOT_FOUND, AnswerPages.broken(languages.words(AnswerPages.BUNDLE, browser)), null);
    }

    /** @param again where it looks again by itself, after its {@code refresh}; null: nowhere */
    ResponseEntity<String> page(HttpStatus status, AnswerPage page, @Nullable String again) {
        return page(status, "answers/answer.jte", page, page.refresh(), again);
    }

    /** @param again as above */
    ResponseEntity<String> page(HttpStatus status, LetterAnswersPage page, @Nullable String again) {
        return page(status, "answers/letter.jte", page, page.refresh(), again);
    }

    ResponseEntity<String> page(HttpStatus status, OfficePage page) {
        return page(status, "answers/office.jte", page, 0, null);
    }

    /** With what status it is said that an answer cannot be given. */
    static HttpStatus status(AnswerRefusal hindrance) {
        return switch (hindrance) {
            case EXPIRED -> HttpStatus.GONE;
            case ANSWERED, SIGNED -> HttpStatus.OK;
            default -> HttpStatus.CONFLICT;
        };
    }

    private ResponseEntity<String> page(
            HttpStatus status, String template, Object page, int refresh, @Nullable String again) {
        var output = new StringOutput(8_192);
        engine.render(template, page, output);
        var answer = ResponseEntity.status(status).contentType(HTML).cacheControl(CacheControl.noStore());
        if (again != null && refresh > 0) {
            answer.header("Refresh", refresh + "; url=" + again);
        }
        return answer.body(output.toString());
    }
}
