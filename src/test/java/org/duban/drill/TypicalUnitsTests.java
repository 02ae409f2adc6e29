package org.duban.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.duban.calendar.Calendars;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.files.InputFile;
import org.duban.task.Act;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypicalUnitsTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Calendars CALENDARS =
            Calendars.read(List.of(InputFile.of("classpath:calendars/cn-2026.yaml")));
    private static final ListedTime.Frame FRAME =
            new ListedTime.Frame(Instant.parse("2026-09-01T01:00:00Z"), ZONE, CALENDARS.calendar("cn"));
    private static final UnitTree UNITS = new UnitTree(
            List.of(
                    unit("office", null, UnitKind.LEADING_GROUP_OFFICE),
                    unit("education", "office", UnitKind.UNIT),
                    unit("health", "office", UnitKind.UNIT)),
            Set.of());

    private final TypicalUnits units = new TypicalUnits(UNITS, CALENDARS, 7);

    @Test
    void repeatsItselfForASeedAndATask() {
        var again = new TypicalUnits(UNITS, CALENDARS, 7);

        assertThat(again.acts(task("T-1"), FRAME)).isEqualTo(units.acts(task("T-1"), FRAME));
    }

    @Test
    void differsBetweenSeedsAndTasks() {
        var other = new TypicalUnits(UNITS, CALENDARS, 8);

        assertThat(other.acts(task("T-1"), FRAME)).isNotEqualTo(units.acts(task("T-1"), FRAME));
        assertThat(units.acts(task("T-2"), FRAME)).isNotEqualTo(units.acts(task("T-1"), FRAME));
    }

    @Test
    void actsOnWorkingDaysInOfficeHoursOnly() {
        assertThat(manyTasks()).flatExtracting(acts -> acts).allSatisfy(act -> {
            var local = act.at().atZone(ZONE);
            assertThat(FRAME.calendar().isWorkingDay(local.toLocalDate())).isTrue();
            assertThat(local.toLocalTime()).isBetween(LocalTime.of(9, 0), LocalTime.of(17, 30));
        });
    }

    @Test
    void letsEveryTaskEndInAStrikeOff() {
        assertThat(manyTasks())
                .allSatisfy(acts ->
                        assertThat(acts.get(acts.size() - 1).act()).isEqualTo(new Act.StruckOff("office", null)));
    }

    @Test
    void keepsToTheSharesThatItTells() {
        assertThat(share("returned")).isCloseTo(TypicalUnits.RETURNED, Offset.offset(3));
        assertThat(share("progressed")).isCloseTo(TypicalUnits.REPORTING, Offset.offset(3));
        assertThat(share("extension-requested"))
                .isCloseTo((100 - TypicalUnits.ON_TIME) * TypicalUnits.ASKING / 100, Offset.offset(3));
    }

    @Test
    void tellsItsSharesInBothLanguages() {
        assertThat(TypicalUnits.shares(Languages.builtIn().words("drill", Locale.ENGLISH)))
                .contains("units sign after 1, 2 or 3 working days: 60 %, 25 %, 15 %");
        assertThat(TypicalUnits.shares(Languages.builtIn().words("drill", Locale.SIMPLIFIED_CHINESE)))
                .contains("单位在交办后1、2、3个工作日签收：60%、25%、15%");
    }

    /** Of a hundred tasks, how many have such an act. */
    private int share(String type) {
        var tasks = manyTasks();
        var having = tasks.stream()
                .filter(acts -> acts.stream().anyMatch(act -> act.type().equals(type)));
        return (int) (100 * having.count() / tasks.size());
    }

    private List<List<DrillEvents.Acted>> manyTasks() {
        return IntStream.range(0, 2000)
                .mapToObj(i -> units.acts(task("T-" + i), FRAME))
                .toList();
    }

    private static ListedTask task(String id) {
        var csv = "id,title,lead_unit,assisting_units,deadline\n" + id + ",修缮校舍屋顶,education,health,30wd\n";
        return ListedTask.read(InputFile.ofText("tasks.csv", csv), new ArrayList<>())
                .get(0);
    }

    private static Unit unit(String code, @Nullable String parent, UnitKind kind) {
        return new Unit(code, parent, kind, code, code, List.of(code + "@duban.example"), Locale.ENGLISH, ZONE);
    }
}
