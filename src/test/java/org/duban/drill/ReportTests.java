package org.duban.drill;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.duban.words.Languages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One drill in all its reports: two tasks of one unit and one of another, whose title is out for trouble. */
class ReportTests {

    private static final String TROUBLE = "</script><img src=x onerror=alert(1)>";

    @TempDir
    private static Path directory;

    private static DrillResult played;
    private static DrillFigures figures;

    @BeforeAll
    static void play() {
        try (var house = new DrillHouse(directory, """
                policies:
                  standard:
                    steps:
                      - { name: assigned, on: assignment,       tell: [lead] }
                      - { name: one-day,  before-deadline: 1wd, tell: [lead], level: yellow }
                      - { name: overdue,  label: { zh-CN: 逾期催办, en: Late }, after-deadline: 1wd,  tell: [lead, office], level: red }
                """)) {
            played = house.tasks("""
                    id,title,lead_unit,deadline
                    T-1,修缮校舍屋顶,education,2026-10-08
                    T-2,整修操场,education,2026-10-08
                    =T-3,%s,health,2026-09-10
                    """.formatted(TROUBLE)).play();
            figures = DrillFigures.of(played);
        }
    }

    @Test
    void countsWhatEachRecipientGets() {
        assertThat(figures.recipients())
                .extracting(each -> each.unit() + " " + each.mails() + " " + each.items() + " " + each.daysWithMail())
                .containsExactly("education 3 6 3", "health 3 3 3", "county-office 2 3 2");
        assertThat(figures.mails()).isEqualTo(8);
        assertThat(figures.mailsOnDaysOff()).isZero();
    }

    @Test
    void findsTheWorstDays() {
        assertThat(figures.busiestDay()).get().satisfies(day -> {
            assertThat(day.date()).isEqualTo(LocalDate.parse("2026-09-01"));
            assertThat(day.total()).isEqualTo(2);
        });
        assertThat(figures.worst()).get().satisfies(worst -> {
            assertThat(worst.recipient().unit()).isEqualTo("education");
            assertThat(worst.items()).isEqualTo(2);
        });
    }

    @Test
    void knowsTheDaysOff() {
        assertThat(figures.days())
                .filteredOn(day -> day.date().getMonthValue() == 10 && day.off())
                .extracting(day -> day.date().getDayOfMonth())
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(figures.weeks()).hasSize(6);
    }

    @Test
    void tellsWhatEachStepCosts() {
        assertThat(figures.steps())
                .extracting(step -> step.name() + " " + step.items() + " " + step.mails() + " " + step.level())
                .containsExactly("overdue 6 4 RED", "assigned 3 2 BLUE", "one-day 3 2 YELLOW");
    }

    @Test
    void callsStepsAsTheirPolicyDoes() {
        assertThat(figures.steps()).extracting(DrillFigures.Step::label).containsExactly("Late", "assigned", "one-day");
        assertThat(new TerminalReport(played, figures, Languages.builtIn().words("drill", Locale.ENGLISH), "#").text())
                .contains("\n  Late ")
                .doesNotContain("\n  overdue ");
    }

    @Test
    void setsTablesForATerminal() {
        var text = new TerminalReport(played, figures, Languages.builtIn().words("drill", Locale.ENGLISH), "#").text();

        assertThat(text.lines())
                .contains(
                        "  Busiest day        Tue, 1 Sep 2026: 2 mails to 2 recipients",
                        "  County Education Bureau       3    09-01   1     3       1       1      1",
                        "   7 Sep  " + "#".repeat(60) + " 3");
    }

    @Test
    void speaksALanguageThatIsDroppedIn(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("drill_fr.properties"),
                "steps.heading=Ce que coûte chaque étape\nmails.other={0} courriels\n");
        var french = Languages.with(folder.toString()).words("drill", Locale.FRENCH);
        var file = folder.resolve("report.html");

        HtmlReport.write(played, figures, french, file, Path.of("mails.csv"));

        assertThat(new TerminalReport(played, figures, french, "#").text())
                .contains("Ce que coûte chaque étape", "2 courriels", "Busiest day");
        assertThat(Files.readString(file)).contains("lang=\"fr\"", "Ce que coûte chaque étape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void writesAPageThatNeedsNothingFromElsewhere(String lang) throws IOException {
        var page = page(lang);

        assertThat(page).contains("default-src 'none'").doesNotContain("src=\"", "href=", "url(", "@import", "//cdn");
        assertThat(page).contains("lang=\"" + (lang.equals("zh") ? "zh-CN" : "en") + "\"");
    }

    @Test
    void letsNoTitleBreakOutOfThePage() throws IOException {
        assertThat(page("en")).doesNotContain("<img", TROUBLE).contains("\\u003c/script>\\u003cimg src=x");
    }

    @Test
    void writesAllMailsForSpreadsheets() throws IOException {
        var file = directory.resolve("mails.csv");
        CsvReport.write(played, file);

        var text = Files.readString(file);
        assertThat(text).startsWith("\uFEFFdate,time,zone,recipient,");
        var rows = CsvReader.builder().ofCsvRecord(text).stream().toList();
        assertThat(rows)
                .hasSize(9)
                .allSatisfy(row -> assertThat(row.getFieldCount()).isEqualTo(14));
        assertThat(rows.get(2).getFields())
                .containsSubsequence("2026-09-01", "09:00", "health", "ASSIGNMENT", "BLUE", "'=T-3", "assigned");
        assertThat(rows.get(4).getFields()).containsSubsequence("overdue", "Late");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            =1+1,       '=1+1
            +1,         '+1
            -1,         '-1
            @x,         '@x
            ＝x,        '＝x
            2026-09-01, 2026-09-01
            【逾期】,   【逾期】
            """)
    void letsNoCellBeAFormula(String cell, String written) {
        assertThat(CsvReport.harmless(cell)).isEqualTo(written);
    }

    @Test
    void shadesDaysOffInARowAsOne() {
        var plot = MailChart.days(figures, Languages.builtIn().words("drill", Locale.ENGLISH), 1000, 300);

        assertThat(plot.shades())
                .as("four weekends, one of them with a holiday, and the week of October")
                .hasSize(5);
        assertThat(plot.bars()).as("days with mail, each of one colour").hasSize(5);
        assertThat(plot.marks()).hasSize(1);
    }

    @Test
    void hasTheSameWordsInBothLanguages() {
        var english = java.util.ResourceBundle.getBundle("words.drill", Locale.ENGLISH);
        var chinese = java.util.ResourceBundle.getBundle("words.drill", Locale.SIMPLIFIED_CHINESE);

        assertThat(List.copyOf(chinese.keySet())).containsExactlyInAnyOrderElementsOf(english.keySet());
        assertThat(chinese.getLocale().getLanguage()).isEqualTo("zh");
    }

    private static String page(String lang) throws IOException {
        var file = directory.resolve(lang + ".html");
        HtmlReport.write(
                played,
                figures,
                Languages.builtIn().words("drill", Locale.forLanguageTag(lang)),
                file,
                Path.of("mails.csv"));
        return Files.readString(file);
    }
}
