package org.duban.desk;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.desk.InboxPage.Option;
import org.duban.desk.LedgerPage.Cell;
import org.duban.desk.LedgerPage.Choice;
import org.duban.desk.LedgerPage.Form;
import org.duban.desk.LedgerPage.Row;
import org.duban.desk.LedgerPage.Tab;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.jobs.BulkAct;
import org.duban.ledger.TaskOrder;
import org.duban.plan.Lamp;
import org.duban.task.Task;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words for the ledger.
 *
 * @param lines how tasks are spoken of
 * @param reach the units that the reader sees
 * @param shown what is shown of each task
 */
record LedgerPageMaker(TaskLines lines, UnitTree reach, List<LedgerColumn> shown) {

    /** More names than these cost more to load than they help; any name can be typed. */
    private static final int MOST_NAMES = 300;

    private static final String BULK = DeskSecurity.PATH + "/jobs/new";

    private Words words() {
        return lines.words();
    }

    /** @param most how far was counted */
    String summary(int count, int most) {
        return count < most ? words().count("ledger.count", count) : words().say("ledger.count.more", most - 1);
    }

    String empty(LedgerFilter filter) {
        return words().say(filter.narrowed() ? "ledger.empty.narrowed" : "ledger.empty");
    }

    /** @param own what whoever looks has to do with tasks; none where he has no unit */
    List<Tab> tabs(LedgerFilter filter, List<LedgerFilter.Mine> own) {
        var tabs = own.stream().map(mine -> tab(filter, mine, "mine." + mine));
        return own.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(tab(filter, null, "mine.ALL")), tabs).toList();
    }

    private Tab tab(LedgerFilter filter, LedgerFilter.@Nullable Mine mine, String key) {
        return new Tab(words().say(key), filter.of(mine).url(null).toString(), filter.mine() == mine);
    }

    /** @param choice what the unit may mean; null where none was asked for */
    Form form(LedgerFilter filter, @Nullable UnitChoice choice) {
        return new Form(
                LedgerFilter.PATH,
                Objects.toString(filter.q(), ""),
                Objects.toString(filter.mine(), ""),
                filter.columns().stream().map(Enum::name).collect(Collectors.joining(",")),
                choice != null && choice.clear()
                        ? lines.name(choice.candidates().get(0).code())
                        : Objects.toString(filter.unit(), ""),
                filter.leading(),
                choice == null || choice.clear() ? null : mistake(choice),
                choice == null || choice.clear() ? List.of() : meant(filter, choice),
                names(),
                Objects.toString(filter.list(), ""),
                options(LedgerFilter.STATUSES.stream(), filter.status(), "status."),
                Stream.concat(
                                Stream.of(new Option("", words().say("lamp.any"), filter.lamp() == null)),
                                options(names(Lamp.values()), Objects.toString(filter.lamp(), ""), "lamp.").stream())
                        .toList(),
                Objects.toString(filter.deadlineFrom(), ""),
                Objects.toString(filter.deadlineBefore(), ""),
                options(names(TaskOrder.values()), filter.order().name(), "order."),
                filter.narrowed() ? LedgerFilter.PATH : null);
    }

    private static Stream<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name);
    }

    private List<Option> options(Stream<String> values, String chosen, String key) {
        return values.map(value -> new Option(value, words().say(key + value), value.equals(chosen)))
                .toList();
    }

    private String mistake(UnitChoice choice) {
        return words().say(choice.candidates().isEmpty() ? "ledger.unit.none" : "ledger.unit.several");
    }

    private List<Choice> meant(LedgerFilter filter, UnitChoice choice) {
        return choice.candidates().stream()
                .limit(UnitChoice.MOST)
                .map(unit -> new Choice(
                        lines.name(unit.code()),
                        filter.of(unit.code()).url(null).toString()))
                .toList();
    }

    /** Offices first: their trees are what is mostly asked for. */
    private List<String> names() {
        Function<Unit, Boolean> plain = unit -> unit.kind() == UnitKind.UNIT;
        return reach.units().stream()
                .sorted(java.util.Comparator.comparing(plain).thenComparing(Unit::code))
                .limit(MOST_NAMES)
                .map(unit -> lines.name(unit.code()))
                .toList();
    }

    /** @param most how far was counted */
    LedgerPage.Bulk bulk(LedgerFilter filter, int count, int most, String token) {
        return new LedgerPage.Bulk(
                BULK,
                token,
                filter.url(null).getRawQuery(),
                count < most
                        ? words().count("bulk.which.all", count)
                        : words().say("bulk.which.all.more", words().number(most - 1L)),
                options(names(BulkAct.values()), "", "bulk.act."));
    }

    List<Row> rows(List<Task> tasks, Map<String, Lamp> lamps) {
        return tasks.stream()
                .map(task -> row(task, lamps.getOrDefault(task.id(), task.open() ? Lamp.GREEN : Lamp.DONE)))
                .toList();
    }

    List<String> columns() {
        return shown.stream().map(column -> words().say("column." + column)).toList();
    }

    private Row row(Task task, Lamp lamp) {
        return new Row(
                task.id(),
                lines.called(task),
                DeskUrl.task(task.id()),
                task.matter().title(),
                lamp.name().toLowerCase(Locale.ROOT),
                lines.lamp(lamp),
                shown.stream().map(column -> cell(column, task, lamp)).toList(),
                lines.place(task));
    }

    private Cell cell(LedgerColumn column, Task task, Lamp lamp) {
        return switch (column) {
            case LEAD -> new Cell("", lines.name(task.leadUnit()), assisting(task), "hint", false);
            case ASSISTING -> labelled(column, units(task.assistingUnits()), false);
            case DEADLINE -> deadline(task, lamp);
            case STATUS -> new Cell("", lines.status(task), null, "hint", true);
            case URGENCY ->
                labelled(column, words().say("urgency." + task.matter().urgency()), true);
            case POLICY -> labelled(column, task.supervision().policy(), false);
            case ASSIGNED -> labelled(column, day(task.times().assigned(), task), true);
            case RECEIVED -> labelled(column, day(task.times().received(), task), true);
            case PROGRESSED -> labelled(column, day(task.times().progressed(), task), true);
        };
    }

    private Cell labelled(LedgerColumn column, String text, boolean whole) {
        return new Cell(words().say("column." + column), text, null, "hint", whole);
    }

    /** How many they are; null where there are none, or they are named beside. */
    private @Nullable String assisting(Task task) {
        var number = task.assistingUnits().size();
        return number == 0 || shown.contains(LedgerColumn.ASSISTING) ? null : words().count("ledger.assisting", number);
    }

    private Cell deadline(Task task, Lamp lamp) {
        var days = lines.daysLeft(task).orElse(null);
        return new Cell(
                "",
                lines.deadline(task),
                days == null ? null : lines.left(days, lamp),
                "left " + lines.tone(days, lamp),
                true);
    }

    private String units(List<String> codes) {
        return codes.isEmpty()
                ? words().say("column.none")
                : codes.stream().map(lines::name).collect(Collectors.joining(words().say("list.separator")));
    }

    private String day(@Nullable Instant at, Task task) {
        return at == null
                ? words().say("column.none")
                : words().day(at.atZone(lines.zone(task)).toLocalDate());
    }
}
