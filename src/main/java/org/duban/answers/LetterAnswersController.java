package org.duban.answers;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.duban.answers.LetterGrants.Letter;
import org.duban.answers.links.SignedLinks;
import org.duban.directory.Directory;
import org.duban.events.TaskEventPublisher.EventsNotWritten;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
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

/** The page behind the link in a letter of several tasks: all of them, to be signed for at once or answered one by one. */
@RestController
@RequestMapping(SignedLinks.LETTER_PATH)
@ConditionalOnRole(Role.DESK)
final class LetterAnswersController {

    private static final int LOOKS = 15;

    private final SignedLinks links;
    private final LetterGrants grants;
    private final AnswerService answering;
    private final Directory directory;
    private final Languages languages;
    private final AnswerTemplates templates;

    LetterAnswersController(
            SignedLinks links,
            LetterGrants grants,
            AnswerService answering,
            Directory directory,
            Languages languages,
            AnswerTemplates templates) {
        this.links = links;
        this.grants = grants;
        this.answering = answering;
        this.directory = directory;
        this.languages = languages;
        this.templates = templates;
    }

    /**
     * @param signed how often it has been looked whether what was signed for has come to the ledger; null: nothing was
     */
    @GetMapping("/{token}")
    ResponseEntity<String> show(@PathVariable String token, @RequestParam @Nullable Integer signed, Locale browser) {
        var letter = grants.letter(token);
        if (letter.isEmpty()) {
            return templates.broken(browser);
        }
        var writer = writer(letter.get(), answering.standing(letter.get().tasks()), token, browser);
        if (signed == null) {
            return templates.page(HttpStatus.OK, writer.page(), null);
        }
        var again = signed < LOOKS ? SignedLinks.LETTER_PATH + token + "?signed=" + (signed + 1) : null;
        return templates.page(HttpStatus.OK, writer.signed(again != null), again);
    }

    /** Signs for all. One that could not be signed for stands on the page as before. */
    @PostMapping(path = "/{token}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> sign(
            @PathVariable String token, @RequestParam(defaultValue = "") String form, Locale browser) {
        var letter = grants.letter(token);
        if (letter.isEmpty()) {
            return templates.broken(browser);
        }
        var tasks = answering.standing(letter.get().tasks());
        var writer = writer(letter.get(), tasks, token, browser);
        if (!AnswerForm.shown(form)) {
            return templates.page(HttpStatus.UNPROCESSABLE_CONTENT, writer.page(), null);
        }
        try {
            var unsigned =
                    tasks.stream().flatMap(task -> task.unsigned().stream()).toList();
            if (!unsigned.isEmpty()) {
                answering.sign(unsigned);
            }
        } catch (EventsNotWritten e) {
            return templates.page(HttpStatus.SERVICE_UNAVAILABLE, writer.notTaken(), null);
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(SignedLinks.LETTER_PATH + token + "?signed=0"))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private LetterAnswersWriter writer(Letter letter, List<AskedTask> tasks, String token, Locale browser) {
        var says = new TaskWords(letter.unit(), directory.tree(), languages, browser);
        return new LetterAnswersWriter(
                letter,
                tasks,
                says,
                grant -> links.path(grant.answer(), grant.notice(), grant.taskId()) + "?of=" + token,
                task -> links.taskPath(letter.notice(), task) + "?of=" + token);
    }
}
