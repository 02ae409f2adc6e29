package org.duban.terminal;

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
            🚀,      2
            é,       1
            """)
    void countsTheColumnsThatATextTakes(String text, int columns) {
        assertThat(Columns.width(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({"Office, 6, Office", "江孜县教育局, 12, 江孜县教…", "江孜 Office, 11, 江孜 Off…"})
    void countsTwoColumnsForAChineseCharacter(String text, int width, String cutToNine) {
        assertThat(Columns.width(text)).isEqualTo(width);
        assertThat(Columns.cut(text, 9)).isEqualTo(cutToNine);
        assertThat(Columns.width(Columns.left(text, 20))).isEqualTo(20);
        assertThat(Columns.right(text, 20)).endsWith(text).startsWith(" ");
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
