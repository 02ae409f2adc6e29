package org.duban.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.access.PresentUser;
import org.duban.api.BoardView.Counts;
import org.duban.api.BoardView.UnitCounts;
import org.duban.board.Board;
import org.duban.board.BoardCounts;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Counts the open tasks of units by lamp. */
@RestController
@ConditionalOnRole(Role.DESK)
@Tag(name = "Board", description = "How many tasks of whom are overdue, near due or on time (总览)")
final class BoardCountsController {

    private final Board board;
    private final UnitFilter visible;
    private final PresentUser user;
    private final InstantSource clock;

    BoardCountsController(Board board, UnitFilter visible, PresentUser user, InstantSource clock) {
        this.board = board;
        this.visible = visible;
        this.user = user;
        this.clock = clock;
    }

    @GetMapping("/api/v1/board")
    @Operation(summary = "The open tasks of a unit and of those right below it, by lamp")
    @ApiResponse(responseCode = "200", description = "What they lead now")
    @ApiResponse(responseCode = "400", description = "You see no such unit", content = @Content)
    BoardView board(
            @Parameter(description = "The code of a unit; all that you see if it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    String unit) {
        var code = Parameters.given(unit);
        if (code != null) {
            visible.unit("unit", code, left -> false);
        }
        var tree = visible.tree();
        var now = clock.instant();
        var counts = board.now(tree, user.scope(), now);
        var top = code == null ? null : tree.unit(code).orElseThrow();
        var all = top == null
                ? tree.units().stream().map(Unit::code).collect(Collectors.toSet())
                : BoardCounts.withThoseBelow(top, tree);
        return new BoardView(code, now, Counts.of(counts, all), units(counts, top));
    }

    private static List<UnitCounts> units(BoardCounts counts, @Nullable Unit top) {
        return Stream.concat(
                        Stream.ofNullable(top).map(unit -> UnitCounts.alone(unit, counts)),
                        below(counts.tree(), top)
                                .sorted(Comparator.comparing(Unit::code))
                                .map(unit -> UnitCounts.withThoseBelow(unit, counts)))
                .toList();
    }

    private static Stream<Unit> below(UnitTree tree, @Nullable Unit top) {
        return tree.units().stream()
                .filter(unit -> top == null
                        ? unit.parent() == null || tree.unit(unit.parent()).isEmpty()
                        : top.code().equals(unit.parent()));
    }
}
