package org.duban.trail;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.duban.access.PresentUser;
import org.duban.audit.AuditEntries;
import org.duban.audit.AuditEntry;
import org.duban.audit.AuditFilter;
import org.duban.audit.AuditedAct;
import org.duban.desk.DeskPages;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.files.CsvCell;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.trail.TrailPage.Filter;
import org.duban.trail.TrailPage.Option;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The audit trail as a page and as a CSV, for those who may see everything that is done. */
@RestController
@ConditionalOnRole(Role.DESK)
final class TrailController {

    static final String PATH = "/desk/audit";
    static final String CSV = PATH + ".csv";

    private static final String BUNDLE = "trail";
    private static final int ON_A_PAGE = 50;

    /** So many rows a spreadsheet still shows well; who wants older ones says until when. */
    private static final int MOST_IN_A_SHEET = 20_000;

    private final AuditEntries trail;
    private final PresentUser user;
    private final Directory directory;
    private final Languages languages;
    private final JsonMapper json;

    TrailController(AuditEntries trail, PresentUser user, Directory directory, Languages languages, JsonMapper json) {
        this.trail = trail;
        this.user = user;
        this.directory = directory;
        this.languages = languages;
        this.json = json;
    }

    /**
     * @param who exactly who did it
     * @param what exactly what it was done to
     * @param from the first day
     * @param to the last day
     * @param before only entries with a smaller number
     * @param verify there: say whether the chain is whole
     */
    @GetMapping(path = PATH, produces = DeskPages.HTML)
    ResponseEntity<String> show(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam @Nullable Long before,
            @RequestParam @Nullable String verify,
            Locale reader) {
        var asked = new Filter(clean(who), act, clean(what), from.strip(), to.strip());
        var words = languages.words(BUNDLE, reader);
        try {
            var found = trail.find(filter(asked), before, ON_A_PAGE + 1);
            var verdict = verify == null ? null : trail.verify();
            var said = verdict == null ? null : sentences(words).verdict(verdict);
            var whole = verdict != null && verdict.broken() == null;
            return page(HttpStatus.OK, words, asked, null, said, whole, found);
        } catch (DateTimeParseException e) {
            var mistake = words.say("trail.no-date", e.getParsedString());
            return page(HttpStatus.UNPROCESSABLE_CONTENT, words, asked, mistake, null, false, List.of());
        }
    }

    /** PostgreSQL has no NUL in its texts. */
    private static String clean(String typed) {
        return typed.replace('\0', '\uFFFD').strip();
    }

    private AuditFilter filter(Filter asked) {
        var act = Arrays.stream(AuditedAct.values())
                .filter(one -> one.name().equals(asked.act()))
                .findFirst()
                .orElse(null);
        return new AuditFilter(
                given(asked.who()), act, given(asked.what()), begin(asked.from(), 0), begin(asked.to(), 1));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private @Nullable Instant begin(String day, int daysLater) {
        return day.isEmpty()
                ? null
                : day(day).plusDays(daysLater).atStartOfDay(zone()).toInstant();
    }

    /** @throws DateTimeParseException unless it is a day of the years that people, and databases, can tell apart from a slip */
    private static LocalDate day(String text) {
        var day = LocalDate.parse(text);
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new DateTimeParseException("out of range", text, 0);
        }
        return day;
    }

    private ZoneId zone() {
        return directory.tree().within(user.scope()).units().stream()
                .findFirst()
                .map(Unit::zone)
                .orElse(ZoneOffset.UTC);
    }

    private Sentences sentences(Words words) {
        return new Sentences(words, json, zone());
    }

    private ResponseEntity<String> page(
            HttpStatus status,
            Words words,
            Filter asked,
            @Nullable String mistake,
            @Nullable String verdict,
            boolean whole,
            List<AuditEntry> found) {
        var shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        var sentences = sentences(words);
        var next = found.size() > ON_A_PAGE
                ? address(PATH, asked, shown.get(ON_A_PAGE - 1).seq())
                : null;
        var page = new TrailPage(
                words,
                languages.words(DeskPages.BUNDLE, words.locale()),
                asked,
                acts(words),
                mistake,
                verdict,
                whole,
                shown.stream().map(sentences::row).toList(),
                next,
                address(CSV, asked, null));
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.html("trail/audit.jte", page));
    }

    private static List<Option> acts(Words words) {
        return Arrays.stream(AuditedAct.values())
                .map(act -> new Option(act.name(), words.say("kind." + act)))
                .toList();
    }

    private static String address(String path, Filter asked, @Nullable Long before) {
        var address = UriComponentsBuilder.fromPath(path);
        Stream.of(
                        new String[] {"who", asked.who()},
                        new String[] {"act", asked.act()},
                        new String[] {"what", asked.what()},
                        new String[] {"from", asked.from()},
                        new String[] {"to", asked.to()},
                        new String[] {"before", Objects.toString(before, "")})
                .filter(each -> !each[1].isEmpty())
                .forEach(each -> address.queryParam(each[0], "{" + each[0] + "}"));
        return address.encode()
                .buildAndExpand(java.util.Map.of(
                        "who", asked.who(),
                        "act", asked.act(),
                        "what", asked.what(),
                        "from", asked.from(),
                        "to", asked.to(),
                        "before", Objects.toString(before, "")))
                .toUriString();
    }

    @GetMapping(path = CSV, produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> sheet(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Locale reader) {
        try {
            var asked = new Filter(clean(who), act, clean(what), from.strip(), to.strip());
            var found = trail.find(filter(asked), null, MOST_IN_A_SHEET);
            return ResponseEntity.ok()
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename("audit.csv", StandardCharsets.UTF_8)
                                    .build()
                                    .toString())
                    .cacheControl(CacheControl.noStore())
                    .body(csv(found, sentences(languages.words(BUNDLE, reader))));
        } catch (DateTimeParseException e) {
            return ResponseEntity.badRequest()
                    .body(languages.words(BUNDLE, reader).say("trail.no-date", e.getParsedString()));
        }
    }

    private static String csv(List<AuditEntry> entries, Sentences sentences) {
        var text = new StringWriter();
        // Without it Excel takes UTF-8 for something else.
        text.write('\uFEFF');
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("seq", "at", "actor", "act", "subject", "sentence", "detail", "hash");
            entries.forEach(entry -> csv.writeRecord(Stream.of(
                            String.valueOf(entry.seq()),
                            entry.at().toString(),
                            entry.actor(),
                            entry.act(),
                            entry.subject(),
                            sentences.sentence(entry),
                            entry.detail(),
                            entry.hash())
                    .map(CsvCell::write)
                    .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
