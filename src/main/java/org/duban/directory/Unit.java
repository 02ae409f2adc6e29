package org.duban.directory;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A unit of the administrative tree.
 *
 * @param code its lasting short name, such as {@code gyangze-education}
 * @param parent the code of the unit above, null at the top
 * @param kind what it is in the campaign
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param emails where mail reaches it, in order; may be empty
 * @param locale the language of its mails
 * @param zone its time zone
 */
public record Unit(
        String code,
        @Nullable String parent,
        UnitKind kind,
        String nameZh,
        String nameEn,
        List<String> emails,
        Locale locale,
        ZoneId zone) {

    public Unit {
        emails = List.copyOf(emails);
    }

    /** The name in the reader's language: Chinese for any {@code zh}, English for all others. */
    public String name(Locale reader) {
        return reader.getLanguage().equals("zh") ? nameZh : nameEn;
    }
}
