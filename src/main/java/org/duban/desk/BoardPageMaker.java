package org.duban.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.desk.BoardPage.Cell;
import org.duban.desk.BoardPage.Figure;
import org.duban.desk.BoardPage.Row;
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
 * @param top whose board it is; null where there are several at the top of what he sees
 */
record BoardPageMaker(
        Words words,
        UnitTree reach,
        BoardCounts counts,
        @Nullable Unit top) {

    private static final List<Lamp> LAMPS = List.of(Lamp.RED, Lamp.YELLOW, Lamp.GREEN, Lamp.GREY);

    /** The one unit at the top of what somebody sees; empty where there are none or several. */
    static Optional<Unit> top(UnitTree reach) {
        var tops = tops(reach);
        return tops.size() == 1 ? Optional.of(tops.get(0)) : Optional.empty();
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
                                Stream.of(words.say("board.submitted"))))
                .toList();
    }

    /** Those right below, and the unit itself where it leads something. */
    List<Row> rows() {
        var below = top == null
                ? tops(reach)
                : reach.units().stream()
                        .filter(unit -> top.code().equals(unit.parent()))
                        .toList();
        var own = top != null && (below.isEmpty() || counts.open(Set.of(top.code())) > 0)
                ? Stream.of(row(top, Set.of(top.code()), true))
                : Stream.<Counted>empty();
        return Stream.concat(own, below.stream().map(unit -> row(unit, BoardCounts.withThoseBelow(unit, reach), false)))
                .sorted(Comparator.comparingLong(Counted::red)
                        .thenComparingLong(Counted::yellow)
                        .reversed()
                        .thenComparing(counted -> counted.row.name()))
                .map(Counted::row)
                .toList();
    }

    private record Counted(Row row, long red, long yellow) {}

    private Counted row(Unit unit, Set<String> codes, boolean alone) {
        var hasOwnBoard = !alone && codes.size() > 1;
        var cells = cells(codes, unit, alone);
        var url = hasOwnBoard ? board(unit) : ledger(unit, "status", LedgerFilter.OPEN);
        return new Counted(new Row(name(unit), url, cells), counts.of(codes, Lamp.RED), counts.of(codes, Lamp.YELLOW));
    }

    Row total() {
        var codes = top == null
                ? reach.units().stream().map(Unit::code).collect(Collectors.toSet())
                : BoardCounts.withThoseBelow(top, reach);
        return new Row(words.say("board.total"), null, cells(codes, top, false));
    }

    /**
     * @param unit null for all of several, for which there is no list
     * @param alone whether the unit is counted without those below it, for which there is none either
     */
    private List<Cell> cells(Collection<String> codes, @Nullable Unit unit, boolean alone) {
        var cells = new ArrayList<Cell>();
        var linked =
                !alone || counts.tree().below(unit == null ? "" : unit.code()).isEmpty();
        cells.add(cell(counts.open(codes), linked ? ledger(unit, "status", LedgerFilter.OPEN) : null, "calm"));
        for (var lamp : LAMPS) {
            cells.add(cell(
                    counts.of(codes, lamp),
                    linked ? ledger(unit, "lamp", lamp.name()) : null,
                    lamp.name().toLowerCase(Locale.ROOT)));
        }
        cells.add(cell(
                counts.submitted(codes), linked ? ledger(unit, "status", TaskStatus.SUBMITTED.name()) : null, "calm"));
        return cells;
    }

    private Cell cell(long number, @Nullable String url, String tone) {
        return new Cell(words.number(number), number == 0 ? null : url, number == 0 ? "none" : tone);
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
