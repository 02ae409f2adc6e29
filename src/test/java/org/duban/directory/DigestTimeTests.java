package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTimeTests {

    @ParameterizedTest
    @CsvSource({"10:00, 10:00", "9:05, 09:05", "' 00:00 ', 00:00", "23:59, 23:59", "14：30, 14:30"})
    void readsHoursAndMinutes(String text, LocalTime time) {
        assertThat(DigestTime.read(text)).contains(time);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "10", "24:00", "10:60", "10:00:00", "-1:00", "ten", "10:0", "٣:٠٠"})
    void readsNothingElse(String text) {
        assertThat(DigestTime.read(text)).isEmpty();
    }
}
