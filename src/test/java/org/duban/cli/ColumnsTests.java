package org.duban.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
            plan,    4
            督办,    4
            督办 a,  6
            （周六）, 8
            Gyangzê, 7
            e\u0301,  1
            𠮷,      2
            """)
    void countsTheColumnsThatATextTakes(String text, int columns) {
        assertThat(Columns.width(text)).isEqualTo(columns);
    }

    @Test
    void breaksLinesAtSpacesAndBetweenChineseCharacters() {
        assertThat(Columns.wrapped("counted from Sat 2026-10-03", 12))
                .containsExactly("counted from", "Sat", "2026-10-03");
        assertThat(Columns.wrapped("国庆节放假，补班", 8)).containsExactly("国庆节放", "假，补班");
    }

    @Test
    void keepsAWordWholeThatIsLongerThanTheLine() {
        assertThat(Columns.wrapped("to education@duban.example", 10)).containsExactly("to", "education@duban.example");
    }
}
