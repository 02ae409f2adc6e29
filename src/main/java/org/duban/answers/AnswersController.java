package org.duban.answers;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duban.answers.links.AnswerGrant;
import org.duban.answers.links.SignedLinks;
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

    private static final int LOOKS = 15;

    private final SignedLinks links;
    private final AnswerService answering;
    private final Directory directory;
    private final Languages languages;
    private final LetterGrants grants;
    private final AnswerTemplates templates;

    AnswersController(
            SignedLinks links,
            LetterGrants grants,
            AnswerService answering,
            Directory directory,
            Languages languages,
            AnswerTemplates templates) {
        this.links = links;
        this.grants = grants;
        this.templates = templates;
        this.answering = answering;
        this.directory = directory;
        this.languages = languages;
    }

    /**
     * @param given the event that an answer has become, to be waited for
     * @param look how often it has been looked for
     * @param of the token of the letter's page from which the reader comes
     */
    @GetMapping("/{token}")
    ResponseEntity<String> show(
            @PathVariable String token,
            @RequestParam @Nullable String given,
            @RequestParam(defaultValue = "0") int look,
            @RequestParam(defaultValue = "") String of,
            Locale browser) {
        var right = grants.grant(token);
        if (right.isEmpty()) {
            return templates.broken(browser);
        }
        var here = new Here(token, grants.back(of, right.get().notice()));
        var pages = pages(right.get(), here, browser);
        if (given != null) {
            return sent(right.get(), given, look, here, pages);
        }
        var hindrance = answering.hindrance(right.get());
        return hindrance.isPresent()
                ? hindered(right.get(), hindrance.get(), pages)
                : templates.page(HttpStatus.OK, pages.form(Map.of(), Map.of(), null), null);
    }

    @PostMapping(path = "/{token}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> answer(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String of,
            @RequestParam Map<String, String> values,
            Locale browser) {
        var right = grants.grant(token);
        if (right.isEmpty()) {
            return templates.broken(browser);
        }
        var here = new Here(token, grants.back(of, right.get().notice()));
        var pages = pages(right.get(), here, browser);
        var form = values.getOrDefault("form", "");
        if (!AnswerForm.shown(form)) {
            return templates.page(HttpStatus.UNPROCESSABLE_CONTENT, pages.form(Map.of(), Map.of(), null), null);
        }
        try {
            return respond(right.get(), here, answering.answer(right.get(), values, form), values, pages);
        } catch (EventsNotWritten e) {
            return templates.page(HttpStatus.SERVICE_UNAVAILABLE, pages.notTaken(), null);
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
            AnswerGrant right, Here here, AnswerOutcome given, Map<String, String> values, AnswerPages pages) {
        if (given instanceof AnswerOutcome.Sent sent) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(here.given(sent.eventId())))
                    .cacheControl(CacheControl.noStore())
                    .build();
        } else if (given instanceof AnswerOutcome.Hindered hindered) {
            return hindered(right, hindered.hindrance(), pages);
        } else if (given instanceof AnswerOutcome.Refused refused) {
            return templates.page(
                    HttpStatus.UNPROCESSABLE_CONTENT, pages.form(values, Map.of(), pages.said(refused.why())), null);
        }
        if (given instanceof AnswerOutcome.Changed) {
            return templates.page(HttpStatus.CONFLICT, pages.changed(values), null);
        }
        var wrong = (AnswerOutcome.Wrong) given;
        return templates.page(HttpStatus.UNPROCESSABLE_CONTENT, pages.form(values, wrong.mistakes(), null), null);
    }

    private ResponseEntity<String> sent(AnswerGrant right, String given, int look, Here here, AnswerPages pages) {
        var recorded = answering.recorded(right, given);
        if (recorded.isPresent()) {
            return templates.page(HttpStatus.OK, pages.recorded(recorded.get()), null);
        }
        var again = look < LOOKS ? here.given(given) + "&look=" + (look + 1) : null;
        return templates.page(HttpStatus.OK, pages.waiting(again != null), again);
    }

    private ResponseEntity<String> hindered(AnswerGrant right, AnswerRefusal hindrance, AnswerPages pages) {
        var recorded = hindrance == AnswerRefusal.ANSWERED
                ? answering.recorded(right, AnswerService.eventId(right, ""))
                : Optional.<java.time.Instant>empty();
        return templates.page(AnswerTemplates.status(hindrance), pages.hindered(hindrance, recorded), null);
    }

    /**
     * Where the reader is.
     *
     * @param letter the token of the letter's page from which the reader comes; null if from a mail
     */
    private record Here(String token, @Nullable String letter) {
        String given(String event) {
            var given = SignedLinks.PATH + token + "?given=" + encoded(event);
            return letter == null ? given : given + "&of=" + letter;
        }
    }

    private AnswerPages pages(AnswerGrant right, Here here, Locale browser) {
        return new AnswerPages(
                right, answering.task(right).orElse(null), back(right, here), directory.tree(), languages, browser);
    }

    private @Nullable String back(AnswerGrant right, Here here) {
        if (right.answer().office()) {
            var acts = links.taskPath(right.notice(), right.taskId());
            return here.letter == null ? acts : acts + "?of=" + here.letter;
        }
        return here.letter == null ? null : SignedLinks.LETTER_PATH + here.letter;
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
