package org.duban.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duban.directory.Unit;
import org.duban.terminal.Columns;
import org.duban.timeline.PlanPreview;
import org.duban.timeline.TimelineRecipient;
import org.duban.words.Words;

/** A preview as a table for a terminal of so many columns. */
final class PlanSheet {

    private static final String GAP = "  ";

    private final Installation installation;
    private final Words words;
    private final SheetWords names;
    private final Locale locale;
    private final int width;

    PlanSheet(Installation installation, Words words, Locale locale, int width) {
        this.installation = installation;
        this.words = words;
        this.names = new SheetWords(words);
        this.locale = locale;
        this.width = width;
    }

    /**
     * @param assignment what was asked
     * @param now the line between what has passed and what is to come
     */
    String of(Assignment assignment, PlanPreview preview, Instant now) {
        var lines = new ArrayList<String>();
        var lead = installation.units().unit(assignment.leadUnit()).orElseThrow();
        head(lead, preview, lines);
        lines.add("");
        table(preview, now, lead.zone(), lines);
        skipped(preview, lines);
        notes(preview, lines);
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private void head(Unit lead, PlanPreview preview, List<String> lines) {
        var head = words.say("lead", lead.name(locale), lead.code(), preview.policy(), preview.calendar());
        lines.addAll(Columns.wrapped(head, width));
        var end = preview.deadlineEnd().atZone(lead.zone()).toOffsetDateTime();
        var yellow = preview.nearDue().atZone(lead.zone());
        var facts = words.say("deadline", day(end), hour(end, preview), day(yellow));
        lines.addAll(Columns.wrapped(facts, width));
    }

    /** The cells of a row before the readers, and the readers, each with a label. */
    private record Row(
            List<String> cells,
            List<String> labels,
            List<String> named,
            List<String> addresses,
            String remark,
            boolean past) {}

    private void table(PlanPreview preview, Instant now, ZoneId zone, List<String> lines) {
        var offsets = preview.steps().stream()
                .map(step -> at(step.local()).getOffset())
                .distinct();
        var oneOffset = offsets.count() <= 1;
        var rows = preview.steps().stream()
                .map(step -> row(step, preview, oneOffset))
                .toList();
        var heads = Stream.of("date", "hour", "step", "level")
                .map(key -> words.say("head." + key))
                .toList();
        var layout = layout(rows, heads);
        var told = layout.stacked() ? "" : words.say("head.told");
        lines.add((joined(heads, layout.widths()) + told).stripTrailing());
        rows.stream().filter(Row::past).forEach(row -> add(row, layout, lines));
        if (rows.stream().anyMatch(Row::past)) {
            var here = now.atZone(zone).toOffsetDateTime();
            lines.addAll(Columns.wrapped(words.say("now", day(here), minute(here)), width));
        }
        rows.stream().filter(row -> !row.past()).forEach(row -> add(row, layout, lines));
    }

    /**
     * How wide the columns are.
     *
     * @param labels the width of what stands before a reader
     * @param stacked whether the readers stand below their step, because they have no room beside it
     * @param named whether there is room for their names, too
     */
    private record Layout(List<Integer> widths, int labels, boolean stacked, boolean named) {
        int place() {
            return widths.get(0) + widths.get(1) + 2 * GAP.length();
        }

        int all() {
            return widths.stream().mapToInt(column -> column + GAP.length()).sum();
        }
    }

    private Layout layout(List<Row> rows, List<String> heads) {
        var widths = new ArrayList<Integer>();
        for (var column = 0; column < heads.size(); column++) {
            var cell = column;
            widths.add(widest(rows, row -> List.of(row.cells().get(cell)), heads.get(column)));
        }
        var labels = widest(rows, Row::labels, "");
        var place = new Layout(widths, labels, false, false);
        var beside = width - place.all() - labels - GAP.length();
        var below = width - place.place() - labels - GAP.length();
        var stacked = !fit(rows, Row::addresses, beside);
        return new Layout(widths, labels, stacked, fit(rows, Row::named, stacked ? below : beside));
    }

    private static boolean fit(List<Row> rows, Function<Row, List<String>> readers, int room) {
        return rows.stream()
                .flatMap(row -> readers.apply(row).stream())
                .allMatch(reader -> Columns.width(reader) <= room);
    }

    private void add(Row row, Layout layout, List<String> lines) {
        var start = joined(row.cells(), layout.widths());
        var indent = layout.stacked() ? layout.place() : Columns.width(start);
        if (layout.stacked()) {
            lines.add(start.stripTrailing());
            start = " ".repeat(indent);
        }
        var readers = layout.named() ? row.named() : row.addresses();
        for (var reader = 0; reader < readers.size(); reader++) {
            var label = Columns.left(row.labels().get(reader), layout.labels()) + GAP;
            var room = Math.max(1, width - indent - Columns.width(label));
            for (var part : Columns.wrapped(readers.get(reader), room)) {
                lines.add(start + label + part);
                start = " ".repeat(indent);
                label = " ".repeat(Columns.width(label));
            }
        }
        if (!row.remark().isEmpty()) {
            Columns.wrapped(row.remark(), width - layout.place())
                    .forEach(part -> lines.add(" ".repeat(layout.place()) + part));
        }
    }

    private Row row(PlanPreview.Step step, PlanPreview preview, boolean oneOffset) {
        var at = at(step.local());
        var hour = hour(at, preview) + (oneOffset ? "" : " " + at.getOffset());
        var date = day(at) + (step.unconfirmed() ? "*" : "");
        return new Row(
                List.of(
                        date,
                        hour,
                        step.label(),
                        names.name("level", step.level().name())),
                step.readers().stream()
                        .map(reader -> names.name("audience", reader.audience()))
                        .toList(),
                step.readers().stream()
                        .map(reader -> told(reader, preview, true))
                        .toList(),
                step.readers().stream()
                        .map(reader -> told(reader, preview, false))
                        .toList(),
                remark(step),
                step.past());
    }

    private String told(TimelineRecipient reader, PlanPreview preview, boolean named) {
        if (reader.supersededBy() != null) {
            return words.say("superseded", label(reader.supersededBy(), preview));
        }
        if (reader.unreached() != null) {
            return words.say("unreached", reader.unreached());
        }
        var addresses = String.join(", ", reader.addresses());
        var told = named ? words.say("named", nameOf(reader), addresses) : addresses;
        return reader.instead() == null ? told : words.say("instead", told, reader.name());
    }

    private static String label(String step, PlanPreview preview) {
        return preview.steps().stream()
                .filter(other -> other.step().equals(step))
                .map(PlanPreview.Step::label)
                .findFirst()
                .orElse(step);
    }

    private String nameOf(TimelineRecipient reader) {
        var instead = reader.instead();
        return instead == null
                ? reader.name()
                : installation
                        .units()
                        .unit(instead)
                        .map(unit -> unit.name(locale))
                        .orElse(instead);
    }

    private String remark(PlanPreview.Step step) {
        var remarks = new ArrayList<String>();
        if (step.day().moved() != null) {
            remarks.add(words.say("moved", step.day().moved()));
        }
        if (step.day().calendarDays() != null) {
            remarks.add(step.day().calendarDays());
        }
        if (step.condition() != null) {
            remarks.add(names.name("condition", step.condition()));
        }
        if (step.every() != null) {
            remarks.add(words.say("every", names.amount(step.every())));
        }
        return String.join(words.say("between-remarks"), remarks);
    }

    private void skipped(PlanPreview preview, List<String> lines) {
        if (preview.skipped().isEmpty()) {
            return;
        }
        lines.add("");
        lines.addAll(Columns.wrapped(words.say("skipped"), width));
        for (var step : preview.skipped()) {
            var at = at(step.local());
            lines.add(GAP + day(at) + GAP + hour(at, preview) + GAP + step.label());
        }
    }

    private void notes(PlanPreview preview, List<String> lines) {
        var notes = new ArrayList<String>();
        if (preview.steps().stream().anyMatch(PlanPreview.Step::unconfirmed)) {
            notes.add(words.say("unconfirmed"));
        }
        if (installation.demo()) {
            notes.add(words.say("demo"));
        }
        if (!notes.isEmpty()) {
            lines.add("");
            notes.forEach(note -> lines.addAll(Columns.wrapped(note, width)));
        }
    }

    private String day(TemporalAccessor at) {
        return words.date("day", at);
    }

    private static OffsetDateTime at(String local) {
        return OffsetDateTime.parse(local.substring(0, local.indexOf(' ')));
    }

    /** With seconds where a policy counts them. */
    private static String hour(OffsetDateTime at, PlanPreview preview) {
        var coming = preview.steps().stream()
                .filter(step -> !step.instant().equals(preview.assignedAt()))
                .map(PlanPreview.Step::local);
        var skipped = preview.skipped().stream().map(PlanPreview.Skipped::local);
        var seconds = Stream.concat(coming, skipped).anyMatch(local -> at(local).getSecond() != 0);
        return seconds ? at.toLocalTime().withNano(0).format(DateTimeFormatter.ISO_LOCAL_TIME) : minute(at);
    }

    private static String minute(OffsetDateTime at) {
        return "%02d:%02d".formatted(at.getHour(), at.getMinute());
    }

    private static String joined(List<String> cells, List<Integer> widths) {
        var joined = new StringBuilder();
        for (var column = 0; column < cells.size(); column++) {
            joined.append(Columns.left(cells.get(column), widths.get(column))).append(GAP);
        }
        return joined.toString();
    }

    private static int widest(List<Row> rows, Function<Row, List<String>> cells, String head) {
        return Stream.concat(Stream.of(head), rows.stream().flatMap(row -> cells.apply(row).stream()))
                .mapToInt(Columns::width)
                .max()
                .orElse(0);
    }
}
