package org.duban.desk.notices;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.desk.DeskUrl;
import org.duban.files.Blank;
import org.duban.notice.NoticeState;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which notices somebody looks at.
 *
 * @param day {@link #TODAY}, {@link #ANY}, or a day as it is written in addresses
 * @param state one of {@link #STATES}
 * @param unit the reader as it was typed, with all below it: a code, a name or a part of that
 * @param task the id, the number or a part of the title of a task as it was typed
 */
record NoticeFilter(
        String day,
        String state,
        @Nullable String unit,
        @Nullable String task) {

    static final String PATH = "/desk/notices";
    static final String TODAY = "today";
    static final String ANY = "any";

    private static final String SENT = "sent";
    private static final String WAITING = "waiting";
    private static final String FAILED = "failed";
    private static final int LONGEST = 200;

    static final List<String> STATES = Stream.concat(
                    Stream.of(ANY, SENT, WAITING, FAILED),
                    Arrays.stream(NoticeState.values()).map(Enum::name))
            .toList();

    /** What was asked for; what nobody knows asks for what was told today, and of a task for all that was ever told of it. */
    static NoticeFilter of(MultiValueMap<String, String> asked) {
        var task = given(asked.getFirst("task"));
        var usual = task.isPresent() ? ANY : TODAY;
        var day = asked.getFirst("day");
        return new NoticeFilter(
                day != null && day.isBlank()
                        ? ANY
                        : Optional.ofNullable(day).flatMap(NoticeFilter::day).orElse(usual),
                given(asked.getFirst("state")).filter(STATES::contains).orElse(ANY),
                given(asked.getFirst("unit")).orElse(null),
                task.orElse(null));
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value)
                .filter(text -> !Blank.isBlank(text))
                .map(text -> Blank.strip(text.replace('\0', '\uFFFD')))
                .map(text -> text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    }

    private static Optional<String> day(String text) {
        if (text.equals(TODAY) || text.equals(ANY)) {
            return Optional.of(text);
        }
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(day -> day.getYear() > 0 && day.getYear() < 10_000)
                    .map(LocalDate::toString);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The day that is meant; null for any. */
    @Nullable
    LocalDate day(LocalDate today) {
        return switch (day) {
            case TODAY -> today;
            case ANY -> null;
            default -> LocalDate.parse(day);
        };
    }

    /** None for any. */
    Set<NoticeState> states() {
        return switch (state) {
            case ANY, WAITING -> Set.of();
            case SENT -> EnumSet.of(NoticeState.ACCEPTED, NoticeState.BOUNCED);
            case FAILED -> EnumSet.of(NoticeState.REFUSED, NoticeState.UNDELIVERABLE, NoticeState.BOUNCED);
            default -> EnumSet.of(NoticeState.valueOf(state.toUpperCase(Locale.ROOT)));
        };
    }

    /** Whether those that are still to be sent are meant, or those that are not; null for either. What is sent again did not fail yet. */
    @Nullable
    Boolean waiting() {
        return switch (state) {
            case WAITING -> true;
            case FAILED -> false;
            default -> null;
        };
    }

    /** Whether more is asked for than a day. */
    boolean narrowed() {
        return !state.equals(ANY) || unit != null || task != null;
    }

    /** The same of another day. */
    NoticeFilter on(@Nullable LocalDate other) {
        return new NoticeFilter(Objects.requireNonNullElse(other, ANY).toString(), state, unit, task);
    }

    /** The same of another unit. */
    NoticeFilter of(String other) {
        return new NoticeFilter(day, state, other, task);
    }

    /** @param after the id of the notice after which those are shown; null: the first page */
    String url(@Nullable Object after) {
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put("day", day);
        asked.put("state", state.equals(ANY) ? null : state);
        asked.put("unit", unit);
        asked.put("task", task);
        asked.put("after", after);
        return DeskUrl.of(PATH, asked).toString();
    }
}
