package org.duban.desk;

import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duban.access.PresentUser;
import org.duban.board.Board;
import org.duban.board.BoardCounts;
import org.duban.desk.BoardPage.Figure;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.inbox.Inbox;
import org.duban.ledger.TaskFilter;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TaskOrder;
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

    /** Longer than any campaign year. */
    static final int DAYS = 366;

    private final Board board;
    private final TaskLedger ledger;
    private final Inbox inbox;
    private final PresentUser user;
    private final Directory directory;
    private final InstantSource clock;
    private final Languages languages;
    private final BoardFigures more;
    private final DeskVersion version;

    /** It takes so many because the board counts what several rooms keep. */
    BoardController(
            Board board,
            TaskLedger ledger,
            Inbox inbox,
            PresentUser user,
            Directory directory,
            InstantSource clock,
            Languages languages,
            BoardFigures more,
            DeskVersion version) {
        this.board = board;
        this.ledger = ledger;
        this.inbox = inbox;
        this.user = user;
        this.directory = directory;
        this.clock = clock;
        this.languages = languages;
        this.more = more;
        this.version = version;
    }

    @GetMapping(
            path = {DeskSecurity.PATH, DeskSecurity.PATH + "/"},
            produces = DeskPages.HTML)
    ResponseEntity<String> show(
            @RequestParam @Nullable String unit, @RequestParam @Nullable String compare, Locale browser) {
        var reach = directory.tree().within(user.scope());
        var top = unit == null || unit.isBlank() ? BoardPageMaker.top(reach) : reach.unit(unit);
        if (unit != null && !unit.isBlank() && top.isEmpty()) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .body(DeskPages.message(languages.words(DeskPages.BUNDLE, browser), "no-unit"));
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.board(page(
                        reach,
                        top.orElse(null),
                        LedgerFilter.day(compare == null ? "" : compare).orElse(null),
                        browser)));
    }

    private BoardPage page(UnitTree reach, @Nullable Unit top, @Nullable LocalDate compared, Locale browser) {
        var today = clock.instant().atZone(Viewpoint.zone(reach, top)).toLocalDate();
        var counts = board.now(reach, user.scope(), clock.instant());
        var before = compared == null ? null : board.on(compared, reach).orElse(null);
        var maker = new BoardPageMaker(languages.words(DeskPages.BUNDLE, browser), reach, counts, before, top);
        return new BoardPage(
                maker.words(),
                maker.heading(),
                maker.above(),
                figures(maker, reach, top, today),
                maker.comparison(compared, today),
                maker.trend(board.course(today.minusDays(DAYS), BoardPageMaker.codes(top, reach))),
                maker.columns(),
                maker.rows(),
                maker.total(),
                reach.units().isEmpty() ? maker.words().say("board.empty") : null,
                version.text());
    }

    private List<Figure> figures(BoardPageMaker maker, UnitTree reach, @Nullable Unit top, LocalDate today) {
        var monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        var figures = new ArrayList<>(List.of(
                tasks(maker, "today", top, reach, due(top, today, today.plusDays(1))),
                tasks(maker, "week", top, reach, due(top, today, monday)),
                tasks(maker, "reviews", top, reach, inStatus(top, TaskStatus.SUBMITTED.name())),
                tasks(maker, "requests", top, reach, inStatus(top, LedgerFilter.ASKING)),
                maker.figure("inbox", inbox.waiting(user.scope()), InboxFilter.PATH, true)));
        figures.addAll(more.of(maker, reach, top, today));
        return figures;
    }

    private Figure tasks(BoardPageMaker maker, String key, @Nullable Unit top, UnitTree reach, LedgerFilter filter) {
        var units = top == null ? null : BoardCounts.withThoseBelow(top, reach);
        var query = filter.query(units, Integer.MAX_VALUE);
        var asked = filter.status().equals(LedgerFilter.ASKING) ? query.among(TaskFilter.askingForTime()) : query;
        return maker.figure(
                key, ledger.within(user.scope()).count(asked), filter.url(null).toString(), false);
    }

    private static LedgerFilter due(@Nullable Unit top, LocalDate from, LocalDate before) {
        return new LedgerFilter(
                null,
                null,
                code(top),
                top != null,
                null,
                LedgerFilter.OPEN,
                null,
                from,
                before,
                TaskOrder.DEADLINE,
                List.of(),
                null);
    }

    private static LedgerFilter inStatus(@Nullable Unit top, String status) {
        return new LedgerFilter(
                null,
                null,
                code(top),
                top != null,
                null,
                status,
                null,
                null,
                null,
                TaskOrder.DEADLINE,
                List.of(),
                null);
    }

    private static @Nullable String code(@Nullable Unit top) {
        return top == null ? null : top.code();
    }
}
