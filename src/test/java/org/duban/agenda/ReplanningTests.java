package org.duban.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.duban.TestHouse;
import org.duban.directory.ChangedUnit;
import org.duban.directory.Directory;
import org.duban.rulebook.RuleTexts;
import org.duban.rulebook.Rulebooks;
import org.duban.rules.RuleChange.State;
import org.duban.rules.RuleChanges;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What becomes of open tasks when rules or units change, on a clock that stands still until it is set. */
class ReplanningTests {

    private static final String LATER = "\n    tell-at: \"14:00\"\n    calendar: cn";

    private final TestHouse house = new TestHouse().at("2030-11-25T02:00:00Z");
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=intake,clock");

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void movesTheNextWakeUpOfOpenTasks() {
        assign("T-1", "2030-12-03");
        assertThat(nextWake("T-1")).isEqualTo("2030-12-02T01:30:00Z");

        change(tellLater());

        patiently(() -> nextWake("T-1").equals("2030-12-02T06:00:00Z"));
    }

    @Test
    void tellsWhatWasDueBeforeTheChangeByTheOldRules() {
        assign("T-1", "2030-12-03");

        house.at("2030-12-02T01:31:00Z");
        change(tellLater());
        wakeAt("2030-12-02T07:00:00Z");

        assertThat(told("T-1")).containsExactly("assigned 2030-11-25T02:00:00Z", "one-day 2030-12-02T01:30:00Z");
    }

    @Test
    void tellsNobodyAgainWhatTheChangeMovesToLater() {
        assign("T-1", "2030-12-03");
        wakeAt("2030-12-02T01:30:00Z");

        house.at("2030-12-02T02:00:00Z");
        change(tellLater());
        wakeAt("2030-12-02T07:00:00Z");

        assertThat(told("T-1")).containsExactly("assigned 2030-11-25T02:00:00Z", "one-day 2030-12-02T01:30:00Z");
        patiently(() -> nextWake("T-1").equals("2030-12-04T06:00:00Z"));
    }

    @Test
    void tellsNothingOfANewStepThatLiesInThePast() {
        assign("T-1", "2030-12-03");

        house.at("2030-11-29T02:00:00Z");
        change(with("- { name: early, before-deadline: 3wd, tell: [lead] }"));
        wakeAt("2030-11-29T03:00:00Z");

        assertThat(told("T-1")).containsExactly("assigned 2030-11-25T02:00:00Z");
        patiently(() -> nextWake("T-1").equals("2030-12-02T01:30:00Z"));
    }

    @Test
    void plansTheTasksOfAUnitAgainWhoseZoneChanges() {
        assign("T-1", "2030-12-03");

        move("education", "Asia/Urumqi");

        patiently(() -> nextWake("T-1").equals("2030-12-02T03:30:00Z"));
    }

    @Test
    void plansNothingAgainForAnAddressThatIsRefused() {
        assign("T-1", "2030-12-03");
        var before = plannedBy("T-1");

        node.getBean(Directory.class).markUnreachable("education@duban.example", Instant.EPOCH, "550 no");

        assertThat(node.getBean(Replanning.class).progress().left()).isZero();
        assertThat(plannedBy("T-1")).isEqualTo(before);
    }

    @Test
    void catchesWhatANodeWritesThatKnowsEarlierRulesOnly() {
        assign("T-1", "2030-12-03");
        change(tellLater());
        patiently(() -> nextWake("T-1").equals("2030-12-02T06:00:00Z"));

        house.sql()
                .sql("update agenda set next_wake_at = '2030-12-09T00:00:00Z', planned_by = planned_by - 1")
                .update();

        patiently(() -> nextWake("T-1").equals("2030-12-02T06:00:00Z"));
    }

    @Test
    void countsTheHolidaysOfAYearWhoseFileArrives() {
        assign("T-1", "2031-01-06");
        assertThat(nextWake("T-1")).isEqualTo("2031-01-03T01:30:00Z");

        change(texts -> texts.with(null, Map.of("cn-2031.yaml", """
                calendar: cn
                year: 2031
                holidays: [ { from: 2031-01-01, to: 2031-01-05, name: 元旦 } ]
                """)));

        patiently(() -> nextWake("T-1").equals("2030-12-31T01:30:00Z"));
    }

