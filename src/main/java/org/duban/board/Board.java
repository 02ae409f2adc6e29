package org.duban.board;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.agenda.LampCounts;
import org.duban.directory.Scope;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.ledger.TaskLedger;
import org.duban.plan.Lamp;
import org.duban.task.TaskStatus;
import org.springframework.stereotype.Component;

/** How the tasks of units stand, now and on days before. */
@Component
public final class Board {

    private final LampCounts lamps;
    private final TaskLedger ledger;
    private final DayCounts days;

    Board(LampCounts lamps, TaskLedger ledger, DayCounts days) {
        this.lamps = lamps;
        this.ledger = ledger;
        this.days = days;
    }

    /**
     * What the units of a tree lead now.
     *
     * @param reach the units that somebody sees, whose scope this is
     */
    public BoardCounts now(UnitTree reach, Scope scope, Instant now) {
        var codes = codes(reach);
        return new BoardCounts(
                reach,
                lamps.byLeadUnit(codes, now),
                ledger.within(scope).countByLeadUnit(TaskStatus.SUBMITTED, codes),
                lamps.pointsByLeadUnit(codes, Lamp.RED, now));
    }

    /** What they led at the end of a day; empty if nobody counted then. */
    public Optional<BoardCounts> on(LocalDate day, UnitTree reach) {
        if (!days.knows(day)) {
            return Optional.empty();
        }
        var counted = days.on(day, codes(reach));
        return Optional.of(new BoardCounts(
                reach,
                counted.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().lamps())),
                counted.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().submitted())),
                Map.of()));
    }

    /** All these units together, on each day that was counted, in order. */
    public List<DayCount> course(LocalDate first, Collection<String> units) {
        return days.since(first, units);
    }

    private static List<String> codes(UnitTree reach) {
        return reach.units().stream().map(Unit::code).toList();
    }
}
