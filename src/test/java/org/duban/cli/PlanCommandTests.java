package org.duban.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.duban.terminal.Columns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The command on units and policies of a house, on a Monday in November. */
class PlanCommandTests {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final List<String> HOUSE =
            List.of("--duban.units=classpath:house/units.csv", "--duban.policies=classpath:house/policies.yaml");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsWhoWouldBeToldWhatAndWhen() {
        var code = plan("--lead-unit=education --deadline=2026-12-11 --assisting=health --lang=en --width=90");

        assertThat(code).isZero();
        assertThat(printed()).isEqualTo("""
                County Education Bureau (education), policy standard, calendar cn
                Deadline Fri 2026-12-11 18:00, lamp yellow from Tue 2026-12-08

                Date            Hour   Step      Level   Told
                Mon 2026-11-23  12:00  assigned  blue    lead       education@duban.example
                                                         assisting  health@duban.example
                Thu 2026-12-10  09:30  one-day   yellow  lead       education@duban.example
                Mon 2026-12-14  09:30  overdue   red     lead       education@duban.example
                                                         office     county-office@duban.example
                """);
    }

    @Test
    void putsReadersBelowTheirStepsWhereTheTerminalIsNarrow() {
        plan("--lead-unit=education --deadline=2026-12-11 --lang=en --width=60");

        assertThat(printed()).contains("""
                Mon 2026-12-14  09:30  overdue   red
                                       lead    education@duban.example
                                       office  county-office@duban.example
                """);
        assertThat(printed().lines()).allMatch(line -> Columns.width(line) <= 60);
    }

