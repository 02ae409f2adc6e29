package org.duban.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.files.Blank;
import org.jspecify.annotations.Nullable;

/**
 * A unit as callers send it; what they leave out is not there, or usual.
 *
 * @param code may be left out, because the path has it
 * @param parent null at the top
 * @param locale usually {@code zh-CN}
 * @param zone usually {@code Asia/Shanghai}
 * @param calendar the name of a calendar; usually that of each policy
 */
@Schema(example = """
                {"parent": "gyangze-office", "kind": "UNIT", "nameZh": "江孜县教育局", "nameEn": "Gyangze Education Bureau",
                 "emails": ["education@gyangze.example"], "locale": "zh-CN", "zone": "Asia/Shanghai", "calendar": "cn"}
                """)
record UnitBody(
        @Nullable String code,
        @Nullable String parent,
        @Nullable String kind,
        @Nullable String nameZh,
        @Nullable String nameEn,
        @Nullable List<@Nullable String> emails,
        @Nullable String locale,
        @Nullable String zone,
        @Nullable String calendar) {

    /** @throws ApiProblem naming the field that is wrong */
    Unit unit(String path) {
        if (code != null && !code.equals(path)) {
            throw ApiProblem.field("code", code, "write \"" + path + "\" as in the path, or leave it out");
        }
        return new Unit(
                path,
                parent == null || Blank.isBlank(parent) ? null : Blank.strip(parent),
                kindOf(required("kind", kind)),
                required("nameZh", nameZh),
                required("nameEn", nameEn),
                addresses(),
                localeOf(locale == null ? "zh-CN" : locale),
                zoneOf(zone == null ? "Asia/Shanghai" : zone),
                calendar == null || Blank.isBlank(calendar) ? null : Blank.strip(calendar));
    }

    private List<String> addresses() {
        var addresses = new ArrayList<String>();
        for (var email : emails == null ? List.<@Nullable String>of() : emails) {
            if (email == null) {
                throw ApiProblem.field("emails", "null", "write addresses like office@example.org, or leave it out");
            }
            addresses.add(email);
        }
        return addresses;
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || Blank.isBlank(value)) {
            throw ApiProblem.field(field, value, "write it");
        }
        return Blank.strip(value);
    }

    private static UnitKind kindOf(String text) {
        return Arrays.stream(UnitKind.values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ApiProblem.field("kind", text, "use one of " + String.join(", ", names())));
    }

    private static List<String> names() {
        return Arrays.stream(UnitKind.values()).map(Enum::name).toList();
    }

    private static Locale localeOf(String text) {
        try {
            return new Locale.Builder().setLanguageTag(text).build();
        } catch (IllformedLocaleException e) {
            throw ApiProblem.field("locale", text, "write a language tag like zh-CN or en");
        }
    }

    private static ZoneId zoneOf(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw ApiProblem.field("zone", text, "write a time zone like Asia/Shanghai");
        }
    }
}
