package org.duban.feeds;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.ConditionalOnRole;
import org.duban.Role;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.ledger.Task;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TaskQuery;
import org.duban.mail.DeadlineCalendar;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what stands in a unit's feed now. */
@Component
@ConditionalOnRole(Role.DESK)
final class FeedContent {

    /** How long a closed task stays as cancelled: longer than anybody's calendar is switched off. */
    private static final Duration CLOSED_STAYS = Duration.ofDays(30);

    private static final Duration ASK_AGAIN_AFTER = Duration.ofHours(1);
    private static final int AT_ONCE = 2_000;

    private final TaskLedger ledger;
    private final Directory directory;
    private final DeadlineCalendar calendar;
    private final InstantSource clock;

    FeedContent(TaskLedger ledger, Directory directory, DeadlineCalendar calendar, InstantSource clock) {
        this.ledger = ledger;
        this.directory = directory;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The calendar; empty if there is no such unit any more. The same tasks give the same text. */
    Optional<String> of(String unitCode) {
        var units = directory.tree();
        return units.unit(unitCode).map(unit -> {
            var responsible = responsible(unit, units);
            return calendar.write(unit, tasks(responsible), responsible, units, ASK_AGAIN_AFTER);
        });
    }

    private List<Task> tasks(Set<String> responsible) {
        var closedSince = clock.instant().minus(CLOSED_STAYS);
        var tasks = new ArrayList<Task>();
        @Nullable String last = null;
        List<Task> page;
        do {
            page = ledger.find(TaskQuery.openOrClosedSince(closedSince, responsible, last, AT_ONCE));
            page.stream()
                    .filter(task -> task.concerns(responsible)
                            || task.lostBy(responsible)
                                    .filter(lost -> !lost.isBefore(closedSince))
                                    .isPresent())
                    .forEach(tasks::add);
            last = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (page.size() == AT_ONCE);
        return tasks;
    }

    private static Set<String> responsible(Unit unit, UnitTree units) {
        var below = unit.kind() == UnitKind.UNIT ? List.<Unit>of() : units.below(unit.code());
        return Stream.concat(Stream.of(unit), below.stream()).map(Unit::code).collect(Collectors.toSet());
    }
}
