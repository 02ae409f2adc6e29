package org.duban.notice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duban.directory.Digests;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.notice.NoticeTable;
import org.duban.notice.NoticeTable.Issued;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.rulebook.Planner;
import org.springframework.stereotype.Component;

/**
 * Keeps new notices, and says when each is tried first: at once, or with the daily digest of its reader. What waits for that is
 * judged and put together by then like all that waits (docs/decisions/0062).
 */
@Component
final class FirstAttempts {

    /** How long Kafka has to bring a notice to a channel before the channels look for it in the database. */
    static final Duration HEAD_START = Duration.ofSeconds(5);

    private final NoticeTable notices;
    private final Digests digests;
    private final Planner planner;

    FirstAttempts(NoticeTable notices, Digests digests, Planner planner) {
        this.notices = notices;
        this.digests = digests;
        this.planner = planner;
    }

    void insert(List<Issued> issued, UnitTree units, Instant now) {
        var calm = issued.stream()
                .filter(FirstAttempts::mayWait)
                .map(Issued::recipient)
                .distinct()
                .toList();
        var hours = calm.isEmpty() ? Map.<String, LocalTime>of() : digests.of(calm);
        var byInstant = new TreeMap<Instant, List<Issued>>();
        for (var notice : issued) {
            byInstant
                    .computeIfAbsent(first(notice, hours, units, now), at -> new ArrayList<>())
                    .add(notice);
        }
        byInstant.forEach((at, some) -> notices.insert(some, at));
    }

    /** Whoever has asked for something and waits for the decision does not wait longer. */
    private static boolean mayWait(Issued notice) {
        return notice.level() == NoticeLevel.BLUE && notice.kind() != NoticeKind.DECISION;
    }

    private Instant first(Issued notice, Map<String, LocalTime> hours, UnitTree units, Instant now) {
        var hour = mayWait(notice) ? hours.get(notice.recipient()) : null;
        var soon = now.plus(HEAD_START);
        return hour == null
                ? soon
                : units.unit(notice.recipient())
                        .map(unit -> next(unit, hour, now))
                        .filter(digest -> digest.isAfter(soon))
                        .orElse(soon);
    }

    /** On the unit's next working day, which may be this one if its hour is still to come. */
    private Instant next(Unit unit, LocalTime hour, Instant now) {
        var local = now.atZone(unit.zone());
        var from = local.toLocalTime().isBefore(hour)
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        return planner.firstWorkingDay(unit, from)
                .atTime(hour)
                .atZone(unit.zone())
                .withLaterOffsetAtOverlap()
                .toInstant();
    }
}
