package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.content.Notice;
import org.duban.directory.Digests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A unit that wants what is not urgent once a day, at ten: on a clock that stands still, mails claimed by the test itself. */
class DigestTests {

    private static final Duration LEASE = Duration.ofMinutes(5);

    /** A Monday, at nine in Shanghai. */
    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse("2026-11-23T01:00:00Z", "duban.roles=intake,clock");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final Deliveries deliveries = node.getBean(Deliveries.class);

    @BeforeEach
    void once() {
        node.getBean(Digests.class).save("education", LocalTime.of(10, 0));
    }

    @Test
    void getsWhatIsNotUrgentInOneMailAtItsHour() {
        assign("T-1", "education", "2026-12-31", "2026-11-23T01:00:00Z");
        assign("T-2", "education", "2026-12-30", "2026-11-23T01:20:00Z");
        assign("T-3", "health", "2026-12-31", "2026-11-23T01:20:00Z");

        assertThat(claimAt("2026-11-23T01:59:59Z")).containsExactly("health assigned T-3");
        assertThat(claimAt("2026-11-23T02:00:00Z")).containsExactly("education assigned T-2, assigned T-1");
        assertThat(claimAt("2026-11-24T02:00:00Z")).as("there is nothing more").isEmpty();
    }

    @Test
    void isNotSentByKafkaBeforeItsHour() {
        assign("T-1", "education", "2026-12-31", "2026-11-23T01:00:00Z");
        var notice = house.sql().sql("select id from notice").query(UUID.class).single();

        assertThat(deliveries.claim(List.of(notice), LEASE)).isEmpty();
        house.at("2026-11-23T02:00:00Z");
        assertThat(deliveries.claim(List.of(notice), LEASE)).hasSize(1);
    }

    @Test
    void isDatedWhenItIsSent() {
        assign("T-1", "education", "2026-12-31", "2026-11-23T01:00:00Z");
        house.at("2026-11-23T02:00:00Z");

        assertThat(deliveries.claimDue(10, LEASE))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.notice().issuedAt()).hasToString("2026-11-23T02:00:00Z"));
    }

    @Test
    void waitsForTheNextWorkingDay() {
        assign("T-1", "education", "2026-12-31", "2026-11-27T02:30:00Z");

        assertThat(claimAt("2026-11-28T02:00:00Z")).as("Saturday").isEmpty();
        assertThat(claimAt("2026-11-29T02:00:00Z")).as("Sunday").isEmpty();
        wakeAt("2026-11-30T02:00:00Z");
        assertThat(claimAt("2026-11-30T02:00:00Z"))
                .as("Monday, when it still has not signed")
                .containsExactly("education unreceived T-1");
    }

    @Test
    void getsAtOnceWhatIsUrgentAndWithItWhatWaits() {
        assign("T-1", "education", "2026-12-31", "2026-11-23T02:30:00Z");
        assign("T-2", "education", "2026-11-20", "2026-11-23T02:40:00Z");
        house.event(
                "duban.task.instructed",
                "T-2",
                Map.of("leader", "The mayor", "text", "Report each Friday.", "by", "county-office"));
        patiently(() -> house.count("select revision from task where id = 'T-2'") == 2);
        wakeAt("2026-11-23T02:41:00Z");

        assertThat(claimAt("2026-11-23T02:42:00Z"))
                .containsExactlyInAnyOrder(
                        "education overdue T-2, instructed T-2, assigned T-1", "county-office overdue T-2");
        assertThat(claimAt("2026-11-24T02:00:00Z")).noneMatch(mail -> mail.contains("assigned T-1"));
    }

    @Test
    void saysNothingOfWhatHasBeenSettledMeanwhile() {
        assign("T-1", "education", "2026-12-31", "2026-11-23T02:30:00Z");
        house.event("duban.task.received", "T-1", Map.of());
        patiently(() -> house.count("select revision from task where id = 'T-1'") == 2);

        assertThat(claimAt("2026-11-24T02:00:00Z")).isEmpty();
    }

    @Test
    void getsEachAtOnceAgainWhenItHasEndedIt() {
        node.getBean(Digests.class).remove("education");

        assign("T-1", "education", "2026-12-31", "2026-11-23T02:30:00Z");

        assertThat(claimAt("2026-11-23T02:30:05Z")).containsExactly("education assigned T-1");
    }

    @Test
    void isNotTakenForLate() {
        assign("T-1", "education", "2026-12-31", "2026-11-23T02:30:00Z");
        var queues = node.getBean(JdbcQueues.class);

        assertThat(queues.notices(Instant.parse("2026-11-24T01:58:00Z")).get(NoticeState.ISSUED))
                .isEqualTo(new JdbcQueues.Queue(1, null));
        assertThat(queues.notices(Instant.parse("2026-11-24T02:00:01Z")).get(NoticeState.ISSUED))
                .isEqualTo(new JdbcQueues.Queue(1, Instant.parse("2026-11-24T02:00:00Z")));
    }

    private void assign(String task, String unit, String deadline, String instant) {
        house.at(instant);
        house.event(
                "duban.task.assigned",
                task,
                Map.of("title", "Repair the roof", "leadUnit", unit, "deadline", deadline, "policy", "supervised"));
        patiently(() -> house.count("select count(*) from task where id = '" + task + "'") == 1);
        wakeAt(instant);
    }

    private void wakeAt(String instant) {
        house.at(instant);
        TestHouse.wake(node);
    }

    /** Claims and settles what is to be sent then, each mail as its reader and what it tells. */
    private List<String> claimAt(String instant) {
        house.at(instant);
        var claimed = deliveries.claimDue(100, LEASE);
        deliveries.settle(claimed.stream()
                .map(delivery -> new Deliveries.Settlement(delivery, new Outcome.Accepted("250 Ok")))
                .toList());
        return claimed.stream().map(Delivery::notice).map(DigestTests::told).toList();
    }

    private static String told(Notice notice) {
        return notice.recipient() + " "
                + String.join(
                        ", ",
                        notice.lines().stream()
                                .map(line -> line.step() + " " + line.taskId())
                                .toList());
    }

    private static void patiently(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
