package org.duban.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.duban.directory.Directory;
import org.duban.files.BadInput;
import org.duban.ledger.TaskLedger;
import org.duban.plan.Lamp;
import org.duban.plan.PlannedStep;
import org.duban.rulebook.Planner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists played by the real rooms, and what comes of them. Holidays: 25 to 27 September and 1 to 7 October; 20 September and 10 October are worked. */
class DrillTests {

    private static final String POLICIES = """
            policies:
              small:
                calendar: cn
                tell-at: "09:30"
                steps:
                  - { name: assigned,   on: assignment,        tell: [lead, assisting] }
                  - { name: three-days, before-deadline: 3wd,  tell: [lead] }
                  - { name: one-day,    before-deadline: 1wd,  tell: [lead, assisting], level: yellow }
                  - { name: overdue,    after-deadline: 1wd,   tell: [lead, office], level: red }
                  - { name: unreviewed, after-submission: 2wd, tell: [office] }
              long:
                calendar: cn
                tell-at: "09:30"
                steps:
                  - { name: assigned,   on: assignment,               tell: [lead, assisting] }
                  - { name: unreceived, after-assignment: 1wd,  while: unreceived, tell: [lead, office] }
                  - { name: seven-days, before-deadline: 7wd, tell: [lead] }
                  - { name: five-days,  before-deadline: P5D, tell: [lead, assisting] }
                  - { name: overdue,    after-deadline: 1wd,  tell: [lead, office], level: red }
                  - { name: overdue-2,  after-deadline: 5wd, every: 5wd, tell: [lead, office, higher-office, leader], level: red }
            """;

    private DrillHouse house;