    @Test
    void anotherNodeTellsByTheRulesThatOneHasApplied() {
        assign("T-1", "2030-12-03");
        var other = house.startNode("duban.roles=clock");
        change(tellLater());

        patiently(() -> other.getBean(Rulebooks.class).current().version() == 2);
        house.at("2030-12-02T06:00:00Z");
        other.getBean(WakeUp.class).wakeUp();

        assertThat(told("T-1")).containsExactly("assigned 2030-11-25T02:00:00Z", "one-day 2030-12-02T06:00:00Z");
    }

    @Test
    void keepsRowsThatAreDueForTheRound() {
        assign("T-1", "2030-12-03");
        var rows = node.getBean(JdbcReplanning.class);
        var never = Long.MAX_VALUE;

        assertThat(rows.take(never, null, Instant.parse("2030-12-02T01:00:00Z"), 9))
                .hasSize(1);
        assertThat(rows.take(never, null, Instant.parse("2030-12-02T01:30:00Z"), 9))
                .isEmpty();
    }

    @Test
    void showsHowManyAreLeft() {
        assertThat(node.getBean(MeterRegistry.class)
                        .get("duban.replanning.open")
                        .gauge()
                        .value())
                .isZero();
        assertThat(node.getBean(ReplanningHealth.class).health().getDetails()).containsEntry("left", 0L);
    }

    private void assign(String task, String deadline) {
        house.event(
                "duban.task.assigned",
                task,
                Map.of("title", "Repair the roof", "leadUnit", "education", "deadline", deadline));
        patiently(() -> house.sql()
                        .sql("select count(*) from agenda where task_id = ?")
                        .param(task)
                        .query(Long.class)
                        .single()
                == 1);
        node.getBean(WakeUp.class).wakeUp();
    }

    private void wakeAt(String instant) {
        house.at(instant);
        node.getBean(WakeUp.class).wakeUp();
    }

    private void change(UnaryOperator<RuleTexts> change) {
        var before = node.getBean(Rulebooks.class).current().texts();
        var after = change.apply(before);
        var changes = node.getBean(RuleChanges.class);
        var policies = after.policies().equals(before.policies()) ? null : after.policies();
        var calendars = new java.util.TreeMap<>(after.calendars());
        calendars.keySet().removeAll(before.calendars().keySet());
        var draft = changes.draft(policies, calendars, "admin").orElseThrow().id();
        patiently(() -> changes.change(draft).orElseThrow().state() == State.READY);
        assertThat(changes.apply(draft, "admin")).isTrue();
    }

    private static UnaryOperator<RuleTexts> tellLater() {
        return texts -> texts.with(texts.policies().replaceFirst("\n    calendar: cn", LATER), Map.of());
    }

    private static UnaryOperator<RuleTexts> with(String step) {
        return texts -> texts.with(texts.policies().replaceFirst("steps:\n", "steps:\n      " + step + "\n"), Map.of());
    }

    private void move(String code, String zone) {
        var directory = node.getBean(Directory.class);
        var unit = directory.tree().unit(code).orElseThrow();
        directory.save(List.of(ChangedUnit.of(unit).in(ZoneId.of(zone)).unit()));
    }

    private String nextWake(String task) {
        return house.sql()
                .sql("select next_wake_at from agenda where task_id = ?")
                .param(task)
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .toString();
    }

    private long plannedBy(String task) {
        return house.sql()
                .sql("select planned_by from agenda where task_id = ?")
                .param(task)
                .query(Long.class)
                .single();
    }

    private List<String> told(String task) {
        return house.sql()
                .sql("select step, step_at from notice_step where task_id = ? order by step_at")
                .param(task)
                .query((row, number) -> row.getString(1) + " "
                        + row.getObject(2, OffsetDateTime.class).toInstant())
                .list();
    }

    private static void patiently(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
