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
 * @param calendar the name of the calendar by which it works; null: that of each policy
 */
public record Unit(
        String code,
        @Nullable String parent,
        UnitKind kind,
        String nameZh,
        String nameEn,
        List<String> emails,
        Locale locale,
        ZoneId zone,
        @Nullable String calendar) {

    /** A unit that works by the calendar of each policy. */
    public Unit(
            String code,
            @Nullable String parent,
            UnitKind kind,
            String nameZh,
            String nameEn,
            List<String> emails,
            Locale locale,
            ZoneId zone) {
        this(code, parent, kind, nameZh, nameEn, emails, locale, zone, null);
    }

    public Unit {
        emails = List.copyOf(emails);
    }

    /** The name in the reader's language: Chinese for any {@code zh}, English for all others. */
    public String name(Locale reader) {
        return reader.getLanguage().equals("zh") ? nameZh : nameEn;
    }
}
