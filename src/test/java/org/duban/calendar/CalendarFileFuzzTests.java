package org.duban.calendar;

import java.util.List;
import org.duban.files.DamagedFiles;
import org.junit.jupiter.api.Test;

/** Whatever has become of a calendar's file, it is read, or its mistakes are told. */
class CalendarFileFuzzTests {

    @Test
    void readsOrTellsTheMistakesOfWhateverAFileHolds() {
        var files = List.of("classpath:calendars/cn-2025.yaml", "classpath:calendars/cn-2026.yaml").stream()
                .map(location -> DamagedFiles.bytes(location))
                .toList();

        DamagedFiles.of(files, damaged -> DamagedFiles.readOrTell(CalendarFile::read, "calendar.yaml", damaged));
    }
}
