package org.duban.jobs;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.directory.UnitTree;
import org.duban.fate.Fate;
import org.duban.fate.FatePreview;
import org.duban.fate.ToldHistory;
import org.duban.notice.LastNotices;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.rulebook.Planner;
import org.duban.task.Task;

/**
 * Counts the mails that follow at once if many tasks are acted on, from their plans before and after. What falls due together for
 * one reader is one mail; how much of it does depends on how fast it goes, so that there is a least and a most.
 */
final class MailEstimate {

    private final Planner planner;
    private final UnitTree tree;
    private final Instant now;
    private final Set<Reader> readers = new HashSet<>();
    private final Set<UUID> notices = new HashSet<>();
    private FatePreview preview;
    private int lines;

    MailEstimate(Planner planner, UnitTree tree, Instant now) {
        this.planner = planner;
        this.tree = tree;
        this.now = now;
        this.preview = new FatePreview(planner, tree);
    }

    /** What was told of the tasks that are added next: who hears of a closure, or of a moved deadline, follows from it. */
    void knowing(LastNotices last, Collection<String> tasks) {
        preview = new FatePreview(planner, tree, last.escalated(tasks), ToldHistory.of(last.heard(tasks), tree));
    }

    private record Reader(String unit, String address) {}

    private record Line(String step, Instant at) {
        Line(PlannedStep step) {
            this(step.step(), step.at());
        }
    }

    void add(Task before, Task after) {
        if (!planner.knows(after)) {
            return;
        }
        var plan = planner.plan(after, tree);
        var known = planner.knows(before) ? lines(planner.plan(before, tree)) : Set.<Line>of();
        var news = direct(plan).stream()
                .filter(step -> !known.contains(new Line(step)))
                .collect(Collectors.groupingBy(PlannedStep::at));
        news.forEach((at, together) -> preview.of(after, plan, together).stream()
                .filter(row -> row.fate() == Fate.TOLD)
                .forEach(row -> {
                    readers.add(new Reader(row.unit(), row.address()));
                    lines++;
                }));
    }

    /** A notice that is sent once more. */
    void add(UUID notice) {
        notices.add(notice);
    }

    private Set<Line> lines(Plan plan) {
        return direct(plan).stream().map(Line::new).collect(Collectors.toSet());
    }

    private List<PlannedStep> direct(Plan plan) {
        return plan.occurrences(now.minusNanos(1), 1).stream()
                .filter(PlannedStep::direct)
                .toList();
    }

    int least() {
        return readers.size() + notices.size();
    }

    int most() {
        return lines + notices.size();
    }
}
