package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.fate.Fate;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody asks for a notice once more, after something has happened to its task. */
class NoticeResenderTests {

    private static final String ASSIGNED = "2026-11-23T02:00:10Z";
    private static final String A_DAY_LEFT = "2026-11-30T01:30:00Z";

    private record Case(String type, Map<String, ?> data, String why) {
        String task() {
            return "T-" + type + data.size() + data.hashCode();
        }
    }

    private static final List<Case> MOVED = List.of(
            new Case("extension-granted", Map.of("deadline", "2027-01-15"), "the deadline is now 2027-01-15"),
            new Case("amended", Map.of("deadline", "2026-11-30"), "the deadline is now 2026-11-30"),
            new Case("amended", Map.of("leadUnit", "health"), "no longer answers for it"),
            new Case("struck-off", Map.of("by", "county-office"), "struck off"),
            new Case("withdrawn", Map.of(), "withdrawn"));

    private static final List<Case> OF_THE_LADDER = List.of(
            new Case("held", Map.of("reason", "flood"), "put on hold"),
            new Case("submitted", Map.of(), "reported complete"));

    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse("2026-11-23T02:00:00Z", "duban.roles=intake,clock");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final Deliveries deliveries = node.getBean(Deliveries.class);

    @Test
    void refusesAReminderThatHoldsNoMore() {
        MOVED.forEach(one -> assign(one.task()));
        OF_THE_LADDER.forEach(one -> assign(one.task()));
        assign("T-still");
        accepted(ASSIGNED);
        var reminder = accepted(A_DAY_LEFT);

        MOVED.forEach(one -> act(one.task(), one.type, one.data));
        OF_THE_LADDER.forEach(one -> act(one.task(), one.type, one.data));

        var why = resend(reminder);
        assertThat(MOVED).allSatisfy(one -> assertThat(why).containsPattern(says(one)));
        assertThat(OF_THE_LADDER).allSatisfy(one -> assertThat(why).containsPattern(says(one)));
        assertThat(why).doesNotContain("T-still");
        assertThat(claim(reminder)).isEmpty();
    }

    @Test
    void refusesAnAssignmentWithADeadlineOrALeadOfOld() {
        MOVED.forEach(one -> assign(one.task()));
        var assignment = accepted(ASSIGNED);

        MOVED.forEach(one -> act(one.task(), one.type, one.data));

        var why = resend(assignment);
        assertThat(MOVED).allSatisfy(one -> assertThat(why).containsPattern(says(one)));
    }

    private static String says(Case one) {
        return "task \"" + one.task() + "\" [^;]*" + one.why;
    }

    @Test
    void sendsOnceMoreWordForWordWhatStillHolds() {
        assign("T-1");
        accepted(ASSIGNED);
        var reminder = accepted(A_DAY_LEFT);

        act("T-1", "received", Map.of("by", "education"));

        assertThat(resend(reminder)).isEmpty();
        assertThat(claim(reminder))
                .singleElement()
                .extracting(delivery -> delivery.notice().lines().get(0).task().status())
                .isEqualTo("ASSIGNED");
    }

    @Test
    void sendsOnceMoreWhatReachedNobody() {
        assign("T-1");
        accepted(ASSIGNED);
        var delivery = delivery(A_DAY_LEFT);
        deliveries.settle(List.of(new Deliveries.Settlement(delivery, new Outcome.Refused("550 no such user", false))));

        assertThat(resend(delivery.notice().id())).isEmpty();
        assertThat(claim(delivery.notice().id())).extracting(Delivery::notice).containsExactly(delivery.notice());
    }

    @Test
    void sendsNothingWhenTheTaskIsClosedAfterItWasAskedFor() {
        assign("T-1");
        accepted(ASSIGNED);
        var reminder = accepted(A_DAY_LEFT);

        assertThat(resend(reminder)).isEmpty();
        act("T-1", "struck-off", Map.of());

        assertThat(claim(reminder)).isEmpty();
        var notices = node.getBean(Notices.class);
        assertThat(notices.notice(reminder).orElseThrow().state()).isEqualTo(NoticeState.MOOT);
        assertThat(notices.notice(reminder).orElseThrow().smtpReply()).startsWith("not sent once more");
        assertThat(notices.steps("T-1"))
                .filteredOn(step -> reminder.equals(step.noticeId()))
                .extracting(StepRecord::fate)
                .as("it was told, the first time")
                .containsOnly(Fate.TOLD);
        assertThat(resend(reminder)).contains("struck off");
    }

    private String resend(UUID notice) {
        return node.getBean(TransactionTemplate.class)
                .execute(status -> node.getBean(NoticeResender.class)
                        .resend(notice)
                        .map(why -> why.in(Languages.builtIn().words(Reason.BUNDLE, Locale.ENGLISH)))
                        .orElse(""));
    }

    private List<Delivery> claim(UUID notice) {
        return deliveries.claim(List.of(notice), Duration.ofMinutes(5));
    }

    private UUID accepted(String instant) {
        var delivery = delivery(instant);
        deliveries.settle(List.of(new Deliveries.Settlement(delivery, new Outcome.Accepted("250 ok"))));
        return delivery.notice().id();
    }

    /** The one notice to the unit that is told then. */
    private Delivery delivery(String instant) {
        house.at(instant);
        TestHouse.wake(node);
        house.pass(Duration.ofSeconds(10));
        var due = deliveries.claimDue(100, Duration.ofMinutes(5));
        assertThat(due).hasSize(1);
        return due.get(0);
    }

    private void assign(String task) {
        act(task, "assigned", Map.of("title", "Repair the roof", "leadUnit", "education", "deadline", "2026-12-01"));
    }

    private void act(String task, String type, Map<String, ?> data) {
        var before = revision(task);
        house.event("duban.task." + type, task, data);
        await().atMost(Duration.ofSeconds(60)).until(() -> revision(task) > before);
    }

    private long revision(String task) {
        return house.sql()
                .sql("select coalesce(max(revision), 0) from task where id = :id")
                .param("id", task)
                .query(Long.class)
                .single();
    }
}
