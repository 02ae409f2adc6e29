package org.duban.letter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.Responsibility;

/**
 * What a letter says about one task in one place: several lines may be about it, as when it is handed out and decided about in
 * the same moment.
 *
 * @param lines the most severe first; never empty
 */
record TaskEntry(List<NoticeLine> lines) {

    private static final Comparator<NoticeLine> MOST_SEVERE_FIRST =
            Comparator.comparing(NoticeLine::level).reversed();

    TaskEntry {
        lines = List.copyOf(lines);
    }

    /** Of whose task it is; another unit's mail that is told here stands by itself. */
    private record Matter(String task, String forUnit) {}

    /** In the order of the notice. */
    static List<TaskEntry> of(Notice notice) {
        var matters = new LinkedHashMap<Matter, List<NoticeLine>>();
        for (var line : notice.lines()) {
            var matter = new Matter(line.taskId(), Objects.requireNonNullElse(line.forUnitZh(), ""));
            matters.computeIfAbsent(matter, any -> new ArrayList<>()).add(line);
        }
        return matters.values().stream()
                .map(lines -> new TaskEntry(needed(notice, lines)))
                .toList();
    }

    /** The one that says what is most urgent. */
    NoticeLine main() {
        return lines.get(0);
    }

    /** Whoever has reported on a task needs not be told any more that it got it, where something else is said of it. */
    private static List<NoticeLine> needed(Notice notice, List<NoticeLine> lines) {
        var bySeverity = lines.stream().sorted(MOST_SEVERE_FIRST).toList();
        var news = bySeverity.stream()
                .filter(line -> LineSituation.of(line, notice.issuedAt()) != LineSituation.ASSIGNED
                        || line.task().status().equals("ASSIGNED")
                        || !line.task().leadUnitZh().equals(notice.recipientZh()))
                .toList();
        var told = news.isEmpty() ? bySeverity : news;
        return told.stream().anyMatch(line -> isNew(notice, line))
                ? told.stream()
                        .filter(line -> LineSituation.of(line, notice.issuedAt()) != LineSituation.RETURNED)
                        .toList()
                : told;
    }

    /** A unit that comes to help with a task that was just sent back has reported nothing that could have been. */
    private static boolean isNew(Notice notice, NoticeLine line) {
        return LineSituation.of(line, notice.issuedAt()) == LineSituation.ASSIGNED
                && line.task().responsibility() == Responsibility.ASSISTING;
    }
}
