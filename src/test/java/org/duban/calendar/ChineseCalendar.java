package org.duban.calendar;

import java.util.List;
import org.duban.files.InputFile;

/** The built-in calendar, read from its files. */
final class ChineseCalendar {

    private ChineseCalendar() {}

    static WorkCalendar read() {
        return Calendars.read(files()).calendar("cn");
    }

    static List<InputFile> files() {
        return List.of(
                InputFile.of("classpath:calendars/cn-2025.yaml"), InputFile.of("classpath:calendars/cn-2026.yaml"));
    }
}
