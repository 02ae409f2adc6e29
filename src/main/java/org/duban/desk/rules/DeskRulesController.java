package org.duban.desk.rules;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.duban.desk.DeskPages;
import org.duban.desk.Viewpoint;
import org.duban.plan.StepNames;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rulebook.Rulebook;
import org.duban.rulebook.Rulebooks;
import org.duban.words.Words;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page of policies and calendars in force; they are changed over REST, in two acts. */
@RestController
@ConditionalOnRole(Role.DESK)
final class DeskRulesController {

    private static final String PATH = "/desk/policies";
    private static final int LAST_VERSIONS = 20;

    private final Rulebooks rulebooks;
    private final Viewpoint viewpoint;

    DeskRulesController(Rulebooks rulebooks, Viewpoint viewpoint) {
        this.rulebooks = rulebooks;
        this.viewpoint = viewpoint;
    }

    @GetMapping(path = PATH, produces = DeskPages.HTML)
    ResponseEntity<String> show(Locale browser) {
        var words = viewpoint.words(browser);
        var reach = viewpoint.reach();
        var zone = Viewpoint.zone(reach, null);
        var names = new StepNames(viewpoint.words(StepNames.BUNDLE, browser), words.locale());
        var lines = new RuleLines(words, names, reach);
        var history = rulebooks.history();
        var book = history.current();
        var page = new RulesPage(
                words,
                version(words, "rules.in-force", book, zone),
                book.policies().all().stream().map(lines::policy).toList(),
                book.calendars().names().stream()
                        .map(name -> lines.calendar(name, book.calendars()))
                        .toList(),
                versions(words, history.versions(), zone),
                viewpoint.version());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.html("desk/rules/list.jte", page));
    }

    private static List<String> versions(Words words, List<Rulebook> all, ZoneId zone) {
        return IntStream.rangeClosed(1, Math.min(LAST_VERSIONS, all.size()))
                .mapToObj(n -> version(words, "rules.version", all.get(all.size() - n), zone))
                .toList();
    }

    private static String version(Words words, String key, Rulebook book, ZoneId zone) {
        Instant since = book.appliedAt();
        return words.say(key, book.version(), words.time(since.atZone(zone)));
    }
}
