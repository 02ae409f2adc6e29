package org.duban.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;

class BulkFormTests {

    /** Cut, an address would ask for more tasks than the page that it comes from has shown. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            STRIKE_OFF, 0,    true
            STRIKE_OFF, 8000, true
            STRIKE_OFF, 8001, false
            STRIKE_OFF, 200000, false
            NO_ACT,     10,   false
            """)
    void isNoneWithAnAddressThatNoPageLeadsTo(String act, int length, boolean taken) {
        var asked = new LinkedMultiValueMap<String, String>();
        asked.add("act", act);
        asked.add("which", "all");
        asked.add("of", "x".repeat(length));

        var form = BulkForm.of(asked);

        assertThat(form.isPresent()).isEqualTo(taken);
        assertThat(form.map(BulkForm::of).filter(of -> of.length() != length))
                .as("cut")
                .isEmpty();
    }
}
