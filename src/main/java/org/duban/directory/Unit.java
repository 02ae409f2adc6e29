package org.duban.directory;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duban.words.Languages;
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
        return Languages.name(reader, nameZh, nameEn);
    }

    /** What is known of it, by the names that fields of units have everywhere: for those who compare, list or keep it. */
    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("parent", parent == null ? "" : parent);
        fields.put("kind", kind.name());
        fields.put("nameZh", nameZh);
        fields.put("nameEn", nameEn);
        fields.put("emails", emails);
        fields.put("locale", locale.toLanguageTag());
        fields.put("zone", zone.getId());
        fields.put("calendar", calendar == null ? "" : calendar);
        return fields;
    }
}
