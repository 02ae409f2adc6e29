package org.duban.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerField;
import org.duban.answers.links.AnswerGrant;
import org.duban.content.NoticeLine.AlsoTold;
import org.duban.content.NoticeLine.Name;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.judges.Axe;
import org.duban.judges.NuChecker;
import org.duban.task.Task;
import org.duban.words.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;

/** The pages behind the links in every standing and both languages, judged by programs that judge pages elsewhere. */
class AnswerPageJudgeTests {

    private static final Instant MONDAY = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-01-22T02:00:00Z");

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, AnswerPageJudgeTests.class.getClassLoader(), "org.duban");

    @TempDir
    private Path workshop;

    @Test
    void theNuCheckerFindsNothing() {
        assertThat(NuChecker.findings(pages(), workshop)).isEmpty();
    }

    @Test
    void axeFindsNothingByDayAndByNightNarrowAndWide() throws IOException {
        var found = new ArrayList<String>();
        var style = new ClassPathResource("answers/answers.css").getURI().toString();
        try (var axe = new Axe(workshop.resolve("browser"))) {
            for (var page : pages().entrySet()) {
                var styled = page.getValue().replace("/answers/answers.css", style);
                var file = Files.writeString(workshop.resolve(page.getKey() + ".html"), styled);
                axe.findings(file.toUri()).forEach(one -> found.add(page.getKey() + ", " + one));
            }
        }

        assertThat(found).isEmpty();
    }

    Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            standings(locale).forEach((name, page) -> pages.put(name + "-" + locale, rendered(page)));
            letters(locale)
                    .forEach((name, page) -> pages.put(name + "-" + locale, rendered("answers/letter.jte", page)));
            offices(locale)
                    .forEach((name, page) ->
                            pages.put(name + "-" + locale, opened(rendered("answers/office.jte", page))));
        }
        return pages;
    }

    private static Map<String, AnswerPage> standings(Locale locale) {
        var pages = new LinkedHashMap<String, AnswerPage>();
        for (var answer : Answer.values()) {
            var fields = answer.fields().stream().map(AnswerField::key).toList();
            var maker = maker(answer, locale);
            pages.put(answer + "-form", maker.form(Map.of(), Map.of(), null));
            if (!fields.isEmpty()) {
                var values = fields.stream().collect(Collectors.toMap(field -> field, AnswerPageJudgeTests::written));
                var mistakes =
                        fields.stream().collect(Collectors.toMap(field -> field, field -> AnswerFieldError.MISSING));
                pages.put(answer + "-wrong", maker.form(values, mistakes, null));
            }
        }
        var maker = maker(Answer.SUBMITTED, locale);
        pages.put("refused", maker.form(Map.of(), Map.of(), "leadUnit: no such unit"));
        pages.put("changed", maker(Answer.VERIFIED, locale).changed(Map.of("note", "已核实")));
        pages.put("recorded", maker.recorded(MONDAY));
        pages.put("waiting", maker.waiting(true));
        pages.put("not-taken", maker.notTaken());
        pages.put("broken", AnswerPages.broken(Languages.builtIn().words(AnswerPages.BUNDLE, locale)));
        for (var hindrance : AnswerRefusal.values()) {
            pages.put(hindrance.name(), maker.hindered(hindrance, Optional.of(MONDAY)));
        }
        return pages;
    }

    private static Map<String, LetterAnswersPage> letters(Locale locale) {
        var pages = new LinkedHashMap<String, LetterAnswersPage>();
        for (var number : List.of(1, 50, 500)) {
            pages.put("letter-" + number, letter(number, locale).page());
        }
        pages.put("letter-signing", letter(50, locale).signed(true));
        pages.put("letter-not-taken", letter(3, locale).notTaken());
        pages.put("letter-office", officeLetter(locale).page());
        return pages;
    }

    /** Every third task is signed for, every seventh closed. */
    private static LetterAnswersWriter letter(int number, Locale locale) {
        var told = new ArrayList<AskedTask>();
        for (var i = 1; i <= number; i++) {
            var id = "江孜双拥〔2026〕第" + i + "号";
            var grants = new ArrayList<AnswerGrant>();
            for (var answer :
                    List.of(Answer.RECEIVED, Answer.PROGRESSED, Answer.SUBMITTED, Answer.EXTENSION_REQUESTED)) {
                grants.add(new AnswerGrant(answer, id, "gyangze-education", UUID.randomUUID(), 1, UNTIL));
            }
            var task = i % 3 == 0 ? aTask().received("2026-11-23T02:00:00Z").build() : aTask().build();
            var closed = i % 7 == 0;
            var signed = i % 3 == 0;
            told.add(new AskedTask(
                    new LetterGrants.OfTask(id, task.matter().title(), grants, List.of(), null),
                    task,
                    grants.stream()
                            .map(grant -> new AskedTask.Choice(
                                    grant,
                                    closed
                                            ? Optional.of(AnswerRefusal.CLOSED)
                                            : signed && grant.answer() == Answer.RECEIVED
                                                    ? Optional.of(AnswerRefusal.SIGNED)
                                                    : Optional.empty()))
                            .toList(),
                    List.of()));
        }
        return new LetterAnswersWriter(
                new LetterGrants.Letter(UUID.randomUUID(), "gyangze-education", UNTIL, List.of()),
                told,
                new TaskWords("gyangze-education", units(locale), Languages.builtIn(), locale),
                grant -> "/answers/" + "AbCd".repeat(14) + "?of=" + "AbCd".repeat(11),
                task -> "/answers/task/" + "AbCd".repeat(14) + "?of=" + "AbCd".repeat(11));
    }

    private static Map<String, OfficePage> offices(Locale locale) {
        var pages = new LinkedHashMap<String, OfficePage>();
        var task = aTask().of("unit-7").called("江孜双拥〔2026〕第7号");
        pages.put("office-300", office(task.build(), 300, locale).page("/answers/all/" + "AbCd".repeat(11)));
        pages.put("office-501", office(task.build(), 501, locale).page(null));
        pages.put(
                "office-unreachable",
                office(task.of("unit-9").build(), 9, locale).page(null));
        pages.put(
                "office-asked",
                office(task.of("unit-7").asksForExtensionTo("2027-01-15").build(), 9, locale)
                        .page(null));
        pages.put(
                "office-reported",
                office(task.submitted("2026-11-23T02:00:00Z").build(), 9, locale)
                        .page(null));
        pages.put(
                "office-held",
                office(
                                task.held("2026-11-23T02:00:00Z", "2026-12-23T02:00:00Z", "等待上级批复")
                                        .build(),
                                9,
                                locale)
                        .page(null));
        pages.put(
                "office-closed",
                office(task.struckOff("2026-11-23T02:00:00Z").build(), 9, locale)
                        .page(null));
        return pages;
    }

    /** An overdue task, one that is reported complete, and one that is struck off. */
    private static LetterAnswersWriter officeLetter(Locale locale) {
        var units = tree(20, locale);
        var reported = aTask().of("unit-2").submitted("2026-11-23T02:00:00Z").called("T-2");
        var tasks = List.of(
                asked(aTask().of("unit-1").build(), units, List.of()),
                asked(reported.build(), units, List.of(Answer.STRUCK_OFF, Answer.RETURNED)),
                asked(reported.struckOff("2026-11-23T02:00:00Z").called("T-3").build(), units, List.of()));
        return new LetterAnswersWriter(
                new LetterGrants.Letter(UUID.randomUUID(), "city-office", UNTIL, List.of()),
                tasks,
                new TaskWords("city-office", units, Languages.builtIn(), locale),
                grant -> "/answers/" + "AbCd".repeat(14),
                task -> "/answers/task/" + "AbCd".repeat(14));
    }

    /** Below one office, in counties of twenty units each; mail reaches all but unit 9. */
    private static OfficePageWriter office(Task task, int number, Locale locale) {
        var units = tree(number, locale);
        var asked = asked(task, units, List.of());
        return new OfficePageWriter(
                new LetterGrants.Letter(UUID.randomUUID(), "city-office", UNTIL, List.of(asked.told())),
                asked,
                units,
                new TaskWords("city-office", units, Languages.builtIn(), locale),
                UnitMail.of(units, task.leadUnit(), "city-office", MONDAY),
                grant -> "/answers/" + "AbCd".repeat(14));
    }

    private static AskedTask asked(Task task, UnitTree units, List<Answer> decisions) {
        var grants = grants(task, decisions);
        var charge = grants(task, Answer.ofOffices());
        var alsoTold = new AlsoTold(List.of(new Name("省双拥办", "Provincial Office")), 3);
        var told = new LetterGrants.OfTask(task.id(), task.matter().title(), grants, charge, alsoTold);
        return new AskedTask(told, task, choices(grants, task, units), choices(charge, task, units));
    }

    private static List<AnswerGrant> grants(Task task, List<Answer> answers) {
        return answers.stream()
                .map(answer -> new AnswerGrant(answer, task.id(), "city-office", UUID.randomUUID(), 1, UNTIL))
                .toList();
    }

    private static List<AskedTask.Choice> choices(List<AnswerGrant> grants, Task task, UnitTree units) {
        return grants.stream()
                .map(grant ->
                        new AskedTask.Choice(grant, new GrantCheck(grant, task, List.of(), units, MONDAY).hindrance()))
                .toList();
    }

    /** Judges see no closed part of a page. */
    private static String opened(String page) {
        return page.replace("<details>", "<details open>");
    }

    private static UnitTree tree(int number, Locale locale) {
        var units = new ArrayList<Unit>();
        units.add(unit("city-office", null, UnitKind.LEADING_GROUP_OFFICE, "市双拥办", "Municipal Office", locale));
        for (var i = 1; i <= number; i++) {
            var county = "county-" + (i / 20);
            if (i % 20 == 0 || i == 1) {
                units.add(unit(
                        county,
                        "city-office",
                        UnitKind.LEADING_GROUP_OFFICE,
                        "第" + i / 20 + "县双拥办",
                        "Office of County " + i / 20,
                        locale));
            }
            units.add(unit("unit-" + i, county, UnitKind.UNIT, "第" + i / 20 + "县第" + i + "局", "Bureau " + i, locale));
        }
        return new UnitTree(units, Set.of("unit-9@duban.example"));
    }

    private static Unit unit(String code, String parent, UnitKind kind, String zh, String en, Locale locale) {
        return new Unit(
                code, parent, kind, zh, en, List.of(code + "@duban.example"), locale, ZoneId.of("Asia/Shanghai"));
    }

    private static String written(String field) {
        return field.equals("percent") ? "101" : Set.of("deadline", "until").contains(field) ? "2026-11-01" : "<b>\"照片";
    }

    private static AnswerPages maker(Answer answer, Locale locale) {
        var right = new AnswerGrant(answer, "T-1", "gyangze-education", UUID.randomUUID(), 1, UNTIL);
        var task = aTask().asksForExtensionTo("2027-01-15").build();
        return new AnswerPages(right, task, null, units(locale), Languages.builtIn(), locale);
    }

    private static UnitTree units(Locale locale) {
        var unit = new Unit(
                "gyangze-education",
                null,
                UnitKind.UNIT,
                "江孜县教育局",
                "Gyangzê County Education Bureau",
                List.of("education@gyangze.example"),
                locale,
                ZoneId.of("Asia/Shanghai"));
        return new UnitTree(List.of(unit), Set.of());
    }

    private String rendered(AnswerPage page) {
        return rendered("answers/answer.jte", page);
    }

    private String rendered(String template, Object page) {
        var output = new StringOutput();
        engine.render(template, page, output);
        return output.toString();
    }
}
