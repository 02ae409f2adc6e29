package org.duban.board;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.agenda.LampCounts;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.ledger.TaskLedger;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.task.TaskStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts the present day again and again, so that what stands when it is over is at most half an hour old. Nodes may do it at the
 * same time: whoever is last counts.
 */
@Component
@ConditionalOnRole(Role.CLOCK)
final class DayCounter {

    private static final long HALF_AN_HOUR = 30 * 60_000;

    private final LampCounts lamps;
    private final TaskLedger ledger;
    private final Directory directory;
    private final JdbcDayCounts days;
    private final InstantSource clock;

    DayCounter(LampCounts lamps, TaskLedger ledger, Directory directory, JdbcDayCounts days, InstantSource clock) {
        this.lamps = lamps;
        this.ledger = ledger;
        this.directory = directory;
        this.days = days;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = HALF_AN_HOUR)
    void count() {
        var now = clock.instant();
        var tree = directory.tree();
        var day = now.atZone(zone(tree)).toLocalDate();
        days.keep(day, counted(tree, day, now), now);
    }

    private Map<String, DayCount> counted(UnitTree tree, LocalDate day, Instant now) {
        var units = tree.units().stream().map(Unit::code).toList();
        var shown = lamps.byLeadUnit(units, now);
        var submitted = ledger.countByLeadUnit(TaskStatus.SUBMITTED, units);
        var struckOff = ledger.countByLeadUnit(TaskStatus.STRUCK_OFF, units);
        return units.stream()
                .filter(unit -> shown.containsKey(unit) || struckOff.containsKey(unit))
                .collect(Collectors.toMap(
                        Function.identity(),
                        unit -> new DayCount(
                                day,
                                shown.getOrDefault(unit, Map.of()),
                                submitted.getOrDefault(unit, 0L),
                                struckOff.getOrDefault(unit, 0L))));
    }

    /** A day ends for all when it ends at the top of the tree. */
    private static ZoneId zone(UnitTree tree) {
        return tree.units().stream()
                .filter(unit -> unit.parent() == null)
                .map(Unit::zone)
                .findFirst()
                .orElse(ZoneOffset.UTC);
    }
}
