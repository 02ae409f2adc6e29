package org.duban.inbox.replies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsenceDateTests {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            我将于12月1日返回。                                   | 2026-12-01
            本人11月23日至12月5日休假，急事请联系办公室。            | 2026-12-05
            休假时间：2026年11月23日—2027年1月4日                  | 2027-01-04
            出差，1月8号上班                                      | 2027-01-08
            外出学习，2026.12.2 回岗                              | 2026-12-02
            I am out of the office until 1 December.             | 2026-12-01
            I am away from 23 to 27 November 2026.               | 2026-11-27
            Back on Monday, December 7th, 2026                   | 2026-12-07
            Away 2026-11-20 to 2026-12-03                        | 2026-12-03
            I will return on Jan. 4                              | 2027-01-04
            """)
    void understandsUntilWhenSomebodyIsAway(String text, LocalDate until) {
        assertThat(AbsenceDate.until(text, MONDAY)).contains(until);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            自12月1日起休假
            I am away from 1 December.
            您好，来信已收到，我会尽快回复。
            Please write to office 12-04 instead
            我已于10月1日返回
            休假至2月30日
            Away until 31 December 2029
            """)
    void claimsNothingThatIsNotSaid(String text) {
        assertThat(AbsenceDate.until(text, MONDAY)).isEmpty();
    }
}
