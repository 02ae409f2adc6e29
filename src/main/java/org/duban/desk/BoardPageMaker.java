package org.duban.desk;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.board.BoardCounts;
import org.duban.board.DayCount;
import org.duban.desk.BoardPage.Cell;
import org.duban.desk.BoardPage.Comparison;
import org.duban.desk.BoardPage.Day;
import org.duban.desk.BoardPage.Figure;
import org.duban.desk.BoardPage.Row;
import org.duban.desk.BoardPage.Trend;
import org.duban.desk.LedgerPage.Choice;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.plan.Lamp;
import org.duban.task.TaskStatus;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Finds the words for the board.
 *
 * @param reach the units that the reader sees
 * @param before what was counted on the day that they are compared with; null where they are not
 * @param top whose board it is; null where there are several at the top of what he sees
 */
record BoardPageMaker(
        Words words,
        UnitTree reach,
        BoardCounts counts,
        @Nullable BoardCounts before,
        @Nullable Unit top) {

    private static final int DAYS_IN_NUMBERS = 14;
    private static final List<Lamp> LAMPS = List.of(Lamp.RED, Lamp.YELLOW, Lamp.GREEN, Lamp.GREY);

    /** The one unit at the top of what somebody sees; empty where there are none or several. */
    static Optional<Unit> top(UnitTree reach) {
        var tops = tops(reach);
        return tops.size() == 1 ? Optional.of(tops.get(0)) : Optional.empty();
    }

    private static List<Unit> children(Unit unit, UnitTree reach) {
        return reach.units().stream()
                .filter(child -> unit.code().equals(child.parent()))
                .toList();
    }

    private static List<Unit> tops(UnitTree reach) {
        return reach.units().stream()
                .filter(unit ->
                        unit.parent() == null || reach.unit(unit.parent()).isEmpty())
                .toList();
    }

    String heading() {
        return top == null ? words.say("board.heading") : words.say("board.of", name(top));
    }

    List<Choice> above() {
        var above = new ArrayList<Choice>();
        for (var unit = parent(top); unit != null; unit = parent(unit)) {
            above.add(0, new Choice(name(unit), board(unit)));
        }
        return above;
    }

    private @Nullable Unit parent(@Nullable Unit unit) {
        return unit == null || unit.parent() == null
                ? null
                : reach.unit(unit.parent()).orElse(null);
    }

    List<String> columns() {
        return Stream.concat(
                        Stream.of(words.say("board.open")),
                        Stream.concat(
                                LAMPS.stream().map(lamp -> words.say("lamp." + lamp)),
                                Stream.of(words.say("board.submitted"), words.say("board.points"))))
                .toList();
    }

    /**
     * Those right below, and the unit itself where it leads something. Where there is but one below, such as the office of a leading
     * group, those below that one are shown in its place.
     */
    List<Row> rows() {
        var rows = new ArrayList<Counted>();
        var below = top == null ? tops(reach) : children(top, reach);
        if (top != null && (below.isEmpty() || leads(top))) {
            rows.add(row(top, Set.of(top.code()), true));
        }
        while (below.size() == 1 && !children(below.get(0), reach).isEmpty()) {
            var only = below.get(0);
            if (leads(only)) {
                rows.add(row(only, Set.of(only.code()), true));
            }
            below = children(only, reach);
        }
        below.forEach(unit -> rows.add(row(unit, BoardCounts.withThoseBelow(unit, reach), false)));
        return rows.stream()
                .sorted(Comparator.comparingLong(Counted::red)
                        .thenComparingLong(Counted::yellow)
                        .reversed()
                        .thenComparing(counted -> counted.row.name()))
                .map(Counted::row)
                .toList();
    }

    private boolean leads(Unit unit) {
        return counts.open(Set.of(unit.code())) > 0;
    }

    private record Counted(Row row, long red, long yellow) {}

    private Counted row(Unit unit, Set<String> codes, boolean alone) {
        var hasOwnBoard = !alone && codes.size() > 1;
        var cells = cells(codes, unit, alone);
        var url = hasOwnBoard ? board(unit) : ledger(unit, "status", LedgerFilter.OPEN);
        return new Counted(new Row(name(unit), url, cells), counts.of(codes, Lamp.RED), counts.of(codes, Lamp.YELLOW));
    }

    Row total() {
        return new Row(words.say("board.total"), null, cells(codes(top, reach), top, false));
    }

    /** A unit with all below it, or all that is seen. */
    static Set<String> codes(@Nullable Unit top, UnitTree reach) {
        return top == null
                ? reach.units().stream().map(Unit::code).collect(Collectors.toSet())
                : BoardCounts.withThoseBelow(top, reach);
    }

    /**
     * @param unit null for all of several, for which there is no list
     * @param alone whether the unit is counted without those below it, for which there is none either
     */
    private List<Cell> cells(Collection<String> codes, @Nullable Unit unit, boolean alone) {
        var cells = new ArrayList<Cell>();
        var linked =
                !alone || counts.tree().below(unit == null ? "" : unit.code()).isEmpty();
        cells.add(cell(of -> of.open(codes), linked ? ledger(unit, "status", LedgerFilter.OPEN) : null, "calm"));
        for (var lamp : LAMPS) {
            cells.add(cell(
                    of -> of.of(codes, lamp),
                    linked ? ledger(unit, "lamp", lamp.name()) : null,
                    lamp.name().toLowerCase(Locale.ROOT)));
        }
        cells.add(cell(
                of -> of.submitted(codes),
                linked ? ledger(unit, "status", TaskStatus.SUBMITTED.name()) : null,
                "calm"));
        cells.add(points(counts.pointsOverdue(codes), linked ? ledger(unit, "lamp", Lamp.RED.name()) : null));
        return cells;
    }

    private Cell points(BigDecimal points, @Nullable String url) {
        var none = points.signum() == 0;
        return new Cell(points.toPlainString(), none ? null : url, none ? "none" : "red", null);
    }

    private Cell cell(ToLongFunction<BoardCounts> count, @Nullable String url, String tone) {
        var number = count.applyAsLong(counts);
        return new Cell(
                words.number(number),
                number == 0 ? null : url,
                number == 0 ? "none" : tone,
                before == null ? null : change(number - count.applyAsLong(before)));
    }

    private @Nullable String change(long more) {
        return more == 0 ? null : (more > 0 ? "+" : "\u2212") + words.number(Math.abs(more));
    }

    /** @param day the day that was asked for; null for none */
    Comparison comparison(@Nullable LocalDate day, LocalDate today) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice(words.say("board.yesterday"), compared(today.minusDays(1))));
        choices.add(new Choice(words.say("board.week-ago"), compared(today.minusWeeks(1))));
        if (day != null) {
            choices.add(new Choice(words.say("board.alone"), top == null ? DeskSecurity.PATH : board(top)));
        }
        return new Comparison(
                top == null ? "" : top.code(),
                choices,
                Objects.toString(day, ""),
                today.minusDays(1).toString(),
                day == null
                        ? null
                        : words.say(before == null ? "board.not-counted" : "board.compared", words.day(day)));
    }

    private String compared(LocalDate day) {
        return address(DeskSecurity.PATH, Map.of("compare", day.toString()));
    }

    Trend trend(List<DayCount> course) {
        var drawn = course.size() > 1;
        return new Trend(
                drawn ? address(TrendController.PATH, Map.of()) : null,
                drawn ? address(TrendController.PATH, Map.of("narrow", "on")) : null,
                IntStream.rangeClosed(1, Math.min(DAYS_IN_NUMBERS, course.size()))
                        .mapToObj(n -> course.get(course.size() - n))
                        .map(count -> new Day(
                                words.day(count.day()),
                                words.number(count.open()),
                                words.number(count.showing(Lamp.RED)),
                                words.number(count.struckOff())))
                        .toList());
    }

    /** Of this board. */
    private String address(String path, Map<String, String> parameters) {
        var url = UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent("unit", Optional.ofNullable(top).map(Unit::code));
        parameters.forEach(url::queryParam);
        return url.encode().build().toString();
    }

    Figure figure(String key, long number, String url, boolean bad) {
        return new Figure(words.say("board." + key), words.number(number), url, bad && number > 0 ? "bad" : "calm");
    }

    private String name(Unit unit) {
        return words.name(unit.nameZh(), unit.nameEn());
    }

    private static String board(Unit unit) {
        return UriComponentsBuilder.fromPath(DeskSecurity.PATH)
                .queryParam("unit", unit.code())
                .encode()
                .build()
                .toString();
    }

    private static String ledger(@Nullable Unit unit, String name, String value) {
        var url = UriComponentsBuilder.fromPath(LedgerFilter.PATH).queryParam(name, value);
        return (unit == null ? url : url.queryParam("unit", unit.code()).queryParam("leading", "on"))
                .encode()
                .build()
                .toString();
    }
}
