package org.duban.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.agenda.Agenda;
import org.duban.agenda.WakeUp;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.directory.ChangedUnit;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.directory.Unit;
import org.duban.ledger.TaskLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** What is broken on purpose is found, healed, and told once. On a clock that stands still; mails are claimed by the test. */
class AuditorTests {

    private static final String ONE_DAY = "2026-11-30T01:30:00Z";
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofDays(30);

    @RegisterExtension
    private static final SharedHouse SHARED =
            new SharedHouse("2026-11-23T02:00:00Z", "duban.roles=intake,clock", "duban.audit.histories-every=1");

    static {
        // Otherwise its own thread does, when tables have been kept already.
        SHARED.node().getBean(Auditor.class).noteRules();
    }

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final Deliveries deliveries = node.getBean(Deliveries.class);
    private final Auditor auditor = node.getBean(Auditor.class);

    @Test
    void findsNothingWhereAllIsWell() {
        assign("T-1", "education", "2026-12-01");
        assign("T-2", "silent", "2026-12-01");
        settleAll();
        assertThat(pass()).hasToString("Figures[tasks=2, notComparable=0, found=0, healed=0]");

        wakeAt(ONE_DAY);
        settleAll();
        assertThat(pass()).hasToString("Figures[tasks=2, notComparable=0, found=0, healed=0]");

        wakeAt("2026-12-02T01:30:00Z");
        settleAll();
        event("struck-off", "T-1", Map.of(), 2);
        node.getBean(WakeUp.class).wakeUp();
        assertThat(pass()).hasToString("Figures[tasks=2, notComparable=0, found=0, healed=0]");
    }

    @Test
    void findsTasksOfAUnitThatIsNotThere() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        house.sql().sql("delete from unit where code = 'education'").update();
        touchUnits();

        assertThat(pass().found()).isEqualTo(1);
        assertThat(findings()).containsExactly("MISSING_UNIT T-1 null open");

