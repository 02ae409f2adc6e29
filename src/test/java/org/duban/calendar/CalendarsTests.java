package org.duban.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.calendar.NamedDay.Kind;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

final class CalendarsTests {

    private static final WorkCalendar CN = ChineseCalendar.read();

    @ParameterizedTest
    @CsvFileSource(resources = "named-days.csv", numLinesToSkip = 1)
    void knowsEveryAnnouncedDay(LocalDate day, DayOfWeek weekday, Kind kind, String name) {
        assertThat(day.getDayOfWeek()).isEqualTo(weekday);
        assertThat(CN.isWorkingDay(day)).isEqualTo(kind == Kind.MAKE_UP_WORKDAY);
        assertThat(CN.named(day)).hasValueSatisfying(named -> {
            assertThat(named.kind()).isEqualTo(kind);
            assertThat(named.name(Locale.CHINA)).isEqualTo(name);
            assertThat(named.name(Locale.ENGLISH)).isNotBlank().isNotEqualTo(name);
        });
    }

    @Test
    void worksOnEveryOtherWeekdayAndRestsOnEveryOtherWeekend() throws IOException {
        var announced = announcedDays();

        LocalDate.of(2025, 1, 1)
                .datesUntil(LocalDate.of(2027, 1, 1))
                .filter(day -> !announced.contains(day))
                .forEach(day -> {
                    assertThat(CN.isWorkingDay(day))
                            .as("%s", day)
                            .isEqualTo(day.getDayOfWeek().getValue() <= 5);
                    assertThat(CN.named(day)).isEmpty();
                });
    }

    @Test
    void saysWhichYearsAreAnnounced() {
        assertThat(Stream.of(2024, 2025, 2026, 2027).filter(CN::confirmed)).containsExactly(2025, 2026);
    }

    @Test
    void extendsACalendarWithDaysOfItsOwn() {
        var calendars = withCn("""
                calendar: gyangze
                extends: cn
                office-hours: { opens: "09:30", closes: 18:30 }
                holidays:
                  - { from: 2026-08-10, to: 2026-08-12, name: { zh: 望果节, en: Ongkor Festival } }
                  - { from: 2026-08-14, name: 雪顿节 }
                make-up-workdays:
                  - { day: 2026-08-15, for: { zh: 望果节, en: Ongkor Festival } }
                """);
        var gyangze = calendars.calendar("gyangze");

        assertThat(calendars.names()).containsExactly("cn", "gyangze");
        assertThat(gyangze.officeHours()).isEqualTo(new OfficeHours(LocalTime.of(9, 30), LocalTime.of(18, 30)));
        assertThat(gyangze.isWorkingDay(LocalDate.of(2026, 8, 11))).isFalse();
        assertThat(gyangze.isWorkingDay(LocalDate.of(2026, 8, 13))).isTrue();
        assertThat(gyangze.isWorkingDay(LocalDate.of(2026, 8, 14))).isFalse();
        assertThat(gyangze.isWorkingDay(LocalDate.of(2026, 8, 15))).isTrue();
        assertThat(gyangze.isWorkingDay(LocalDate.of(2026, 10, 1))).isFalse();
        assertThat(gyangze.confirmed(2026)).isTrue();
        assertThat(calendars.calendar("cn").isWorkingDay(LocalDate.of(2026, 8, 11)))
                .isTrue();
        assertThat(calendars.calendar("cn").officeHours()).isEqualTo(OfficeHours.USUAL);
    }

    @Test
    void extendsACalendarThatExtendsAnother() {
        var calendars = withCn("{ calendar: school, extends: gyangze }", "{ calendar: gyangze, extends: cn }");

        assertThat(calendars.names()).containsExactly("cn", "gyangze", "school");
        assertThat(calendars.calendar("school").isWorkingDay(LocalDate.of(2026, 10, 1)))
                .isFalse();
        assertThat(calendars.extendedBy("school")).contains("gyangze");
        assertThat(calendars.extendedBy("cn")).isEmpty();
    }

    @Test
    void findsACalendarByItsName() {
        var calendars = Calendars.of(List.of(CN));

        assertThat(calendars.find("cn")).containsSame(CN);
        assertThat(calendars.find("gyangze")).isEmpty();
    }

    @Test
    void doesNotTakeACountysOwnYearForTheAnnouncement() {
        var calendars = withCn("{ calendar: gyangze, extends: cn }", """
                calendar: gyangze
                year: 2027
                holidays: [ { from: 2027-08-10, name: 望果节 } ]
                """);

        assertThat(calendars.calendar("gyangze").isWorkingDay(LocalDate.of(2027, 8, 10)))
                .isFalse();
        assertThat(calendars.calendar("gyangze").confirmed(2027)).isFalse();
    }

    @Test
    void replacesABuiltInYearWithTheOfficesOwn() {
        var own = InputFile.ofText("cn-2026.yaml", "{ calendar: cn, year: 2026, holidays: [] }");

        var cn = Calendars.read(ChineseCalendar.files(), List.of(own)).calendar("cn");

        assertThat(cn.isWorkingDay(LocalDate.of(2026, 10, 1))).isTrue();
        assertThat(cn.isWorkingDay(LocalDate.of(2025, 10, 1))).isFalse();
    }

