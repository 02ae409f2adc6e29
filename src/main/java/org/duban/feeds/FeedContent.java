package org.duban.feeds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TaskQuery;
import org.duban.letter.DeadlineCalendar;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what stands in a unit's feed now. */
@Component
@ConditionalOnRole(Role.DESK)
final class FeedContent {

    /** How long a closed task stays as cancelled: longer than anybody's calendar is switched off. */
    private static final Duration CLOSED_STAYS = Duration.ofDays(30);

    private static final Duration ASK_AGAIN_AFTER = Duration.ofHours(1);
    private static final int AT_ONCE = 500;

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

    /**
     * The calendar; empty if there is no such unit any more. The same tasks give the same text and the same tag.
     *
     * @param tag known without a line of the text
     * @param text in parts, each of which is read from the ledger when it is asked for
     */
    record Content(String tag, Supplier<Iterator<String>> text) {}

    Optional<Content> of(String unitCode) {
        var units = directory.tree();
        return units.unit(unitCode).map(unit -> content(unit, units));
    }

    private Content content(Unit unit, UnitTree units) {
        var responsible = responsible(unit, units);
        // By days: what leaves the calendar by time alone must change its tag.
        var closedSince = clock.instant().minus(CLOSED_STAYS).truncatedTo(ChronoUnit.DAYS);
        var tag = unit + names(units) + closedSince + ledger.fingerprint(query(closedSince, responsible, null));
        return new Content(
                DigestUtils.sha256Hex(tag),
                () -> calendar.write(unit, tasks(closedSince, responsible), responsible, units, ASK_AGAIN_AFTER)
                        .iterator());
    }

    /** Lead units stand in the text by their names. */
    private static String names(UnitTree units) {
        return units.units().stream()
                .map(unit -> unit.code() + '\n' + unit.nameZh() + '\n' + unit.nameEn() + '\n')
                .sorted()
                .collect(Collectors.joining());
    }

    private Stream<List<Task>> tasks(Instant closedSince, Set<String> responsible) {
        return Stream.iterate(
                        ledger.find(query(closedSince, responsible, null)),
                        page -> !page.isEmpty(),
                        page -> page.size() < AT_ONCE
                                ? List.of()
                                : ledger.find(query(
                                        closedSince,
                                        responsible,
                                        page.get(page.size() - 1).id())))
                .map(page -> page.stream()
                        .filter(task -> stands(task, closedSince, responsible))
                        .toList());
    }

    /** What was taken from a unit stands there as long as what is closed. */
    private static boolean stands(Task task, Instant closedSince, Set<String> responsible) {
        return task.concerns(responsible)
                || task.lostBy(responsible)
                        .filter(lost -> !lost.isBefore(closedSince))
                        .isPresent();
    }

    private static TaskQuery query(Instant closedSince, Set<String> responsible, @Nullable String after) {
        return TaskQuery.openOrClosedSince(closedSince, responsible, after, AT_ONCE);
    }

    private static Set<String> responsible(Unit unit, UnitTree units) {
        var below = unit.kind() == UnitKind.UNIT ? List.<Unit>of() : units.below(unit.code());
        return Stream.concat(Stream.of(unit), below.stream()).map(Unit::code).collect(Collectors.toSet());
    }
}
