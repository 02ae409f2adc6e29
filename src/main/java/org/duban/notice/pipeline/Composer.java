package org.duban.notice.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.duban.agenda.Agenda;
import org.duban.content.Notice;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.notice.NoticeEvents;
import org.duban.notice.NoticeEvents.Composed;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.NoticeTable.Reading;
import org.duban.notice.StepTable;
import org.duban.notice.StepTable.Untold;
import org.springframework.stereotype.Component;

/** Groups what is due into one notice per recipient and moment. */
@Component
final class Composer {

    private static final int AT_ONCE = 2_000;

    private final StepTable steps;
    private final FirstAttempts attempts;
    private final NoticeEvents events;
    private final Agenda agenda;
    private final Directory directory;
    private final NoticeTraces traces;
    private final NoticeNames names;
    private final InstantSource clock;

    Composer(
            StepTable steps,
            FirstAttempts attempts,
            NoticeEvents events,
            Agenda agenda,
            Directory directory,
            NoticeTraces traces,
            NoticeNames names,
            InstantSource clock) {
        this.steps = steps;
        this.attempts = attempts;
        this.events = events;
        this.agenda = agenda;
        this.directory = directory;
        this.traces = traces;
        this.names = names;
        this.clock = clock;
    }

    /**
     * What was composed.
     *
     * @param moreUntold whether more may be left to be told
     * @param complete whether nothing was due that nobody had taken; else nothing was composed
     */
    record Part(List<Issued> issued, boolean moreUntold, boolean complete) {}

    /** Composes the next part of what has been taken, unless more is due; joins the caller's transaction. */
    Part compose() {
        steps.lockForComposing();
        if (agenda.anyDue(clock.instant())) {
            return new Part(List.of(), false, false);
        }
        var untold = steps.untold(AT_ONCE);
        var whole = untold.size() < AT_ONCE ? untold : withoutLastRecipient(untold);
        return new Part(whole.isEmpty() ? List.of() : issue(whole), untold.size() == AT_ONCE, true);
    }

    /** Without those of the last recipient, of whom there may be more; with them if they are alone. */
    static List<Untold> withoutLastRecipient(List<Untold> untold) {
        var last = untold.get(untold.size() - 1);
        var end = untold.size();
        while (end > 0 && sameReader(untold.get(end - 1), last)) {
            end--;
        }
        return end == 0 ? untold : untold.subList(0, end);
    }

    private List<Issued> issue(List<Untold> untold) {
        var now = clock.instant();
        var units = directory.tree();
        var issued = new ArrayList<Issued>();
        var noticeByStep = new HashMap<Long, UUID>();
        var composed = new ArrayList<Composed>();
        var lastEvents =
                traces.lastEvents(untold.stream().map(Untold::taskId).distinct().toList());
        var groups = group(untold);
        var numbers = names.numbers(
                groups.stream().map(group -> group.get(0).recipient()).toList(), units, now);
        for (var group : groups) {
            var id = names.id();
            var traced = traces.begin(id, group.stream().map(Untold::taskId).toList(), lastEvents);
            var number = numbers.get(issued.size());
            var notice = notice(id, number, group, units, now).at(traced.atOrNull());
            issued.add(notice);
            group.forEach(step -> noticeByStep.put(step.id(), notice.id()));
            composed.add(new Composed(notice, group));
            traced.end();
        }
        attempts.insert(issued, units, now);
        steps.assign(noticeByStep);
        events.issued(composed, now);
        return issued;
    }

    /** Runs of one recipient, cut where a notice is full. */
    static List<List<Untold>> group(List<Untold> untold) {
        var groups = new ArrayList<List<Untold>>();
        var start = 0;
        for (var end = 1; end <= untold.size(); end++) {
            if (end == untold.size() || !sameReader(untold.get(end), untold.get(start))) {
                groups.addAll(Notice.packed(untold.subList(start, end), Untold::taskId));
                start = end;
            }
        }
        return groups;
    }

    private static boolean sameReader(Untold one, Untold other) {
        return one.recipient().equals(other.recipient()) && one.address().equals(other.address());
    }

    private static Issued notice(UUID id, String number, List<Untold> group, UnitTree units, Instant now) {
        var first = group.get(0);
        var moment = group.stream().map(Untold::stepAt).max(Instant::compareTo).orElseThrow();
        return new Issued(
                id,
                number,
                first.recipient(),
                first.address(),
                first.kind(),
                first.level(),
                moment,
                now,
                units.unit(first.recipient()).map(Reading::of).orElse(null),
                null);
    }
}
