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
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.judges.Axe;
import org.duban.judges.NuChecker;
import org.duban.words.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;

/** The pages behind the links in every standing and both languages, judged by programs that judge pages elsewhere. */
class AnswerPageJudgeTests {

    private static final Instant MONDAY = Instant.parse("2026-11-23T02:00:00Z");

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

    private Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            standings(locale).forEach((name, page) -> pages.put(name + "-" + locale, rendered(page)));
        }
        return pages;
    }

    private static Map<String, AnswerPage> standings(Locale locale) {
        var pages = new LinkedHashMap<String, AnswerPage>();
        for (var answer : Answer.values()) {
            var fields = AnswerForm.fields(answer);
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
        pages.put("recorded", maker.recorded(MONDAY));
        pages.put("waiting", maker.waiting(true));
        pages.put("not-taken", maker.notTaken());
        pages.put("broken", AnswerPages.broken(Languages.builtIn().words(AnswerPages.BUNDLE, locale)));
        for (var hindrance : AnswerRefusal.values()) {
            pages.put(hindrance.name(), maker.hindered(hindrance, Optional.of(MONDAY)));
        }
        return pages;
    }

    private static String written(String field) {
        return field.equals("percent") ? "101" : field.equals("deadline") ? "2026-11-01" : "<b>\"照片";
    }

    private static AnswerPages maker(Answer answer, Locale locale) {
        var until = Instant.parse("2027-01-22T02:00:00Z");
        var right = new AnswerGrant(answer, "T-1", "gyangze-education", UUID.randomUUID(), 1, until);
        var unit = new Unit(
                right.unit(),
                null,
                UnitKind.UNIT,
                "江孜县教育局",
                "Gyangzê County Education Bureau",
                List.of("education@gyangze.example"),
                locale,
                ZoneId.of("Asia/Shanghai"));
        var task = aTask().asksForExtensionTo("2027-01-15").build();
        return new AnswerPages(right, task, new UnitTree(List.of(unit), Set.of()), Languages.builtIn(), locale);
    }

    private String rendered(AnswerPage page) {
        var output = new StringOutput();
        engine.render("answers/answer.jte", page, output);
        return output.toString();
    }
}
