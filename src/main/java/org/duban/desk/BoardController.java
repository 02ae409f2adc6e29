package org.duban.desk;

import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.duban.access.PresentUser;
import org.duban.agenda.LampCounts;
import org.duban.desk.BoardPage.Figure;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.inbox.Inbox;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TaskQuery;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.task.TaskStatus;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The board: the whole tree below whoever looks, at a glance. */
@RestController
@ConditionalOnRole(Role.DESK)
final class BoardController {

    private static final Set<TaskStatus> OPEN =
            EnumSet.complementOf(EnumSet.of(TaskStatus.STRUCK_OFF, TaskStatus.WITHDRAWN));

    private final TaskLedger ledger;
    private final LampCounts lamps;
    private final Inbox inbox;
    private final PresentUser user;
    private final Directory directory;
    private final InstantSource clock;
    private final Languages languages;
    private final DeskVersion version;

    /** It takes so many because the board counts what several rooms keep. */
    BoardController(
            TaskLedger ledger,
            LampCounts lamps,
            Inbox inbox,
            PresentUser user,
            Directory directory,
            InstantSource clock,
            Languages languages,
            DeskVersion version) {
        this.ledger = ledger;
        this.lamps = lamps;
        this.inbox = inbox;
        this.user = user;
        this.directory = directory;
        this.clock = clock;
        this.languages = languages;
        this.version = version;
    }

    @GetMapping(
            path = {DeskSecurity.PATH, DeskSecurity.PATH + "/"},
            produces = DeskPages.HTML)
    ResponseEntity<String> show(@RequestParam @Nullable String unit, Locale browser) {
        var reach = directory.tree().within(user.scope());
        var top = unit == null || unit.isBlank() ? BoardPageMaker.top(reach) : reach.unit(unit);
        if (unit != null && !unit.isBlank() && top.isEmpty()) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .body(DeskPages.message(languages.words(DeskPages.BUNDLE, browser), "no-unit"));
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.board(page(reach, top.orElse(null), browser)));
    }

    private BoardPage page(UnitTree reach, @Nullable Unit top, Locale browser) {
        var codes = reach.units().stream().map(Unit::code).toList();
        var counts = new BoardCounts(
                reach,
                lamps.byLeadUnit(codes, clock.instant()),
                ledger.within(user.scope()).countByLeadUnit(TaskStatus.SUBMITTED, codes));
        var maker = new BoardPageMaker(languages.words(DeskPages.BUNDLE, browser), reach, counts, top);
        return new BoardPage(
                maker.words(),
                maker.heading(),
                maker.above(),
                figures(maker, reach, top),
                maker.columns(),
                maker.rows(),
                maker.total(),
                codes.isEmpty() ? maker.words().say("board.empty") : null,
                version.text());
    }

    private List<Figure> figures(BoardPageMaker maker, UnitTree reach, @Nullable Unit top) {
        var today = clock.instant().atZone(zone(reach, top)).toLocalDate();
        var monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        return List.of(
                due(maker, "today", top, reach, today, today.plusDays(1)),
                due(maker, "week", top, reach, today, monday),
                maker.figure("inbox", inbox.waiting(user.scope()), InboxFilter.PATH, true));
    }

    private Figure due(
            BoardPageMaker maker, String key, @Nullable Unit top, UnitTree reach, LocalDate from, LocalDate before) {
        var units = Optional.ofNullable(top).map(unit -> BoardCounts.withThoseBelow(unit, reach));
        var query = new TaskQuery(null, null, OPEN, null, null, null, null, Integer.MAX_VALUE)
                .due(from, before)
                .ledBy(units.orElse(null));
        var filter = new LedgerFilter(
                null,
                top == null ? null : top.code(),
                top != null,
                null,
                LedgerFilter.OPEN,
                null,
                from,
                before,
                org.duban.ledger.TaskOrder.DEADLINE,
                null);
        return maker.figure(
                key, ledger.within(user.scope()).count(query), filter.url(null).toString(), false);
    }

    private static ZoneId zone(UnitTree reach, @Nullable Unit top) {
        return Optional.ofNullable(top)
                .or(() -> reach.units().stream().findFirst())
                .map(Unit::zone)
                .orElse(ZoneOffset.UTC);
    }
}
