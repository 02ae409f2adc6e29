package org.duban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that die at the worst moments: nothing is lost, and nothing is told twice but what was in flight. */
class FaultTests {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final List<String> UNITS = List.of("education", "health", "roads");

    private final TestHouse house = new TestHouse()
            .with("duban.intake.node", "the-node")
            .with("spring.kafka.consumer.properties.session.timeout.ms", "6000")
            .with("duban.mail.connections", "1");
    private final Reckoning reckoning = new Reckoning(house);
    private final SmtpTap tap = new SmtpTap(house.mail().port());
    private int tasks;
    private int refused;

    @AfterEach
    void close() {
        house.close();
        tap.close();
    }

    @Test
    void appliesEachEventOnceWhereverTheIntakeDies() {
        for (var failpoint : List.of(Failpoint.BEFORE_APPLYING, Failpoint.WHILE_APPLYING, Failpoint.AFTER_APPLYING)) {
            assign(20, TestHouse.inSeconds(1));
            refuse(5);
            awaitHalt(house.startProcess(failpoint, "duban.roles=intake"));
        }

        house.startNode();
        awaitRest();

        reckoning.eachEventCountsOnce(tasks, refused);
        assertThat(reckoning.repeatedMails()).isZero();
    }

    @Test
    void tellsEachStepOnceWhereverTheClockDies() {
        for (var failpoint : List.of(Failpoint.AT_A_MOMENT, Failpoint.BEFORE_PUBLISHING, Failpoint.AFTER_PUBLISHING)) {
            assign(20, TestHouse.inSeconds(3));
            awaitHalt(house.startProcess(
                    failpoint,
                    "duban.roles=intake,clock",
                    "spring.kafka.producer.properties.interceptor.classes=" + FaultyPublishing.class.getName()));
        }

        var node = house.startNode();
        awaitRest();

        reckoning.eachEventCountsOnce(tasks, refused);
        reckoning.eachDueStepHasAFate(node, Instant.now());
        assertThat(reckoning.repeatedMails()).isZero();
    }

    @Test
    void repeatsOnlyTheMailsInFlightWhereverTheMailRoomDies() {
        house.startNode("duban.roles=intake,clock");
        for (var place : List.of("EHLO", "MAIL", "RCPT", "BODY", "DOT")) {
            assign(3, TestHouse.inSeconds(2));
            var node = house.startProcess(Failpoint.NONE, "duban.roles=mail", "spring.mail.port=" + tap.port());
            tap.at(place, node::destroyForcibly);
            patiently().until(() -> tap.done() && !node.isAlive());
            endLeases("true");
        }
        for (var failpoint : List.of(Failpoint.AFTER_THE_CLAIM, Failpoint.BEFORE_RECORDING)) {
            assign(3, TestHouse.inSeconds(2));
            awaitHalt(house.startProcess(failpoint, "duban.roles=mail"));
            endLeases("true");
        }

        house.startNode("duban.roles=mail");
        awaitRest();

        reckoning.eachEventCountsOnce(tasks, refused);
        assertThat(reckoning.repeatedMails())
                .as("one with the answer held back, one taken but not recorded")
                .isEqualTo(2);
    }

    @Test
    void survivesBeingKilledAtRandom() throws InterruptedException {
        var seed = Long.getLong("duban.test.seed", System.nanoTime());
        System.out.println("duban.test.seed=" + seed);
        var random = new Random(seed);
        house.with("duban.mail.connections", "4").with("duban.intake.batch", "20");
        var kills = 4;
        for (var life = 1; life <= kills; life++) {
            assign(75, random.ints(25, 1, 20).mapToObj(TestHouse::inSeconds).toArray(String[]::new));
            refuse(10);
            var goal = tasks - 75 + random.nextInt(1, 75);
            var node = house.startProcess(Failpoint.NONE);
            patiently().until(() -> house.count("select count(*) from task_event") >= goal);
            assertThat(node.waitFor(random.nextInt(2_000), TimeUnit.MILLISECONDS))
                    .isFalse();
            node.destroyForcibly();
            patiently().until(() -> !node.isAlive());
            endLeases("true");
        }

        var survivor = house.startNode();
        awaitRest();

        reckoning.eachEventCountsOnce(tasks, refused);
        reckoning.eachDueStepHasAFate(survivor, Instant.now());
        assertThat(reckoning.repeatedMails()).as("seed %d", seed).isLessThanOrEqualTo(4 * kills);
    }

    @Test
    void letsAnotherNodeSendWhatADeadOneHadInHand() {
        var survivor = house.startNode();
        var doomed = house.startProcess(
                Failpoint.NONE_BUT_CLAIMS_FOR_LONG, "duban.roles=mail", "spring.mail.port=" + tap.port());
        tap.at("DOT", doomed::destroyForcibly);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            assign(6, TestHouse.inSeconds(2), TestHouse.inSeconds(3));
            return tap.done();
        });
        patiently().until(() -> !doomed.isAlive());

        endLeases("next_attempt_at > clock_timestamp() + interval '30 minutes'");
        awaitRest();

        reckoning.eachEventCountsOnce(tasks, refused);
        reckoning.eachDueStepHasAFate(survivor, Instant.now());
        assertThat(reckoning.repeatedMails())
                .as("the one whose answer was held back")
                .isEqualTo(1);
    }

    /** Lets the time pass for which dead nodes have claimed notices. */
    private void endLeases(String whose) {
        house.sql()
                .sql("update notice set next_attempt_at = clock_timestamp() where state = 'SENDING' and " + whose)
                .update();
    }

    private void awaitHalt(Process node) {
        patiently().until(() -> !node.isAlive());
        assertThat(node.exitValue()).isEqualTo(FaultyNode.HALTED);
    }

    private void awaitRest() {
        patiently().until(() -> reckoning.atRest(tasks, refused));
    }

    /** Assigns new tasks of all units whose deadlines are these, in turn. */
    private void assign(int count, String... deadlines) {
        for (var i = 0; i < count; i++) {
            var task = "T-" + ++tasks;
            house.event(
                    "duban.task.assigned",
                    task,
                    Map.of(
                            "title",
                            "修缮校舍屋顶",
                            "leadUnit",
                            UNITS.get(i % UNITS.size()),
                            "deadline",
                            deadlines[i / UNITS.size() % deadlines.length],
                            "policy",
                            "quick"));
        }
    }

    private void refuse(int count) {
        for (var i = 0; i < count; i++) {
            house.write("R-" + ++refused, "this is no JSON " + refused);
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }
}
