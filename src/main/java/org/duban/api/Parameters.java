package org.duban.api;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.files.Blank;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.jspecify.annotations.Nullable;

/** What callers give in parameters and fields, as far as it says anything. */
public final class Parameters {

    private static final int LONGEST_SOUGHT = 200;

    private Parameters() {}

    /** A day of the years that people, and databases, can tell apart from a slip. */
    public static @Nullable LocalDate day(String parameter, @Nullable LocalDate day) {
        if (day != null && (day.getYear() < 1 || day.getYear() > 9999)) {
            throw ApiProblem.field(parameter, day.toString(), ApiReason.API_WRITE_DATE.with());
        }
        return day;
    }

    /** Longer texts take the database seconds to look for in every title, and nobody types them. */
    public static @Nullable String sought(@Nullable String q) {
        if (q != null && q.length() > LONGEST_SOUGHT) {
            throw ApiProblem.field("q", q, ApiReason.API_MOST_CHARACTERS.with(String.valueOf(LONGEST_SOUGHT)));
        }
        return given(q);
    }

    /** Of several values those that are not empty; none where nothing is asked for. */
    public static <T> Set<T> given(@Nullable Set<@Nullable T> values) {
        return values == null
                ? Set.of()
                : values.stream().flatMap(Stream::ofNullable).collect(Collectors.toSet());
    }

    /** An empty parameter, as forms send it, asks for nothing. PostgreSQL has no NUL in its texts. */
    public static @Nullable String given(@Nullable String parameter) {
        return parameter == null || Blank.isBlank(parameter) ? null : parameter.replace('\0', '\uFFFD');
    }
}
