package org.duban.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.time.LocalDate;
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
import org.duban.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stated of a task to whoever reads of it. */
class TaskFactsFactoryTests {

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
    void saysWhetherTheReaderMayDecide(String lead, String reader, boolean inCharge) {
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

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            2026-11-25T02:00:00.000001Z, 2026-11-25
            2026-11-30T10:00:00Z       , 2026-11-30
            2026-11-30T16:00:00Z       , 2026-11-30
            2026-11-30T16:00:01Z       , 2026-12-01
            -                          , -
            """)
    void saysThatItIsToldDuringAHold(String until, LocalDate lastDay) {
        var task = aTask().of("gyangze-education")
                .held("2026-11-24T02:00:00Z", until, "frost")
                .build();

        assertThat(facts(task, NOW).hold()).isEqualTo(new TaskFacts.Rest("frost", lastDay));
    }

    @Test
    void saysNothingOfAHoldThatIsOver() {
        var task = aTask().of("gyangze-education")
                .held("2026-11-24T02:00:00Z", NOW.toString(), "frost")
                .build();

        assertThat(facts(task, NOW).hold()).isNull();
        assertThat(facts(aTask().of("gyangze-education").build(), NOW).hold()).isNull();
    }

    private TaskFacts facts(Task task, Instant now) {
        var lead = new Reader(task.leadUnit(), task.leadUnit(), ZoneId.of("Asia/Shanghai"));
        return factory.facts(
                task, PLANNER.plan(task, UNITS), new Said("taken-on", now, NoticeKind.DECISION), lead, now);
    }

    private static Unit unit(String code, String parent, UnitKind kind) {
        return new Unit(code, parent, kind, code, code, List.of(), Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    }
}
