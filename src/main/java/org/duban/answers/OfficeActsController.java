package org.duban.answers;

import java.util.List;
import java.util.Locale;
import org.duban.answers.LetterGrants.LetterOfTask;
import org.duban.answers.links.SignedLinks;
import org.duban.directory.Directory;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page on which an office in charge acts on a task that a notice told it of. It changes nothing: each of its forms goes to its own link. */
@RestController
@RequestMapping(SignedLinks.TASK_PATH)
@ConditionalOnRole(Role.DESK)
final class OfficeActsController {

    private final SignedLinks links;
    private final LetterGrants grants;
    private final AnswerService answering;
    private final Directory directory;
    private final Languages languages;
    private final AnswerTemplates templates;

    OfficeActsController(
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

    /** @param of the token of the letter's page from which the reader comes */
    @GetMapping("/{token}")
    ResponseEntity<String> show(
            @PathVariable String token, @RequestParam(defaultValue = "") String of, Locale browser) {
        return grants.acts(token)
                .map(told -> show(told, grants.back(of, told.letter().notice()), browser))
                .orElseGet(() -> templates.broken(browser));
    }

    private ResponseEntity<String> show(LetterOfTask told, @Nullable String from, Locale browser) {
        var asked = answering.standing(List.of(told.task())).get(0);
        var page = page(told.letter(), asked, from, browser);
        var refused = asked.closed().filter(why -> asked.acts().isEmpty());
        return templates.page(refused.map(AnswerTemplates::status).orElse(HttpStatus.OK), page);
    }

    private OfficePage page(LetterGrants.Letter letter, AskedTask asked, @Nullable String from, Locale browser) {
        var units = directory.tree();
        var task = asked.task();
        var lead = task == null ? "" : task.leadUnit();
        var of = from == null ? "" : "?of=" + from;
        return new OfficePageWriter(
                        letter,
                        asked,
                        units,
                        new TaskWords(letter.unit(), units, languages, browser),
                        UnitMail.of(units, lead, letter.unit(), answering.now()),
                        grant -> links.path(grant.answer(), grant.notice(), grant.taskId()) + of)
                .page(from == null ? null : SignedLinks.LETTER_PATH + from);
    }
}
