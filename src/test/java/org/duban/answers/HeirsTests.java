package org.duban.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerGrant;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeirsTests {

    private static final UnitTree UNITS = new UnitTree(
            List.of(
                    unit("group", null, UnitKind.LEADING_GROUP, "领导小组", "Leading Group"),
                    unit("city", "group", UnitKind.LEADING_GROUP_OFFICE, "市双拥办", "City Office"),
                    unit("gyangze", "city", UnitKind.LEADING_GROUP_OFFICE, "江孜县双拥办", "Gyangze Office"),
                    unit("gyangze-education", "gyangze", UnitKind.UNIT, "教育局", "Education Bureau"),
                    unit("gyangze-health", "gyangze", UnitKind.UNIT, "卫健委", "Health Commission"),
                    unit("school", "gyangze-education", UnitKind.UNIT, "第一小学", "First School"),
                    unit("saga", "city", UnitKind.LEADING_GROUP_OFFICE, "萨嘎县双拥办", "Saga Office"),
                    unit("saga-education", "saga", UnitKind.UNIT, "教育局", "Education Bureau"),
                    unit("saga-roads", "saga", UnitKind.UNIT, "交通局", "Roads Bureau")),
            Set.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gyangze | gyangze-health   | gyangze-health
            gyangze | 卫健委            | gyangze-health
            gyangze | '　卫健委 '        | gyangze-health
            gyangze | health  COMMISSION | gyangze-health
            gyangze | school           | school
            gyangze | 教育局            | LEADS_ALREADY
            gyangze | gyangze-education | LEADS_ALREADY
            gyangze | saga-roads       | NOT_BELOW
            gyangze | 交通局            | NOT_BELOW
            gyangze | gyangze          | NOT_BELOW
            gyangze | 市双拥办          | NOT_BELOW
            gyangze | 水利局            | NO_UNIT
            city    | 教育局            | SEVERAL_UNITS
            group   | saga             | saga
            group   | group            | NOT_BELOW
            """)
    void findsTheUnitByCodeOrName(String office, String written, String found) {
        var heirs = new Heirs(office, aTask().of("gyangze-education").build(), UNITS);

        var mistake = heirs.mistake(written);

        assertThat(mistake.map(Enum::name).orElseGet(() -> heirs.code(written))).isEqualTo(found);
    }

    /** A list of many hundreds is not read by anybody. */
    @ParameterizedTest
    @CsvSource({"300, choice", "500, choice", "501, line"})
    void listsAsManyAsCanBeRead(int number, String kind) {
        var all =
                new ArrayList<Unit>(List.of(unit("city", null, UnitKind.LEADING_GROUP_OFFICE, "市双拥办", "City Office")));
        for (var i = 0; i <= number; i++) {
            all.add(unit("unit-" + i, "city", UnitKind.UNIT, i + "局", "Bureau " + i));
        }
        var units = new UnitTree(all, Set.of());
        var task = aTask().of("unit-0").build();
        var right = new AnswerGrant(
                Answer.HANDED_OVER,
                task.id(),
                "city",
                java.util.UUID.randomUUID(),
                1,
                java.time.Instant.parse("2027-01-01T00:00:00Z"));
        var says = new TaskWords("city", units, org.duban.words.Languages.builtIn(), Locale.ENGLISH);

        var field = new FormWriter(right, task, units, says)
                .form(java.util.Map.of(), java.util.Map.of())
                .fields()
                .get(0);

        assertThat(field.kind()).isEqualTo(kind);
        assertThat(field.choices().stream()
                        .mapToInt(choices -> choices.all().size())
                        .sum())
                .isEqualTo(kind.equals("choice") ? number : 0);
    }

    private static Unit unit(String code, String parent, UnitKind kind, String zh, String en) {
        return new Unit(code, parent, kind, zh, en, List.of(), Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    }
}
