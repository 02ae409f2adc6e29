package org.duban.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.TwoNodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the numbers in PostgreSQL and those in memory have to do alike. */
abstract class NumbersContract {

    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");
    private static final UnitTree UNITS = new UnitTree(
            List.of(
                    unit("group", null, UnitKind.LEADING_GROUP, "市双拥领导小组"),
                    unit("city-office", "group", UnitKind.LEADING_GROUP_OFFICE, "市双拥办"),
                    unit("county-office", "city-office", UnitKind.LEADING_GROUP_OFFICE, "江孜县双拥工作领导小组办公室"),
                    unit("education", "county-office", UnitKind.UNIT, "江孜县教育局"),
                    unit("roads", "county-office", UnitKind.UNIT, "江孜县交通局"),
                    unit("transport", "city-office", UnitKind.UNIT, "市交通局")),
            Set.of());

    private static Unit unit(String code, @Nullable String parent, UnitKind kind, String name) {
        return new Unit(code, parent, kind, name, code, List.of(), Locale.CHINA, ZoneId.of("Asia/Shanghai"), null);
    }

    private final Numbers numbers;
    private final TwoNodes nodes;

    NumbersContract(MemoryDatabase database) {
        this(new MemoryNumbers(database), TwoNodes.on(database));
    }

    NumbersContract(Numbers numbers, TwoNodes nodes) {
        this.numbers = numbers;
        this.nodes = nodes;
    }

    private List<String> give(NumberKind kind, Instant at, String... units) {
        var given = new ArrayList<String>();
        nodes.transaction(() -> given.addAll(numbers.give(kind, List.of(units), UNITS, at)));
        return given;
    }

    @Test
    void countsForEachOfficeAbove() {
        assertThat(give(NumberKind.TASK, NOW, "education", "transport", "roads", "county-office", "group", "gone"))
                .containsExactly(
                        "county-office〔2026〕1号",
                        "市双拥办〔2026〕1号",
                        "county-office〔2026〕2号",
                        "市双拥办〔2026〕2号",
                        "市双拥领导小组〔2026〕1号",
                        "gone〔2026〕1号");
        assertThat(give(NumberKind.TASK, NOW, "roads", "education"))
                .containsExactly("county-office〔2026〕3号", "county-office〔2026〕4号");
    }

    @Test
    void countsNoticesByThemselves() {
        give(NumberKind.TASK, NOW, "education");

        assertThat(give(NumberKind.NOTICE, NOW, "education")).containsExactly("county-office督办单〔2026〕1号");
    }

    @Test
    void beginsAnewInTheYearOfTheOffice() {
        give(NumberKind.TASK, NOW, "education");

        assertThat(give(NumberKind.TASK, Instant.parse("2026-12-31T16:00:00Z"), "education"))
                .containsExactly("county-office〔2027〕1号");
    }

    @Test
    void givesNothingToNobody() {
        assertThat(give(NumberKind.TASK, NOW)).isEmpty();
    }

    @Test
    void givesNothingThatIsRolledBack() {
        give(NumberKind.TASK, NOW, "education");

        nodes.inVain(() -> numbers.give(NumberKind.TASK, List.of("education"), UNITS, NOW));

        assertThat(give(NumberKind.TASK, NOW, "education")).containsExactly("county-office〔2026〕2号");
    }

    @Test
    void letsAnotherNodeGiveThoseOfAnotherOfficeMeanwhile() {
        give(NumberKind.TASK, NOW, "education");

        nodes.transaction(() -> {
            numbers.give(NumberKind.TASK, List.of("education"), UNITS, NOW);
            nodes.meanwhile(() -> assertThat(numbers.give(NumberKind.TASK, List.of("transport"), UNITS, NOW))
                    .containsExactly("市双拥办〔2026〕1号"));
        });
    }

    @Test
    void keepsAnotherNodeWaitingForThoseOfTheSameOffice() {
        give(NumberKind.TASK, NOW, "education");

        nodes.transaction(() -> {
            numbers.give(NumberKind.TASK, List.of("education"), UNITS, NOW);
            assertThat(nodes.waits(() -> numbers.give(NumberKind.TASK, List.of("roads"), UNITS, NOW)))
                    .isTrue();
        });
    }
}