    @BeforeEach
    void open(@TempDir Path directory) {
        house = new DrillHouse(directory, POLICIES);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void tellsWhatThePolicySaysAroundTheHolidays() {
        house.tasks("""
                id,title,lead_unit,assisting_units,policy,deadline
                T-1,修缮校舍屋顶,education,health,small,2026-10-08
                T-2,整修操场,education,,small,2026-10-09
                """);

        var played = house.play();

        assertThat(DrillHouse.told(played)).containsExactly("""
                2026-09-01 09:00 education: assigned T-1, assigned T-2
                2026-09-01 09:00 health: assigned T-1
                2026-09-28 09:30 education: three-days T-1
                2026-09-29 09:30 education: three-days T-2
                2026-09-30 09:30 education: one-day T-1
                2026-09-30 09:30 health: one-day T-1
                2026-10-08 09:30 education: one-day T-2
                2026-10-09 09:30 county-office: overdue T-1
                2026-10-09 09:30 education: overdue T-1
                2026-10-10 09:30 county-office: overdue T-2
                2026-10-10 09:30 education: overdue T-2
                """.split("\n"));
        assertThat(played.complete()).isTrue();
        assertThat(played.lamps()).containsEntry(Lamp.RED, 2L);
    }

    @Test
    void playsWhatTheEventsFileSays() {
        house.tasks("""
                id,title,lead_unit,policy,deadline
                T-1,修缮校舍屋顶,education,small,2026-09-18
                """).events("""
                task,type,at,by,percent,note,reason,deadline
                T-1,progressed,2026-09-10,education,40,,,
                T-1,extension-requested,2026-09-15 10:00,,,,材料未到,2026-09-30
                T-1,extension-granted,2026-09-16 15:00,,,,,2026-09-30
                T-1,submitted,2026-09-21 11:00,education,,,,
                T-1,struck-off,2026-09-24 16:00,county-office,,,,
                """);

        assertThat(DrillHouse.told(house.play())).containsExactly("""
                2026-09-01 09:00 education: assigned T-1
                2026-09-15 09:30 education: three-days T-1
                2026-09-15 10:00 county-office: extension-requested T-1
                2026-09-16 15:00 education: extension-granted T-1
                2026-09-23 09:30 county-office: unreviewed T-1
                """.split("\n"));
    }

    @Test
    void playsThatATaskIsReopened() {
        house.tasks("""
                id,title,lead_unit,policy,deadline
                T-1,修缮校舍屋顶,education,small,2026-09-30
                """).events("""
                task,type,at,by,reason
                T-1,struck-off,2026-09-10 15:00,county-office,
                T-1,reopened,2026-09-11 15:00,county-office,误销号
                T-1,struck-off,2026-09-14 15:00,county-office,
                """);

        assertThat(DrillHouse.told(house.play())).containsExactly("""
                2026-09-01 09:00 education: assigned T-1
                2026-09-11 15:00 education: reopened T-1
                """.split("\n"));
    }

    @Test
    void tellsWhatThePlanSaysAboutEachTaskOfALongerList() {
        var csv = new StringBuilder("id,title,lead_unit,assisting_units,policy,deadline,assigned\n");
        for (int i = 0; i < 40; i++) {
            csv.append("T-%02d,事项,%s,%s,long,%dwd,%dwd%n"
                    .formatted(i, i % 2 == 0 ? "education" : "roads", i % 3 == 0 ? "health" : "", 5 + 2 * i, i % 7));
        }

        var played = house.tasks(csv.toString()).set("until", "2026-12-31").play();

        var told = new HashSet<String>();
        played.mails()
                .forEach(mail -> mail.items()
                        .forEach(item ->
                                told.add(item.task() + " " + item.step() + " " + mail.at() + " " + mail.recipient())));
        assertThat(told).isEqualTo(planned(played)).hasSizeGreaterThan(500);
    }

    /** What the pure plan says, but for what a more severe step of the same task and moment supersedes. */
    private Set<String> planned(DrillResult played) {
        var planned = new HashSet<String>();
        var units = house.room(Directory.class).tree();
        for (var listed : played.programme().tasks()) {
            var task = house.room(TaskLedger.class).task(listed.id()).orElseThrow();
            var steps = house.room(Planner.class).plan(task, units).upcoming(Instant.EPOCH, 500);
            for (var step : steps) {
                for (var unit : step.units()) {
                    var superseded = steps.stream().anyMatch(other -> outdoes(other, step, unit));
                    if (!superseded && !step.at().isAfter(played.end())) {
                        planned.add(task.id() + " " + step.step() + " " + step.at() + " " + unit);
                    }
                }
            }
        }
        return planned;
    }

    private static boolean outdoes(PlannedStep other, PlannedStep step, String unit) {
        return other.at().equals(step.at()) && other.units().contains(unit) && other.supersedes(step);
    }

    @Test
    void tellsAtItsStartWhatHappenedBefore() {
        house.tasks("""
                id,title,lead_unit,policy,deadline,assigned_ago
                T-1,修缮校舍屋顶,education,small,P2D,P30D
                T-2,整修操场,education,small,-P3D,P30D
                """).set("until", "2026-09-01");

        assertThat(DrillHouse.told(house.play()))
                .containsExactly(
                        "2026-09-01 09:00 county-office: overdue T-2",
                        "2026-09-01 09:00 education: overdue T-2, assigned T-1");
    }

    @Test
    void letsATaskHaveAmountsOfItsOwn() {
        house.tasks("""
                id,title,lead_unit,policy,deadline,amounts
                T-1,修缮校舍屋顶,education,small,2026-09-18,three-days=5wd;one-day=2wd
                """).set("until", "2026-09-18");

        assertThat(DrillHouse.told(house.play()))
                .containsExactly(
                        "2026-09-01 09:00 education: assigned T-1",
                        "2026-09-11 09:30 education: three-days T-1",
                        "2026-09-16 09:30 education: one-day T-1");
    }

    @Test
    void playsTheSameTwiceForOneSeed(@TempDir Path other) {
        var tasks = "id,title,lead_unit,assisting_units,policy,deadline\n"
                + "T-1,修缮校舍屋顶,education,health,small,20wd\nT-2,整修操场,roads,,long,30wd\nT-3,义诊,health,,small,9wd\n";

        try (var again = new DrillHouse(other, POLICIES)) {
            var one = house.tasks(tasks)
                    .set("behaviour", "typical")
                    .set("seed", "7")
                    .play();
            var two = again.tasks(tasks)
                    .set("behaviour", "typical")
                    .set("seed", "7")
                    .play();

            assertThat(two.mails()).isEqualTo(one.mails()).hasSizeGreaterThan(9);
            assertThat(one.lamps()).containsOnly(java.util.Map.entry(Lamp.DONE, 3L));
        }
    }

    @Test
    void namesTheRowThatTellsWhatCannotBe() {
        house.tasks("""
                id,title,lead_unit,policy,deadline
                T-1,修缮校舍屋顶,education,small,2026-09-18
                """).events("""
                task,type,at
                T-1,struck-off,2026-09-10
                T-1,submitted,2026-09-11
                """);

        assertThatThrownBy(house::play)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("events.csv, line 3, subject: task \"T-1\" is STRUCK_OFF");
    }

    @Test
    void namesTheUnitsAndPoliciesThatThereAreNot() {
        house.tasks("""
                id,title,lead_unit,assisting_units,policy,deadline,amounts
                T-1,修缮校舍屋顶,educaton,,small,2026-09-18,
                T-2,整修操场,education,helth,tiny,2026-09-18,
                T-3,义诊,health,,small,2026-09-18,seven-days=9wd
                """);

        assertThatThrownBy(house::play)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("line 2, lead_unit: there is no unit \"educaton\"; did you mean \"education\"?")
                .hasMessageContaining("line 3, assisting_units: there is no unit \"helth\"; did you mean \"health\"?")
                .hasMessageContaining("line 3, policy: there is no policy \"tiny\"; ")
                .hasMessageContaining("line 4, amounts.seven-days: the policy \"small\" has no step \"seven-days\"; ");
    }
}
