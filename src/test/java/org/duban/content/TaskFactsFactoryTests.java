package org.duban.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.duban.content.TaskFactsFactory.Reader;
import org.duban.content.TaskFactsFactory.Said;
import org.duban.directory.GyangzeUnits;
import org.duban.directory.UnitTree;
import org.duban.policy.NoticeKind;
import org.duban.rulebook.BuiltInRules;
import org.duban.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stated of a task to whoever reads of it. */
class TaskFactsFactoryTests {

    private static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");
    private static final UnitTree UNITS = GyangzeUnits.TREE;

    private final TaskFactsFactory factory = new TaskFactsFactory(BuiltInRules.PLANNER, UNITS);

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
        var plan = BuiltInRules.PLANNER.plan(task, UNITS);
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
                task,
                BuiltInRules.PLANNER.plan(task, UNITS),
                new Said("taken-on", now, NoticeKind.DECISION),
                lead,
                now);
    }
}
