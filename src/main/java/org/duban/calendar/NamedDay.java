package org.duban.calendar;

import java.util.Locale;
import org.duban.words.Languages;

/**
 * A day that a calendar names: a statutory holiday (放假) or a make-up workday (补班).
 *
 * @param kind which of the two
 * @param nameZh the holiday that it is, or is worked in exchange for, in Chinese
 * @param nameEn the same in English
 */
public record NamedDay(Kind kind, String nameZh, String nameEn) {

    public enum Kind {
        HOLIDAY,
        MAKE_UP_WORKDAY
    }

    public String name(Locale reader) {
        return Languages.name(reader, nameZh, nameEn);
    }
}