        event("amended", "T-1", Map.of("leadUnit", "health"), 2);
        node.getBean(WakeUp.class).wakeUp();
        assertThat(pass().healed()).isEqualTo(1);
        assertThat(findings()).containsExactly("MISSING_UNIT T-1 null healed");
    }

    @Test
    void findsWhatNobodyWasToldOfUntilSomebodyCanBe() {
        house.sql().sql("delete from contact").update();
        touchUnits();
        assign("T-1", "education", "2026-12-01");
        wakeAt(ONE_DAY);

        pass();
        assertThat(findings())
                .containsExactlyInAnyOrder("TOLD_TO_NOBODY T-1 assigned open", "TOLD_TO_NOBODY T-1 one-day open");
        assertThat(node.getBean(Findings.class).find(true, null, 10, Scope.EVERYTHING))
                .extracting(finding -> finding.why().code())
                .containsOnly("NOBODY_ABOVE");

        house.sql()
                .sql("insert into contact (unit, position, email) values ('city-office', 0, 'city@duban.example')")
                .update();
        touchUnits();
        pass();
        assertThat(findings())
                .containsExactlyInAnyOrder("TOLD_TO_NOBODY T-1 assigned healed", "TOLD_TO_NOBODY T-1 one-day healed");
        assertThat(claimed()).as("the most severe that still holds").containsExactly("city-office one-day");
        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=0, healed=0]");
        assertThat(claimed()).isEmpty();
    }

    @Test
    void hasToldWhatWasLeftOutForAStepThatNobodyWasTold() {
        assign("T-1", "education", "2026-12-01");
        house.sql()
                .sql("update notice_step set fate = 'SUPERSEDED', notice_id = null")
                .update();
        house.sql().sql("delete from notice").update();

        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=1, healed=1]");

        assertThat(claimed()).containsExactly("education assigned");
        assertThat(findings()).containsExactly("LEFT_OUT_FOR_NOTHING T-1 assigned healed");
        assertThat(pass().found()).isZero();
    }

    private void touchUnits() {
        house.sql()
                .sql("update directory_version set version = nextval('directory_version_number'), tree = tree + 1")
                .update();
    }

    @Test
    void hasAStepToldWhoseFateIsGone() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        wakeAt(ONE_DAY);
        forget("one-day");

        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=1, healed=1]");

        assertThat(claimed()).containsExactly("education one-day");
        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=0, healed=0]");
        assertThat(claimed()).isEmpty();
        assertThat(findings()).containsExactly("STEP_WITHOUT_FATE T-1 one-day healed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update agenda set next_wake_at = null",
                "update agenda set next_wake_at = '2026-12-24T01:30:00Z'",
                "update agenda set told_until = '2026-12-24T01:30:00Z'",
                "delete from agenda"
            })
    void mendsTheAgendaBeforeAnybodyMissesAnything(String mischief) {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        house.sql().sql(mischief).update();

        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=1, healed=1]");

        assertThat(node.getBean(Agenda.class).nextWakeAt("T-1")).contains(Instant.parse(ONE_DAY));
        wakeAt(ONE_DAY);
        assertThat(claimed()).containsExactly("education one-day");
        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=0, healed=0]");
        assertThat(claimed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update agenda set next_wake_at = null",
                "update agenda set told_until = '2026-12-24T01:30:00Z'",
                "delete from agenda"
            })
    void tellsLateWhatABrokenAgendaHasMissed(String mischief) {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        house.sql().sql(mischief).update();

        wakeAt(ONE_DAY);
        assertThat(claimed()).isEmpty();
        pass();

        assertThat(claimed()).containsExactly("education one-day");
        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=0, healed=0]");
        assertThat(claimed()).isEmpty();
    }

    @Test
    void putsAStrandedNoticeOnItsWay() {
        assign("T-1", "education", "2026-12-01");
        house.sql().sql("update notice set next_attempt_at = null").update();
        assertThat(claimed()).isEmpty();

        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=1, healed=1]");

        assertThat(claimed()).containsExactly("education assigned");
        assertThat(claimed()).isEmpty();
    }

    @Test
    void composesWhatNoNoticeHasTakenUp() {
        assign("T-1", "education", "2026-12-01");
        pass();
        house.sql().sql("update notice_step set notice_id = null").update();
        house.sql().sql("delete from notice").update();

        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=1, healed=1]");

        assertThat(claimed()).containsExactly("education assigned");
    }

    @Test
    void writesATamperedTaskAnewFromItsHistory() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        house.sql()
                .sql("update task set title = 'Nothing to do', deadline_date = '2027-06-01'")
                .update();

        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=1, healed=1]");

        var task = node.getBean(TaskLedger.class).task("T-1").orElseThrow();
        assertThat(task.matter().title()).isEqualTo("Repair the roof");
        assertThat(task.deadline()).hasToString("2026-12-01");
        wakeAt(ONE_DAY);
        assertThat(claimed()).containsExactly("education one-day");
        assertThat(findings()).containsExactly("DIFFERS_FROM_HISTORY T-1 null healed");
    }

    @Test
    void findsARevisionThatNoEventMade() {
        assign("T-1", "education", "2026-12-01");
        house.sql().sql("update task set revision = 7").update();

        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=1, healed=1]");

        assertThat(node.getBean(TaskLedger.class).task("T-1").orElseThrow().revision())
                .isEqualTo(1);
        assertThat(findings()).containsExactly("INCOMPLETE_HISTORY T-1 null healed");
    }

    @Test
    void asksForTheConsequencesOfActsWhateverHasHappenedSince() {
        assign("T-1", "education", "2026-12-01");
        forget("assigned");
        event("progressed", "T-1", Map.of("percent", 30), 2);
        house.pass(Duration.ofMinutes(1));

        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=1, healed=1]");

        assertThat(claimed()).containsExactly("education assigned");
        assertThat(pass().found()).isZero();
    }

    @Test
    void asksForTheClosureThatTheEscalatedAreOwed() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        wakeAt("2026-12-02T01:30:00Z");
        settleAll();
        house.pass(Duration.ofMinutes(1));
        event("struck-off", "T-1", Map.of(), 2);
        node.getBean(WakeUp.class).wakeUp();
        forget("closed");

        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=1, healed=1]");

        assertThat(claimed()).containsExactly("county-office closed");
    }

    @Test
    void tellsNothingAgainWhenItHasATaskPlannedAnew() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        wakeAt(ONE_DAY);
        settleAll();
        var education = node.getBean(Directory.class).tree().unit("education").orElseThrow();
        node.getBean(Directory.class).save(List.of(at(education, "new@duban.example")));
        house.sql().sql("delete from agenda").update();

        assertThat(pass().healed()).isEqualTo(1);

        assertThat(claimed()).isEmpty();
        assertThat(house.count("select count(*) from notice_step where recipient = 'education' and fate = 'TOLD'"))
                .isEqualTo(2);
    }

    @Test
    void isDownWhileAGapCannotBeHealed() {
        assign("T-1", "education", "2026-12-01");
        assertThat(deliveries.claimDue(10, LEASE)).isEmpty();
        house.pass(Duration.ofSeconds(6));
        assertThat(deliveries.claimDue(10, LEASE)).hasSize(1);
        var health = node.getBean(AuditHealth.class);
        house.pass(Duration.ofHours(1));

        assertThat(pass()).hasToString("Figures[tasks=1, notComparable=0, found=1, healed=0]");
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(findings()).containsExactly("EXPIRED_LEASE null null open");
        settleAll();
        assertThat(pass().healed()).isEqualTo(1);

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        house.pass(Duration.ofHours(1));
        assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void letsOneNodeAuditAtATimeAndAnotherWhenThatOneIsGone() {
        var passes = node.getBean(JdbcAuditPasses.class);
        var now = Instant.parse("2026-11-23T03:00:00Z");
        var pause = Duration.ofMinutes(9);

        var first = passes.begin(now, pause, now.plus(LEASE)).orElseThrow();
        assertThat(passes.begin(now.plusSeconds(60), Duration.ZERO, now)).isEmpty();
        assertThat(passes.begin(now.plusSeconds(400), pause, now)).isEmpty();
        assertThat(passes.begin(now.plusSeconds(600), pause, now.plusSeconds(900)))
                .isPresent();

        assertThat(passes.renew(first, now.plusSeconds(1200))).isFalse();
    }

    private static Unit at(Unit unit, String email) {
        return ChangedUnit.of(unit).reachedAt(List.of(email)).workingBy(null).unit();
    }

    /** A pass when the rules have settled that were new at the start. */
    private JdbcAuditPasses.Figures pass() {
        house.pass(Duration.ofMinutes(20));
        return auditor.pass().orElseThrow();
    }

    /** Takes the fate of a step out of the tables with the notice that was to tell it. */
    private void forget(String step) {
        var notices = house.sql()
                .sql("delete from notice_step where step = ? returning notice_id")
                .param(step)
                .query(UUID.class)
                .list();
        assertThat(notices).isNotEmpty();
        house.sql()
                .sql("delete from notice where id = any(?)")
                .param(notices.toArray(UUID[]::new))
                .update();
    }

    private void assign(String task, String unit, String deadline) {
        event("assigned", task, Map.of("title", "Repair the roof", "leadUnit", unit, "deadline", deadline), 1);
        wakeAt("2026-11-23T02:00:10Z");
    }

    private void event(String type, String task, Map<String, ?> data, long revision) {
        house.event("duban.task." + type, task, data);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        house.count("select count(*) from task where id = '" + task + "' and revision = " + revision)
                                == 1);
    }

    private void wakeAt(String instant) {
        house.at(instant);
        node.getBean(WakeUp.class).wakeUp();
    }

    private List<Delivery> claim() {
        house.pass(Duration.ofSeconds(6));
        return deliveries.claimDue(1000, LONG);
    }

    private List<String> claimed() {
        return claim().stream()
                .flatMap(delivery -> delivery.notice().lines().stream()
                        .map(line -> delivery.notice().recipient() + " " + line.step()))
                .toList();
    }

    private void settleAll() {
        deliveries.settle(claim().stream()
                .map(delivery -> new Deliveries.Settlement(delivery, new Outcome.Accepted("250 ok")))
                .toList());
    }

    private List<String> findings() {
        return node.getBean(Findings.class).find(null, null, 100, Scope.EVERYTHING).stream()
                .map(finding -> finding.kind() + " " + finding.task() + " " + finding.step()
                        + (finding.healedAt() == null ? " open" : " healed"))
                .toList();
    }
}
