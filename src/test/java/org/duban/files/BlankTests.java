package org.duban.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlankTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\r\n",
                "\u3000",
                "\u00A0",
                "\u2007\u202F",
                "\uFEFF",
                "\u200B\u2060",
                "\u3164\uFFA0",
                " \u3000\u00A0 "
            })
    void seesNothingWhereNobodySeesAnything(String text) {
        assertThat(Blank.isBlank(text)).isTrue();
        assertThat(Blank.strip(text)).isEmpty();
        assertThat(Blank.strip(text + "教育局" + text)).isEqualTo("教育局");
    }

    @Test
    void leavesWhatStandsInTheMidst() {
        assertThat(Blank.isBlank("\u3000。")).isFalse();
        assertThat(Blank.strip("　教育　局　")).isEqualTo("教育　局");
        assertThat(Blank.strip("😀")).isEqualTo("😀");
    }
}
