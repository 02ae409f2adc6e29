package org.duban.letter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.letter.CalendarWriter.Standing;
import org.duban.task.Task;
import org.duban.words.Languages;
import org.duban.words.Words;

/**
 * Writes the deadlines of tasks as a calendar to subscribe to (RFC 5545, RFC 7986): for each task the same event, in the same
 * words, as the mails about it carry. The same tasks always give the same text.
 */
public final class DeadlineCalendar {

    private static final int LONGEST_NAME = 120;

    private final CalendarWriter writer;
    private final Languages languages;

    DeadlineCalendar(LetterProperties settings, Languages languages) {
        this.writer = new CalendarWriter(settings.sender());
        this.languages = languages;
    }

    /**
     * The calendar of a unit, in its language; closed tasks stand in it as cancelled. It comes in parts, so that the whole
     * of it is never in memory. Closed ones stand in it as cancelled, and so do those that are with other units now.
     *
     * @param tasks some at a time; they are asked for when their part of the calendar is
     * @param responsible the units whose tasks they are: it, and those below it
     * @param units where the names of the lead units are found
     * @param refresh after how long a subscriber should look again
     */
    public Stream<String> write(
            Unit reader, Stream<List<Task>> tasks, Set<String> responsible, UnitTree units, Duration refresh) {
        var wording = languages.words(Letters.BUNDLE, reader.locale());
        var name = wording.say("calendar.name", name(reader, wording));
        var deadlines =
                tasks.map(some -> standing(some, responsible, units, wording)).filter(some -> !some.isEmpty());
        return writer.subscription(name, refresh, deadlines.iterator());
    }

    private static List<Standing> standing(List<Task> tasks, Set<String> responsible, UnitTree units, Words wording) {
        return tasks.stream()
                .map(task -> new Standing(deadline(task, responsible, units, wording), since(task, responsible)))
                .filter(standing -> CalendarWriter.canHold(standing.deadline()))
                .toList();
    }

    private static Letter.Deadline deadline(Task task, Set<String> responsible, UnitTree units, Words wording) {
        var words = new DeadlineWords(wording);
        var lead = units.unit(task.leadUnit())
                .map(unit -> name(unit, wording))
                .orElseGet(() -> SafeText.line(task.leadUnit(), LONGEST_NAME));
        return new Letter.Deadline(
                task.id(),
                task.calendarSequence(),
                !task.open() || !task.concerns(responsible),
                words.summary(DeadlineWords.title(task.matter().title(), task.id(), DeadlineWords.LONGEST_TITLE)),
                words.notes(lead, task.id()),
                task.deadline().date(),
                task.deadline().at(),
                DeadlineWords.link(task.matter().url()));
    }

    private static String name(Unit unit, Words wording) {
        return SafeText.line(wording.name(unit.nameZh(), unit.nameEn()), LONGEST_NAME);
    }

    /** When its deadline was last set, or nobody had to keep it any more. */
    private static Instant since(Task task, Set<String> responsible) {
        if (!task.concerns(responsible)) {
            return task.lostBy(responsible).orElse(task.supervision().plannedFrom());
        }
        return Objects.requireNonNullElse(
                task.toldFrom().closure(), task.supervision().plannedFrom());
    }
}
