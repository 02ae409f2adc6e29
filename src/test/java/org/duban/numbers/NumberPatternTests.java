package org.duban.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPatternTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {office}〔{year}〕{n}号 | 市督办 | 2026 | 12 | 市督办〔2026〕12号
            DB-{year}-{n}          | 市督办 | 2026 | 12 | DB-2026-12
            {n}/{year}             | 市督办 | 2027 | 1  | 1/2027
            第{n}号                | 市督办 | 2027 | 30 | 第30号
            """)
    void writesANumber(String text, String office, int year, long n, String number) {
        var pattern = new NumberPattern(text);

        assertThat(pattern.mistake()).isEmpty();
        assertThat(NumberPattern.number(pattern.series(office, year), n)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {office}〔{year}〕      | write {n} once
            {n}-{n}                | write {n} once
            {year}-{year}-{n}      | write {n} once
            {place}-{n}            | no other braces
            {n-{n}                 | no other braces
            {office}{n}            | put a character that is no digit
            {n}{year}              | put a character that is no digit
            2026{n}                | put a character that is no digit
            """)
    void saysWhatIsWrong(String text, String cure) {
        assertThat(new NumberPattern(text).mistake())
                .hasValueSatisfying(said -> assertThat(said).contains(cure));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\n{n}", "0123456789012345678901234567890123456789012345678901234567-{n}"})
    void isOneLine(String text) {
        assertThat(new NumberPattern(text).mistake())
                .hasValueSatisfying(said -> assertThat(said).startsWith("write one line"));
    }

    /** Offices may be called in a way that ends like a number, or alike. */
    @ParameterizedTest
    @ValueSource(strings = {"{office}〔{year}〕{n}号", "{n}-{office}", "{office}-{n}", "{office}/{n}/{year}", "{n}"})
    void writesNoTwoNumbersAlike(String text) {
        var pattern = new NumberPattern(text);
        var numbers = new HashSet<String>();
        var series = new HashSet<String>();
        for (var office : List.of("a", "a1", "a-1", "1", "1-a", "a/1", "a〔2026〕1号")) {
            for (var year = 2026; year < 2028; year++) {
                series.add(pattern.series(office, year));
            }
        }

        series.forEach(one -> {
            for (var n = 1; n <= 120; n++) {
                assertThat(numbers.add(NumberPattern.number(one, n)))
                        .as("%s %s", one, n)
                        .isTrue();
            }
        });
    }
}
