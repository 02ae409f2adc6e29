package org.duban.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duban.board.BoardCounts;
import org.duban.directory.Unit;
import org.duban.plan.Lamp;
import org.jspecify.annotations.Nullable;

/** How the tasks of units stand at an instant. */
@Schema(name = "Board")
record BoardView(
        @Schema(description = "The unit that was asked for; null: all that you see", example = "gyangze-office")
        @Nullable
        String unit,

        @Schema(description = "When this was so") Instant at,
        @Schema(description = "All together") Counts total,

        @Schema(description = "The unit itself, and each unit right below it with all below that; by code")
        List<UnitCounts> units) {

    BoardView {
        units = List.copyOf(units);
    }

    @Schema(name = "BoardCounts")
    record Counts(
            @Schema(description = "Open tasks that they lead", example = "12")
            long open,

            @Schema(description = "The same by lamp: RED, YELLOW, GREEN, GREY")
            Map<Lamp, Long> lamps,

            @Schema(
                    description = "Of the open ones those that are reported complete and not yet struck off",
                    example = "3")
            long submitted,

            @Schema(description = "The points of the overdue ones, which are at stake", example = "2.5")
            BigDecimal pointsOverdue) {

        static Counts of(BoardCounts counts, Collection<String> units) {
            var lamps = new TreeMap<Lamp, Long>();
            for (var lamp : Lamp.values()) {
                if (lamp != Lamp.DONE) {
                    lamps.put(lamp, counts.of(units, lamp));
                }
            }
            return new Counts(counts.open(units), lamps, counts.submitted(units), counts.pointsOverdue(units));
        }
    }

    @Schema(name = "BoardUnit")
    record UnitCounts(
            @Schema(example = "gyangze-education") String unit,

            @Schema(description = "Whether all below it are counted with it")
            boolean withThoseBelow,

            Counts counts) {

        static UnitCounts alone(Unit unit, BoardCounts counts) {
            return new UnitCounts(unit.code(), false, Counts.of(counts, Set.of(unit.code())));
        }

        static UnitCounts withThoseBelow(Unit unit, BoardCounts counts) {
            return new UnitCounts(
                    unit.code(), true, Counts.of(counts, BoardCounts.withThoseBelow(unit, counts.tree())));
        }
    }
}
