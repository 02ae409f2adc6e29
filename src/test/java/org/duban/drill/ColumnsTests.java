package org.duban.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTests {

    @ParameterizedTest
    @CsvSource({"Office, 6, Office", "江孜县教育局, 12, 江孜县教…", "江孜 Office, 11, 江孜 Off…"})
    void countsTwoColumnsForAChineseCharacter(String text, int width, String cutToNine) {
        assertThat(Columns.width(text)).isEqualTo(width);
        assertThat(Columns.cut(text, 9)).isEqualTo(cutToNine);
        assertThat(Columns.width(Columns.left(text, 20))).isEqualTo(20);
        assertThat(Columns.right(text, 20)).endsWith(text).startsWith(" ");
    }
}
