package org.duban.api.units;

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
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.jspecify.annotations.Nullable;

/**
 * A unit as callers send it; what they leave out is not there, or usual.
 *
 * @param code may be left out, because the path has it
 * @param parent null at the top
 * @param nameEn usually the Chinese one
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
        if (!given(code, path).equals(path)) {
            throw ApiProblem.field("code", code, ApiReason.API_AS_IN_PATH.with(path));
        }
        return new Unit(
                path,
                optional(parent),
                kindOf(required("kind", kind)),
                required("nameZh", nameZh),
                given(nameEn, required("nameZh", nameZh)),
                addresses(),
                localeOf(given(locale, "zh-CN")),
                zoneOf(given(zone, "Asia/Shanghai")),
                optional(calendar));
    }

    private static @Nullable String optional(@Nullable String text) {
        var given = given(text, "");
        return given.isEmpty() ? null : given;
    }

    /** What is blank is not there: so the topic of unit events has it, and the CSV. */
    private static String given(@Nullable String text, String otherwise) {
        return text == null || Blank.isBlank(text) ? otherwise : Blank.strip(text);
    }

    private List<String> addresses() {
        var addresses = new ArrayList<String>();
        for (var email : emails == null ? List.<@Nullable String>of() : emails) {
            if (email == null) {
                throw ApiProblem.field("emails", "null", ApiReason.API_ADDRESSES.with());
            }
            if (!Blank.isBlank(email)) {
                addresses.add(Blank.strip(email));
            }
        }
        return addresses;
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || Blank.isBlank(value)) {
            throw ApiProblem.field(field, value, ApiReason.API_WRITE_IT.with());
        }
        return Blank.strip(value);
    }

    private static UnitKind kindOf(String text) {
        return Arrays.stream(UnitKind.values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        ApiProblem.field("kind", text, ApiReason.API_USE_ONE_OF.with(String.join(", ", names()))));
    }

    private static List<String> names() {
        return Arrays.stream(UnitKind.values()).map(Enum::name).toList();
    }

    private static Locale localeOf(String text) {
        try {
            return new Locale.Builder().setLanguageTag(text).build();
        } catch (IllformedLocaleException e) {
            throw ApiProblem.field("locale", text, ApiReason.API_LANGUAGE.with());
        }
    }

    private static ZoneId zoneOf(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw ApiProblem.field("zone", text, ApiReason.API_ZONE.with());
        }
    }
}
