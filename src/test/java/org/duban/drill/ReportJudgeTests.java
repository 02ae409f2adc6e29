package org.duban.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.judges.Axe;
import org.duban.judges.NuChecker;
import org.duban.words.Languages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;

/** The report of the demo campaign in both languages, judged by programs that judge pages elsewhere. */
class ReportJudgeTests {

    @TempDir
    private static Path workshop;

    private static Map<String, Path> pages;

    @BeforeAll
    static void play() throws IOException {
        var policies = new ClassPathResource("demo/policies.yaml").getContentAsString(StandardCharsets.UTF_8);
        try (var house = new DrillHouse(workshop, policies, "classpath:demo/units.csv")) {
            var played = house.set("until", "10wd").play();
            var figures = DrillFigures.of(played);
            pages = Stream.of("zh", "en").collect(Collectors.toMap(lang -> lang, lang -> write(played, figures, lang)));
        }
    }

    @Test
    void theNuCheckerFindsNothing() {
        var sources =
                pages.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, page -> read(page.getValue())));

        assertThat(NuChecker.findings(sources, workshop)).isEmpty();
    }

    @Test
    void axeFindsNothingByDayAndByNightNarrowAndWide() {
        var found = new ArrayList<String>();
        var sources = new java.util.HashMap<String, String>();
        try (var axe = new Axe(workshop.resolve("browser"))) {
            for (var lang : List.of("zh", "en")) {
                axe.findings(pages.get(lang).toUri()).forEach(one -> found.add(lang + ", " + one));
                sources.put(lang + "-shown", axe.source());
            }
        }

        assertThat(found).isEmpty();
        assertThat(NuChecker.findings(sources, workshop)).isEmpty();
    }

    private static Path write(DrillResult played, DrillFigures figures, String lang) {
        var file = workshop.resolve(lang + ".html");
        try {
            HtmlReport.write(
                    played,
                    figures,
                    Languages.builtIn().words("drill", Locale.forLanguageTag(lang)),
                    file,
                    Path.of("mails.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
