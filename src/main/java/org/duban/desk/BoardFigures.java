package org.duban.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.duban.access.PresentUser;
import org.duban.board.BoardCounts;
import org.duban.desk.BoardPage.Figure;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.events.RefusalState;
import org.duban.events.Refusals;
import org.duban.notice.NoticeQuery;
import org.duban.notice.NoticeState;
import org.duban.notice.Notices;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the board counts beside tasks: what was sent, whom mail does not reach, and what could not be applied. */
@Component
@ConditionalOnRole(Role.DESK)
final class BoardFigures {

    private static final Set<NoticeState> SENT = Set.of(NoticeState.ACCEPTED, NoticeState.BOUNCED);

    private final Notices notices;
    private final Refusals refusals;
    private final Directory directory;
    private final PresentUser user;
    private final InstantSource clock;

    BoardFigures(Notices notices, Refusals refusals, Directory directory, PresentUser user, InstantSource clock) {
        this.notices = notices;
        this.refusals = refusals;
        this.directory = directory;
        this.user = user;
        this.clock = clock;
    }

    /** Each leads to as many rows as it counts. Refusals belong to no unit and are shown to whoever sees everything. */
    List<Figure> of(BoardPageMaker maker, UnitTree reach, @Nullable Unit top, LocalDate today) {
        var scope = user.scope();
        var units = top == null ? null : BoardCounts.withThoseBelow(top, reach);
        var figures = new ArrayList<Figure>();
        figures.add(sent(maker, reach, top, today, scope));
        figures.add(unreachable(maker, top, units == null ? BoardPageMaker.codes(null, reach) : units));
        if (scope.everything()) {
            figures.add(maker.figure("refusals", refusals.count(RefusalState.OPEN), "/desk/refusals?state=OPEN", true));
        }
        return figures;
    }

    private Figure sent(BoardPageMaker maker, UnitTree reach, @Nullable Unit top, LocalDate today, Scope scope) {
        var zone = Viewpoint.zone(reach, top);
        var query = new NoticeQuery(
                null,
                top == null ? null : BoardCounts.withThoseBelow(top, reach),
                SENT,
                null,
                today.atStartOfDay(zone).toInstant(),
                today.plusDays(1).atStartOfDay(zone).toInstant(),
                null,
                Integer.MAX_VALUE);
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put("day", "today");
        asked.put("state", "sent");
        asked.put("unit", top == null ? null : top.code());
        return maker.figure(
                "sent",
                notices.count(query, scope),
                DeskUrl.of("/desk/notices", asked).toString(),
                false);
    }

    private Figure unreachable(BoardPageMaker maker, @Nullable Unit top, Set<String> units) {
        Instant now = clock.instant();
        var tree = directory.tree();
        var missed =
                units.stream().filter(unit -> tree.readers(unit, now).isEmpty()).count();
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put("unreachable", "");
        asked.put("below", top == null ? null : top.code());
        return maker.figure(
                "unreachable", missed, DeskUrl.of("/desk/units", asked).toString(), true);
    }
}
