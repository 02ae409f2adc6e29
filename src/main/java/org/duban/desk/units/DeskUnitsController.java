package org.duban.desk.units;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.duban.access.UserRole;
import org.duban.board.Board;
import org.duban.board.BoardCounts;
import org.duban.desk.DeskPages;
import org.duban.desk.DeskUrl;
import org.duban.desk.Viewpoint;
import org.duban.desk.units.UnitsPage.Tab;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page of the units within the reach of whoever looks: whether mail reaches them, and how their tasks stand. */
@RestController
@ConditionalOnRole(Role.DESK)
final class DeskUnitsController {

    private static final String PATH = "/desk/units";
    private static final int ON_A_PAGE = 100;

    private final Board board;
    private final Viewpoint viewpoint;

    DeskUnitsController(Board board, Viewpoint viewpoint) {
        this.board = board;
        this.viewpoint = viewpoint;
    }

    /**
     * @param unreachable there: only those that mail does not reach
     * @param below a unit: only it and those below it
     * @param after the code of the unit after which those are shown
     */
    @GetMapping(path = PATH, produces = DeskPages.HTML)
    ResponseEntity<String> show(
            @RequestParam @Nullable String unreachable,
            @RequestParam @Nullable String below,
            @RequestParam @Nullable String after,
            Locale browser) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.html(
                        "desk/units/list.jte", page(unreachable != null, below, after, viewpoint.words(browser))));
    }

    private UnitsPage page(boolean unreachable, @Nullable String below, @Nullable String after, Words words) {
        var reach = viewpoint.reach();
        var now = viewpoint.now();
        var counts = board.now(reach, viewpoint.scope(), now);
        var lines = new UnitLines(words, viewpoint.tree(), reach, counts, now);
        var all = lines.inOrder(meant(reach, below));
        var missed = all.stream().filter(unit -> !lines.reached(unit)).toList();
        var asked = unreachable ? missed : all;
        var rest = after(asked, after);
        var shown = rest.subList(0, Math.min(ON_A_PAGE, rest.size()));
        return new UnitsPage(
                words,
                words.say(
                        "units.both",
                        words.count("units.count", all.size()),
                        missed.isEmpty() ? words.say("units.all-reached") : words.count("units.missed", missed.size())),
                List.of(
                        new Tab(words.say("units.all"), url(false, below, null), !unreachable),
                        new Tab(words.say("units.only-unreached"), url(true, below, null), unreachable)),
                shown.stream().map(lines::row).toList(),
                shown.isEmpty() ? words.say(unreachable ? "units.empty.reached" : "units.empty") : null,
                missed.isEmpty() ? null : words.say(administrates() ? "units.advice.admin" : "units.advice"),
                rest.size() > ON_A_PAGE ? url(unreachable, below, shown.get(ON_A_PAGE - 1)) : null,
                rest.size() < asked.size() ? url(unreachable, below, null) : null,
                viewpoint.version());
    }

    private boolean administrates() {
        return viewpoint.scope(UserRole.ADMIN).everything();
    }

    private static List<Unit> meant(UnitTree reach, @Nullable String below) {
        if (below == null || below.isBlank()) {
            return List.copyOf(reach.units());
        }
        return reach.unit(below)
                .map(unit -> BoardCounts.withThoseBelow(unit, reach).stream()
                        .flatMap(code -> reach.unit(code).stream())
                        .toList())
                .orElse(List.of());
    }

    /** All of them where nobody has that code. */
    private static List<Unit> after(List<Unit> units, @Nullable String code) {
        for (var index = 0; index < units.size(); index++) {
            if (units.get(index).code().equals(code)) {
                return units.subList(index + 1, units.size());
            }
        }
        return units;
    }

    private static String url(boolean unreachable, @Nullable String below, @Nullable Unit last) {
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put("unreachable", unreachable ? "" : null);
        asked.put("below", below);
        asked.put("after", last == null ? null : last.code());
        return DeskUrl.of(PATH, asked).toString();
    }
}