    @Test
    void letsADefinitionSetTheWeekend() {
        var calendar = read("{ calendar: friday, weekend: [FRIDAY, saturday] }").calendar("friday");

        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 11, 27))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 11, 29))).isTrue();
    }

    @Test
    void namesTheKnownCalendarsWhenAskedForAnother() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calendars.of(List.of(CN)).calendar("china"))
                .withMessage("no calendar is called \"china\"; known: cn");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {from: 2026-10-07, to: 2026-10-01, name: x}  | holidays[0].to: the holiday ends on 2026-10-01, before it begins on 2026-10-07; write the earlier day first
            {from: 2027-10-01, name: x}                  | holidays[0].from: "2027-10-01" lies outside 2026; put it into the file of its year
            {from: 2026-02-30, name: x}                  | holidays[0].from: "2026-02-30" is no date; write a day that exists, like 2026-12-31
            {from: 2026-01-01, to: 2026-12-31, name: x}  | holidays[0].to: a holiday of more than 60 days; correct the days, or split it
            {from: 2026-01-01}                           | holidays[0]: the field "name" is missing; add it
            {form: 2026-01-01, name: x}                  | holidays[0].form: there is no field "form" here; did you mean "from"? write one of from, to, name
            2026-01-01                                   | holidays[0]: here stands "2026-01-01"; write fields, each like "name: value"
            """)
    void saysWhatIsWrongWithAHoliday(String holiday, String message) {
        var text = "calendar: x\nyear: 2026\nholidays:\n  - " + holiday;

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(text))
                .withMessage("1.yaml, line 4, " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2026-03-04 | make-up-workdays[0].day: the make-up workday 2026-03-04 is a Wednesday, a working day anyway; name a day of the weekend
            2026-03-01 | make-up-workdays[0].day: the make-up workday 2026-03-01 lies inside a holiday; keep one of the two
            """)
    void saysWhatIsWrongWithAMakeUpWorkday(String day, String message) {
        var text = """
                {calendar: x, year: 2026, holidays: [{from: 2026-02-27, to: 2026-03-02, name: h}],
                make-up-workdays: [{day: %s, for: h}]}""".formatted(day);

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(text))
                .withMessage("1.yaml, line 2, " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {calendar: x, extends: cm}           | extends: there is no calendar "cm" to extend; did you mean "cn"? write one of cn, x
            {calendar: x, extends: x}            | extends: the calendar extends itself; take one "extends" away
            {calendar: X x}                      | calendar: "X x" is no name for a calendar; write lower-case letters, digits and hyphens
            {calendar: x, year: 26}              | year: "26" is no number from 1970 to 2199; write such a number
            {calendar: x, year: 2026, extends: cn} | extends: there is no field "extends" here; write one of calendar, year, holidays, make-up-workdays
            {calendar: x, weekend: [SUNDY]}      | weekend[0]: "SUNDY" is no day of the week; did you mean "SUNDAY"? write one of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY
            {calendar: x, extends: ""}           | extends: the value is empty; write one, or take the field away
            {calendar: x, office-hours: {opens: "09:00", closes: "18:00", lunch: "12:00"}} | office-hours.lunch: there is no field "lunch" here; write one of opens, closes
            {calendar: x, make-up-workdays: [{day: 2026-08-15, name: h, for: h}]} | make-up-workdays[0].name: there is no field "name" here; write one of day, for
            {calendar: x, holidays: [{from: 2026-08-10, name: {zh: 望果节, en: Ongkor, bo: Ongkor}}]} | holidays[0].name.bo: there is no field "bo" here; write one of zh, en
            {calendar: x, office-hours: {opens: "18:00", closes: "9"}} | office-hours.closes: "9" is no time of day; write one like "09:30"
            {calendar: x, office-hours: {opens: "18:00", closes: "09:00"}} | office-hours: the office closes at 09:00, before it opens at 18:00; write the earlier time first
            """)
    void saysWhatIsWrongWithADefinition(String text, String message) {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> withCn(text))
                .withMessage("1.yaml, line 1, " + message);
    }

    @Test
    void refusesTwoFilesForTheSameCalendarAndYear() {
        var text = "{ calendar: x, year: 2026 }";

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(text, text))
                .withMessage(
                        "2.yaml, line 1: another file names the days of \"x\" in 2026 too: 1.yaml; keep one of them");
    }

    @Test
    void tellsAllMistakesOfAllFiles() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read("{ calendar: x, extends: y }", "{ calendar: y, extends: z }", """
                        calendar: w
                        year: 2026
                        holidays:
                          - { from: 2026-01-01, to: 2026-01-03, name: a }
                          - { from: 2026-01-02, to: 2026-01-04, name: b }
                        """))
                .withMessage("""
                        2.yaml, line 1, extends: there is no calendar "z" to extend; did you mean "w"? write one of w, x, y
                        3.yaml, line 5, holidays[1]: 2026-01-02 is named twice; keep one of the two""");
    }

    @Test
    void tellsNothingThatOnlyFollowsFromAnUnreadableFile() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read("{ calendar: x, weekend: none }", "{ calendar: y, extends: x }"))
                .withMessage("1.yaml, line 1, weekend: here stands \"none\"; write a list like [one, two]");
    }

    private static Calendars withCn(String... texts) {
        return Calendars.read(ChineseCalendar.files(), files(texts));
    }

    private static Calendars read(String... texts) {
        return Calendars.read(files(texts));
    }

    private static List<InputFile> files(String... texts) {
        var files = new ArrayList<InputFile>();
        for (var text : texts) {
            files.add(InputFile.ofText(files.size() + 1 + ".yaml", text));
        }
        return files;
    }

    private static Set<LocalDate> announcedDays() throws IOException {
        var file = Path.of("src/test/resources/org/duban/calendar/named-days.csv");
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> LocalDate.parse(line.substring(0, 10)))
                .collect(Collectors.toSet());
    }
}
