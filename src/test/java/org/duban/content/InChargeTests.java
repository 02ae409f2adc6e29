package org.duban.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.duban.calendar.Calendars;
import org.duban.content.TaskFactsFactory.Reader;
import org.duban.content.TaskFactsFactory.Said;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.files.InputFile;
import org.duban.policy.NoticeKind;
import org.duban.policy.PolicyFile;
import org.duban.rulebook.Planner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether whoever reads a notice may decide on its task, whoever it is owed to. */
class InChargeTests {

    private static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");
    private static final Calendars CALENDARS =
            Calendars.read(List.of(InputFile.of("classpath:calendars/cn-2026.yaml")));
    private static final Planner PLANNER = new Planner(
            PolicyFile.read(InputFile.of("classpath:policies.yaml"), CALENDARS.names(), List.of()), CALENDARS);
    private static final UnitTree UNITS = new UnitTree(
            List.of(
                    unit("group", null, UnitKind.LEADING_GROUP),
                    unit("city-office", "group", UnitKind.LEADING_GROUP_OFFICE),
                    unit("gyangze-office", "city-office", UnitKind.LEADING_GROUP_OFFICE),
                    unit("gyangze-education", "gyangze-office", UnitKind.UNIT),
                    unit("gyangze-health", "gyangze-office", UnitKind.UNIT),
                    unit("saga-office", "city-office", UnitKind.LEADING_GROUP_OFFICE)),
            Set.of());

    private final TaskFactsFactory factory = new TaskFactsFactory(PLANNER, UNITS);

    @ParameterizedTest
    @CsvSource(textBlock = """
            gyangze-education, gyangze-office   , true
            gyangze-education, city-office      , true
            gyangze-education, group            , true
            gyangze-education, saga-office      , false
            gyangze-education, gyangze-education, false
            gyangze-education, gyangze-health   , false
            gyangze-office   , gyangze-office   , false
            gyangze-office   , city-office      , true
            group            , group            , true
            """)
    void isSaidOfTheReader(String lead, String reader, boolean inCharge) {
        var task = aTask().of(lead).withHelpOf("gyangze-health").build();
        var plan = PLANNER.plan(task, UNITS);
        var owedTo = new Reader(lead, reader, ZoneId.of("Asia/Shanghai"));
        var refused = new Reader(lead, "gyangze-health", ZoneId.of("Asia/Shanghai"));

        var stated = factory.facts(task, plan, new Said("overdue", NOW, NoticeKind.ESCALATION), owedTo, NOW);
        var told = factory.facts(task, plan, new Said("overdue", NOW, NoticeKind.ESCALATION), refused, NOW);
        var instead = factory.readBy(UNITS.unit(reader).orElseThrow(), told, Map.of(task.id(), task), NOW);

        assertThat(stated.inCharge()).isEqualTo(inCharge);
        assertThat(instead).isEqualTo(stated);
    }

    private static Unit unit(String code, String parent, UnitKind kind) {
        return new Unit(code, parent, kind, code, code, List.of(), Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    }
}
