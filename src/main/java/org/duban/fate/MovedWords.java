package org.duban.fate;

import java.time.LocalDate;
import java.util.Locale;
import org.duban.policy.DayWords;
import org.duban.policy.PlannedStep;
import org.jspecify.annotations.Nullable;

/**
 * Why a step was not told on the day to which it counts, as the calendars were when it fell due.
 *
 * @param from that day
 * @param en in English, such as {@code from Sat 2026-10-03: National Day}
 * @param zh in Chinese
 */
public record MovedWords(LocalDate from, String en, String zh) {

    public static @Nullable MovedWords of(PlannedStep step) {
        var from = step.movedFrom();
        return from == null
                ? null
                : new MovedWords(
                        from,
                        DayWords.of(Locale.ENGLISH).moved(step).orElseThrow(),
                        DayWords.of(Locale.SIMPLIFIED_CHINESE).moved(step).orElseThrow());
    }

    public String in(Locale reader) {
        return reader.getLanguage().equals("zh") ? zh : en;
    }
}
