package org.duban.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.duban.calendar.Calendars;
import org.duban.files.InputFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListedTimeTests {

    private static final ListedTime.Frame FRAME = new ListedTime.Frame(
            Instant.parse("2026-09-28T01:00:00Z"),
            ZoneId.of("Asia/Shanghai"),
            Calendars.read(List.of(InputFile.of("classpath:calendars/cn-2026.yaml")))
                    .calendar("cn"));

    /** The drill starts on Monday, 28 September 2026 at 09:00; the office opens at 09:00; 1 to 7 October are off. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # as written                | instant                   | deadline
            2026-12-31                  | 2026-12-31T01:00:00Z      | 2026-12-31
            2026/9/3                    | 2026-09-03T01:00:00Z      | 2026-09-03
            2026-12-31 18:00            | 2026-12-31T10:00:00Z      | 2026-12-31T10:00:00Z
            2026/9/3 9:05               | 2026-09-03T01:05:00Z      | 2026-09-03T01:05:00Z
            2026-12-31T18:00:00+02:00   | 2026-12-31T16:00:00Z      | 2026-12-31T16:00:00Z
            2026-12-31T18:00Z           | 2026-12-31T18:00:00Z      | 2026-12-31T18:00:00Z
            0wd                         | 2026-09-28T01:00:00Z      | 2026-09-28
            3wd                         | 2026-10-08T01:00:00Z      | 2026-10-08
            -1wd                        | 2026-09-24T01:00:00Z      | 2026-09-24
            P10D                        | 2026-10-08T01:00:00Z      | 2026-10-08
            P1W                         | 2026-10-05T01:00:00Z      | 2026-10-05
            -P3D                        | 2026-09-25T01:00:00Z      | 2026-09-25
            PT90M                       | 2026-09-28T02:30:00Z      | 2026-09-28T02:30:00Z
            -PT24H                      | 2026-09-27T01:00:00Z      | 2026-09-27T01:00:00Z
            """)
    void readsWhatAListMayHave(String written, Instant instant, String deadline) {
        var when = ListedTime.parse(written);

        assertThat(when.instant(FRAME)).isEqualTo(instant);
        assertThat(when.deadline(FRAME)).isEqualTo(deadline);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "2026-02-30",
                "2026-13-01",
                "31.12.2026",
                "P1M",
                "3 days",
                "2026-12-31 25:00",
                "-",
                "46387"
            })
    void refusesWhatIsNoTime(String written) {
        assertThatThrownBy(() -> ListedTime.parse(written)).isInstanceOf(IllegalArgumentException.class);
    }
}
