package org.duban.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.duban.calendar.Calendars;
import org.duban.files.InputFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfirmedYearsTests {

    private static final Calendars CALENDARS = Calendars.read(List.of(
            InputFile.of("classpath:calendars/cn-2025.yaml"), InputFile.of("classpath:calendars/cn-2026.yaml")));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # today,   days left, missing
            2025-03-01,      670, ''
            2026-11-01,       60, ''
            2026-11-02,       59, cn 2027
            2026-12-31,        0, cn 2027
            2027-01-01,        0, cn 2027
            2027-11-15,        0, 'cn 2027, cn 2028'
            """, ignoreLeadingAndTrailingWhitespace = true)
    void saysSixtyDaysAheadWhichYearIsMissing(LocalDate today, long days, String missing) {
        var years = new ConfirmedYears(CALENDARS, Set.of("cn"), today);

        assertThat(years.days("cn")).isEqualTo(days);
        assertThat(years.missing()).hasToString("[" + missing + "]");
    }
}
