package org.duban.answers;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duban.directory.Directory;
import org.duban.events.TaskEventPublisher.EventsNotWritten;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages behind the links in notices. Opening one changes nothing; the button on it acts. */
@RestController
@RequestMapping("/answers")
@ConditionalOnRole(Role.DESK)
final class AnswersController {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final int LOOKS = 15;
    private static final int LONGEST_FORM_NAME = 64;

    private final SignedLinks links;
    private final AnswerService answering;
    private final Directory directory;
    private final Languages languages;
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, AnswersController.class.getClassLoader(), "org.duban");

    AnswersController(SignedLinks links, AnswerService answering, Directory directory, Languages languages) {
        this.links = links;
        this.answering = answering;
        this.directory = directory;
        this.languages = languages;
    }

    /**
     * @param given the event that an answer has become, to be waited for
     * @param look how often it has been looked for
     */
    @GetMapping("/{token}")
    ResponseEntity<String> show(
            @PathVariable String token,
            @RequestParam @Nullable String given,
            @RequestParam(defaultValue = "0") int look,
            Locale browser) {
        var right = right(token);
        if (right.isEmpty()) {
            return page(HttpStatus.NOT_FOUND, AnswerPages.broken(languages.words(AnswerPages.BUNDLE, browser)), null);
        }
        var pages = pages(right.get(), browser);
        if (given != null) {
            return sent(right.get(), given, look, token, pages);
        }
        var hindrance = answering.hindrance(right.get());
        return hindrance.isPresent()
                ? hindered(right.get(), hindrance.get(), pages)
                : page(HttpStatus.OK, pages.form(Map.of(), Map.of(), null), null);
    }

    @PostMapping(path = "/{token}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> answer(
            @PathVariable String token, @RequestParam Map<String, String> values, Locale browser) {
        var right = right(token);
        if (right.isEmpty()) {
            return page(HttpStatus.NOT_FOUND, AnswerPages.broken(languages.words(AnswerPages.BUNDLE, browser)), null);
        }
        var pages = pages(right.get(), browser);
        var form = values.getOrDefault("form", "");
        if (form.isEmpty() || form.length() > LONGEST_FORM_NAME) {
            // Not our form: whoever posts here has not seen what it does.
            return page(HttpStatus.UNPROCESSABLE_CONTENT, pages.form(Map.of(), Map.of(), null), null);
        }
        try {
            return respond(right.get(), token, answering.answer(right.get(), values, form), values, pages);
        } catch (EventsNotWritten e) {
            return page(HttpStatus.SERVICE_UNAVAILABLE, pages.notTaken(), null);
        }
    }

    @GetMapping(path = "/answers.css", produces = "text/css")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "css", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("answers/answers.css"));
    }

    private ResponseEntity<String> respond(
            AnswerGrant right, String token, AnswerOutcome given, Map<String, String> values, AnswerPages pages) {
        if (given instanceof AnswerOutcome.Sent sent) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(SignedLinks.PATH + token + "?given=" + sent.eventId()))
                    .cacheControl(CacheControl.noStore())
                    .build();
        } else if (given instanceof AnswerOutcome.Hindered hindered) {
            return hindered(right, hindered.hindrance(), pages);
        } else if (given instanceof AnswerOutcome.Refused refused) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, pages.form(values, Map.of(), refused.reason()), null);
        }
        var wrong = (AnswerOutcome.Wrong) given;
        return page(HttpStatus.UNPROCESSABLE_CONTENT, pages.form(values, wrong.mistakes(), null), null);
    }

    private ResponseEntity<String> sent(AnswerGrant right, String given, int look, String token, AnswerPages pages) {
        var recorded = answering.recorded(right, given);
        if (recorded.isPresent()) {
            return page(HttpStatus.OK, pages.recorded(recorded.get()), null);
        }
        var again = look < LOOKS ? SignedLinks.PATH + token + "?given=" + encoded(given) + "&look=" + (look + 1) : null;
        return page(HttpStatus.OK, pages.waiting(again != null), again);
    }

    private ResponseEntity<String> hindered(AnswerGrant right, AnswerRefusal hindrance, AnswerPages pages) {
        var recorded = hindrance == AnswerRefusal.ANSWERED
                ? answering.recorded(right, AnswerService.eventId(right, ""))
                : Optional.<java.time.Instant>empty();
        var status = switch (hindrance) {
            case EXPIRED -> HttpStatus.GONE;
            case ANSWERED, SIGNED -> HttpStatus.OK;
            default -> HttpStatus.CONFLICT;
        };
        return page(status, pages.hindered(hindrance, recorded), null);
    }

    private Optional<AnswerGrant> right(String token) {
        return links.seal().right(token);
    }

    private AnswerPages pages(AnswerGrant right, Locale browser) {
        return new AnswerPages(right, answering.task(right).orElse(null), directory.tree(), languages, browser);
    }

    private ResponseEntity<String> page(HttpStatus status, AnswerPage page, @Nullable String again) {
        var output = new StringOutput(8_192);
        engine.render("answers/answer.jte", page, output);
        var answer = ResponseEntity.status(status).contentType(HTML).cacheControl(CacheControl.noStore());
        if (again != null) {
            answer.header("Refresh", page.refresh() + "; url=" + again);
        }
        return answer.body(output.toString());
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