    @Test
    void alignsChinese() {
        plan("--lead-unit=education --deadline=2026-12-11 --lang=zh --width=110");

        assertThat(printed()).isEqualTo("""
                县教育局（education），督办规则standard，日历cn
                办结时限2026-12-11 周五 18:00，2026-12-08 周二起亮黄灯

                日期             时间   步骤      级别  发给
                2026-11-23 周一  12:00  assigned  蓝    牵头单位  县教育局 <education@duban.example>
                2026-12-10 周四  09:30  one-day   黄    牵头单位  县教育局 <education@duban.example>
                2026-12-14 周一  09:30  overdue   红    牵头单位  县教育局 <education@duban.example>
                                                        办公室    县领导小组办公室 <county-office@duban.example>
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void callsNoStepOfTheBuiltInPoliciesByItsCode(String lang) {
        for (var policy : List.of("standard", "demo")) {
            var code = command()
                    .carryOut(List.of(
                            "--lead-unit=gyangze-education",
                            "--deadline=2026-12-11",
                            "--assigned-at=2026-12-02T10:00",
                            "--policy=" + policy,
                            "--lang=" + lang,
                            "--width=200"));
            assertThat(code).isZero();
        }

        assertThat(printed())
                .contains(
                        lang.equals("zh") ? List.of("交办", "首次提醒", "持续催办") : List.of("Assignment", "Overdue, repeated"))
                .doesNotContain("assigned  ", "unreceived", "seven-days", "one-day", "overdue");
    }

    @Test
    void saysWhatMovedAStep() {
        plan("--lead-unit=education --deadline=2026-10-08 --assigned-at=2026-09-01T09:00 --amounts=one-day:P5D"
                + " --lang=en --width=100");

        assertThat(printed()).contains("""
                Wed 2026-09-30  09:30  one-day   yellow  lead    County Education Bureau <education@duban.example>
                                       moved from Sat 2026-10-03: National Day
                """);
    }

    @Test
    void namesTheMakeUpWorkdayThatACountMet() {
        plan("--lead-unit=education --deadline=2026-10-09 --assigned-at=2026-09-01T09:00 --lang=en --width=100");

        assertThat(printed()).contains("""
                Sat 2026-10-10  09:30  overdue   red     lead    County Education Bureau <education@duban.example>
                                                         office  County Office <county-office@duban.example>
                                       Sat 2026-10-10 worked (make-up workday)
                """);
    }

    @Test
    void drawsALineBetweenWhatHasPassedAndWhatIsToCome() {
        plan("--lead-unit=education --deadline=2026-11-24 --assigned-at=2026-11-20T09:00 --lang=en --width=100");

        assertThat(printed().lines().map(line -> line.split("  ")[0]))
                .containsSubsequence(
                        "Fri 2026-11-20",
                        "Mon 2026-11-23",
                        "--- Now, Mon 2026-11-23 12:00. Above: past, not told any more if assigned now. ---",
                        "Wed 2026-11-25");
    }

    @Test
    void saysWhatIsSkippedAndWhatIsUnconfirmed() {
        plan("--lead-unit=education --deadline=2026-12-31 --assigned-at=2026-12-31T09:00 --lang=en");

        assertThat(printed())
                .contains("Skipped, because it lay in the past when the task was assigned:\n"
                        + "  Wed 2026-12-30  09:30  one-day")
                .contains("Fri 2027-01-01*")
                .contains("* The holidays of that year are not announced yet");
    }

    @Test
    void saysWhoIsToldInPlaceOfAUnitThatCannotBeReached() {
        plan("--lead-unit=silent --deadline=2026-12-11 --lang=en --width=150");

        assertThat(printed())
                .contains("county-office@duban.example>, because Unit Without an Address cannot be reached");
    }

    @Test
    void printsWhatTheRestInterfaceAnswers() {
        plan("--lead-unit=education --deadline=2026-12-11 --json");

        var answer = JsonMapper.builder().build().readTree(printed());
        assertThat(answer.at("/steps/1/step").asString()).isEqualTo("one-day");
        assertThat(answer.at("/steps/1/local").asString()).isEqualTo("2026-12-10T09:30:00+08:00 Thursday");
    }

    @Test
    void takesTheUnitsOfTheDemoCampaignWhereNoneAreNamed() {
        var code = command()
                .carryOut(List.of(
                        "--lead-unit=gyangze-education", "--deadline=2026-12-11", "--policy=demo", "--lang=en"));

        assertThat(code).isZero();
        assertThat(printed()).contains("The units are those of the demo campaign");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --deadline=2026-12-11                                                 | --lead-unit is missing
            --lead-unit=educaton --deadline=2026-12-11                            | --lead-unit: "educaton" is no known unit; did you mean "education"?
            --lead-unit=education --deadline=soon                                 | --deadline: "soon" does not fit; expected: by when it must be done
            --lead-unit=education --deadline=2026-12-11 --policy=standart         | --policy: "standart" is no known policy; did you mean "standard"?
            --lead-unit=education --deadline=2026-12-11 --assisting=health,road   | --assisting: "road" is no known unit
            --lead-unit=education --deadline=2026-12-11 --urgency=HIGH            | --urgency: "HIGH" does not fit
            --lead-unit=education --deadline=2026-12-11 --assigned-at=now         | --assigned-at: "now" is no instant
            --lead-unit=education --deadline=2026-12-11 --amounts=one-day         | --amounts: "one-day" is no step with its amount
            --lead-unit=education --deadline=2026-12-11 --amounts=one-day:3       | --amounts, one-day: "3" is no amount
            --lead-unit=education --deadline=2026-12-11 --deadlin=2026-12-12      | there is no option --deadlin; did you mean "--deadline"?
            --lead-unit=education --deadline=2026-12-11 --json=yes                | --json has a value, and needs none
            --lead-unit=education --deadline                                      | --deadline has no value
            --lead-unit=education --deadline=2026-12-11 --lead-unit=health        | --lead-unit stands there twice
            --lead-unit=education --deadline=2026-12-11 --lang=fr                 | --lang: "fr" is no language
            --lead-unit=education --deadline=2026-12-11 --width=wide              | --width: "wide" is no number from 60 to 400
            --lead-unit=education --deadline=2026-12-11 --occurrences=21          | --occurrences: "21" is no number from 1 to 20
            --lead-unit=education --deadline=2026-12-11 --duban.calendars=nowhere | nowhere: there is no such readable directory
            tomorrow                                                              | "tomorrow" is no option
            """)
    void saysWhatToMendAndEndsWithTwo(String arguments, String message) {
        assertThat(plan(arguments)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("plan: " + message)
                .doesNotContain("Exception", "\tat ");
        assertThat(printed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void showsHelpThatFitsATerminal(String language) {
        assertThat(plan("--help --lang=" + language)).isZero();
        assertThat(printed()).contains("--lead-unit=CODE", "--duban.units=FILE");
        assertThat(printed().lines()).allMatch(line -> Columns.width(line) <= 80);
    }

    @Test
    void speaksALanguageThatIsDroppedIn(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("cli_fr.properties"), "head.step=Étape\ndate.day=EEEE d MMMM uuuu\n");

        var code = plan("--lead-unit=education --deadline=2026-12-11 --lang=fr --duban.words=" + folder);

        assertThat(code).isZero();
        assertThat(printed()).contains("Étape", "jeudi 10 décembre 2026", "Level");
    }

    @Test
    void isAskedForByItsNameAlone() {
        assertThat(new PlanCommand().asked("plan", "--help")).isTrue();
        assertThat(new PlanCommand().asked("--plan")).isFalse();
        assertThat(new PlanCommand().asked()).isFalse();
    }

    private int plan(String arguments) {
        var all = new ArrayList<>(HOUSE);
        all.addAll(Arrays.asList(arguments.strip().split(" +")));
        return command().carryOut(all);
    }

    private PlanCommand command() {
        return new PlanCommand(
                () -> NOW,
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
