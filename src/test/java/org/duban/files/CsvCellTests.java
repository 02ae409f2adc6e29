package org.duban.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCellTests {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            dawa,       dawa
            =1+1,       '=1+1
            +86 10,     '+86 10
            -5,         '-5
            @home,      '@home
            'tis,       'tis
            '=1,        ''=1
            """)
    void isNoFormula(String text, String cell) {
        assertThat(CsvCell.write(text)).isEqualTo(cell);
        assertThat(CsvCell.read(cell)).isEqualTo(text);
    }

    @Test
    void comesOutAsItWentIn() {
        var random = new Random(55);
        for (var i = 0; i < 20_000; i++) {
            var text = random.ints(random.nextInt(6), 0, 7)
                    .mapToObj(one -> String.valueOf("'=+-@a\t".charAt(one)))
                    .collect(Collectors.joining());

            var cell = CsvCell.write(text);

            assertThat(cell)
                    .doesNotStartWith("=")
                    .doesNotStartWith("+")
                    .doesNotStartWith("-")
                    .doesNotStartWith("@");
            assertThat(CsvCell.read(cell)).as(cell).isEqualTo(text);
        }
    }
}
