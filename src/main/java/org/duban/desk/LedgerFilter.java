package org.duban.desk;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.files.Blank;
import org.duban.ledger.TaskOrder;
import org.duban.ledger.TaskQuery;
import org.duban.plan.Lamp;
import org.duban.task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which tasks somebody looks at: the address of the page says it all, so that it can be kept and passed on. Its parameters are
 * called as those of REST. What nobody knows asks for nothing.
 *
 * @param q what they are called
 * @param mine which of those that are his own; null for all that he sees
 * @param unit a unit as it was typed: its code, its name or a part of that
 * @param leading only what the unit leads, not what it assists with
 * @param status one of {@link #STATUSES}
 * @param deadlineFrom the first day of their deadlines
 * @param deadlineBefore the day after the last of them
 * @param order in which they come
 * @param columns what is shown of each; none: what the reader has chosen to see
 */
record LedgerFilter(
        @Nullable String q,
        @Nullable Mine mine,
        @Nullable String unit,
        boolean leading,
        @Nullable String list,
        String status,
        @Nullable Lamp lamp,
        @Nullable LocalDate deadlineFrom,
        @Nullable LocalDate deadlineBefore,
        TaskOrder order,
        List<LedgerColumn> columns,
        @Nullable String cursor) {

    LedgerFilter {
        columns = List.copyOf(columns);
    }

    /** What somebody has to do with tasks. */
    enum Mine {
        LEAD,
        ASSIST,
        SUPERVISE
    }

    static final String PATH = DeskSecurity.PATH + "/tasks";
    static final String OPEN = "open";

    /** Open ones with a request for more time that waits for its decision. */
    static final String ASKING = "asking";

    private static final String CLOSED = "closed";
    private static final String ANY = "any";
    private static final int LONGEST = 200;

    private static final Set<TaskStatus> CLOSED_ONES = EnumSet.of(TaskStatus.STRUCK_OFF, TaskStatus.WITHDRAWN);

    static final List<String> STATUSES = Stream.concat(
                    Stream.of(OPEN, ASKING, CLOSED, ANY),
                    Arrays.stream(TaskStatus.values()).map(Enum::name))
            .toList();

    static LedgerFilter of(MultiValueMap<String, String> asked) {
        Function<String, Optional<String>> given = name -> given(asked.getFirst(name));
        var lamp = given.apply("lamp").flatMap(name -> named(Lamp.values(), name));
        return new LedgerFilter(
                given.apply("q").orElse(null),
                given.apply("mine").flatMap(name -> named(Mine.values(), name)).orElse(null),
                given.apply("unit").orElse(null),
                given.apply("leading").isPresent(),
                given.apply("list").orElse(null),
                status(given.apply("status").filter(STATUSES::contains).orElse(OPEN), lamp.orElse(null)),
                lamp.orElse(null),
                given.apply("deadlineFrom").flatMap(LedgerFilter::day).orElse(null),
                given.apply("deadlineBefore").flatMap(LedgerFilter::day).orElse(null),
                given.apply("order")
                        .flatMap(name -> named(TaskOrder.values(), name))
                        .orElse(TaskOrder.DEADLINE),
                columns(asked),
                given.apply("cursor").orElse(null));
    }

    private static List<LedgerColumn> columns(MultiValueMap<String, String> asked) {
        return LedgerColumn.named(asked.getOrDefault("columns", List.of()).stream()
                .flatMap(names -> Stream.ofNullable(names).flatMap(text -> Arrays.stream(text.split(",", 50))))
                .toList());
    }

    /** What is done is closed, one way or the other. */
    private static String status(String asked, @Nullable Lamp lamp) {
        var closed = asked.equals(CLOSED)
                || CLOSED_ONES.stream().anyMatch(one -> one.name().equals(asked));
        return lamp != Lamp.DONE || closed ? asked : CLOSED;
    }

    /** PostgreSQL has no NUL in its texts, and nobody types long ones. */
    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value)
                .filter(text -> !Blank.isBlank(text))
                .map(text -> Blank.strip(text.replace('\0', '\uFFFD')))
                .map(text -> text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() > 0 && day.getYear() < 10_000);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** @param units the codes that the unit means; null where none was asked for */
    TaskQuery query(@Nullable Set<String> units, int limit) {
        return new TaskQuery(list, null, statuses(), null, q, null, null, limit)
                .due(deadlineFrom, deadlineBefore)
                .concerning(leading ? null : units)
                .ledBy(leading ? units : null)
                .in(order, cursor);
    }

    private Set<TaskStatus> statuses() {
        return switch (status) {
            case OPEN, ASKING -> EnumSet.complementOf(EnumSet.copyOf(CLOSED_ONES));
            case CLOSED -> CLOSED_ONES;
            case ANY -> Set.of();
            default -> Set.of(TaskStatus.valueOf(status));
        };
    }

    /** Whether anything is asked for beyond what the page shows by itself. */
    boolean narrowed() {
        return Stream.of(q, mine, unit, list, lamp, deadlineFrom, deadlineBefore)
                        .anyMatch(value -> value != null)
                || !status.equals(OPEN);
    }

    /** The same with another unit. */
    LedgerFilter of(String other) {
        return new LedgerFilter(
                q, mine, other, leading, list, status, lamp, deadlineFrom, deadlineBefore, order, columns, null);
    }

    /** The same of others. */
    LedgerFilter of(@Nullable Mine others) {
        return new LedgerFilter(
                q, others, unit, leading, list, status, lamp, deadlineFrom, deadlineBefore, order, columns, null);
    }

    /** The same with these columns; the first page of it. */
    LedgerFilter showing(List<LedgerColumn> others) {
        return new LedgerFilter(
                q, mine, unit, leading, list, status, lamp, deadlineFrom, deadlineBefore, order, others, null);
    }

    /** Where this is looked at. */
    URI url(@Nullable String from) {
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put("q", q);
        asked.put("mine", mine);
        asked.put("unit", unit);
        asked.put("leading", leading ? "on" : null);
        asked.put("list", list);
        asked.put("status", status);
        asked.put("lamp", lamp);
        asked.put("deadlineFrom", deadlineFrom);
        asked.put("deadlineBefore", deadlineBefore);
        asked.put("order", order);
        asked.put("columns", columns.isEmpty() ? null : names(columns));
        asked.put("cursor", from);
        return DeskUrl.of(PATH, asked);
    }

    private static String names(List<LedgerColumn> columns) {
        return columns.stream().map(Enum::name).collect(Collectors.joining(","));
    }
}
