package org.duban.notice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.channel.Deliveries;
import org.duban.channel.Deliveries.Settlement;
import org.duban.channel.Delivery;
import org.duban.channel.FailureCause;
import org.duban.channel.Outcome;
import org.duban.ledger.TaskLedger;
import org.duban.notice.ActReceipts;
import org.duban.notice.NoticeResender;
import org.duban.notice.NoticeState;
import org.duban.notice.Notices;
import org.duban.notice.pipeline.DeliveryReports.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Reports that come after delivery; mails are claimed by the test itself. */
class DeliveryReportsTests {

    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse("2026-11-23T02:00:00Z", "duban.roles=intake,clock");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final Deliveries deliveries = node.getBean(Deliveries.class);
    private final DeliveryReports returns = node.getBean(DeliveryReports.class);

    @Test
    void waitsUntilTheOutcomeIsRecorded() {
        var delivery = claimed();
        var notice = delivery.notice().id();

        assertThat(returns.bounced(notice, "no such user", FailureCause.ADDRESS, true))
                .isEqualTo(Effect.LATER);
        assertThat(returns.arrived(notice, "taken")).isEqualTo(Effect.LATER);
        deliveries.settle(List.of(new Settlement(delivery, new Outcome.Accepted("250"))));

        assertThat(returns.bounced(notice, "no such user", FailureCause.ADDRESS, false))
                .isEqualTo(Effect.CHANGED);
        assertThat(returns.bounced(notice, "no such user", FailureCause.ADDRESS, false))
                .isEqualTo(Effect.NONE);
        assertThat(returns.arrived(notice, "taken")).isEqualTo(Effect.NONE);
        assertThat(state(notice)).isEqualTo(NoticeState.BOUNCED);
    }

    @Test
    void doesNotSendAgainWhatIsReportedToHaveArrived() {
        var delivery = claimed();
        deliveries.settle(List.of(new Settlement(delivery, new Outcome.Unknown("lost"))));

        assertThat(returns.arrived(delivery.notice().id(), "delivered")).isEqualTo(Effect.CHANGED);

        house.pass(Duration.ofHours(2));
        assertThat(deliveries.claimDue(100, Duration.ofMinutes(5)))
                .extracting(again -> again.notice().id())
                .doesNotContain(delivery.notice().id());
        assertThat(state(delivery.notice().id())).isEqualTo(NoticeState.ACCEPTED);
    }

    @Test
    void believesAReportOnAMailThatWasDeferredAfterItsAnswerWasLost() {
        var delivery = claimed();
        deliveries.settle(List.of(new Settlement(delivery, new Outcome.Unknown("lost"))));
        house.pass(Duration.ofHours(2));
        var again = deliveries.claimDue(1, Duration.ofMinutes(5)).get(0);
        deliveries.settle(List.of(new Settlement(again, new Outcome.Deferred("450 greylisted"))));
        var notice = delivery.notice().id();

        assertThat(again.notice().id()).isEqualTo(notice);
        assertThat(returns.bounced(notice, "no such user", FailureCause.ADDRESS, true))
                .isEqualTo(Effect.CHANGED);

        house.pass(Duration.ofHours(2));
        assertThat(deliveries.claimDue(100, Duration.ofMinutes(5)))
                .extracting(each -> each.notice().id())
                .doesNotContain(notice);
        assertThat(state(notice)).isEqualTo(NoticeState.BOUNCED);
    }

    @Test
    void doesNotTakeAReportOnTheFirstMailForOneOnItsResending() {
        var delivery = claimed();
        var notice = delivery.notice().id();
        deliveries.settle(List.of(new Settlement(delivery, new Outcome.Accepted("250"))));
        node.getBean(NoticeResender.class).resend(notice);
        var again = deliveries.claim(List.of(notice), Duration.ofMinutes(5)).get(0);
        deliveries.settle(List.of(new Settlement(again, new Outcome.Deferred("450 later"))));

        assertThat(returns.bounced(notice, "no such user", FailureCause.ADDRESS, false))
                .isEqualTo(Effect.NONE);
        assertThat(state(notice)).isEqualTo(NoticeState.DEFERRED);
    }

    @Test
    void tellsTheOfficeAboveOfWhatBounced() {
        var delivery = claimed();
        deliveries.settle(List.of(new Settlement(delivery, new Outcome.Accepted("250"))));

        returns.bounced(delivery.notice().id(), "no such user", FailureCause.ADDRESS, true);
        returns.tell();
        house.pass(Duration.ofSeconds(10));

        assertThat(deliveries.claimDue(100, Duration.ofMinutes(5)))
                .extracting(each -> each.notice().recipient() + " "
                        + each.notice().lines().get(0).forUnitEn())
                .contains("county-office County Education Bureau");
        assertThat(returns.told(delivery.notice().id()).orElseThrow().tasks()).containsExactly("T-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.2.2 mailbox is full          | true
            5.7.1 spam                     | true
            5.7.1 blocked using a list     | true
            5.1.1 no such user             | false
            5.3.4 message is too large     | false
            5.4.6 a loop                   | false
            5.0.0                          | false
            """)
    void sendsAgainOnlyWhatCameBackForAReasonThatPasses(String reply, boolean again) {
        var notice = accepted().notice().id();

        assertThat(bounced(notice, reply)).isEqualTo(Effect.CHANGED);

        assertThat(state(notice)).isEqualTo(NoticeState.BOUNCED);
        assertThat(next(notice).isPresent()).isEqualTo(again);
    }

    @Test
    void believesAWorseReportOnWhatWaitsToBeSentAgain() {
        var notice = accepted().notice().id();
        bounced(notice, "5.2.2 mailbox is full");

        assertThat(bounced(notice, "5.1.1 no such user")).isEqualTo(Effect.CHANGED);

        assertThat(state(notice)).isEqualTo(NoticeState.BOUNCED);
        assertThat(next(notice)).isEmpty();
        assertThat(toldInstead()).containsExactly("county-office");
    }

    @Test
    void sendsAgainAfterADayAndAfterThreeAndThenTellsTheOffice() {
        var delivery = accepted();
        var notice = delivery.notice().id();
        var first = delivery.triedFrom();

        assertThat(bounced(notice, "5.2.2 mailbox is full")).isEqualTo(Effect.CHANGED);
        assertThat(bounced(notice, "5.2.2 mailbox is full")).isEqualTo(Effect.NONE);
        assertThat(next(notice)).contains(first.plus(Duration.ofDays(1)));
        assertThat(deliveries.claimDue(100, Duration.ofMinutes(5))).isEmpty();
        takenAfter(Duration.ofDays(1), notice);
        bounced(notice, "5.2.2 mailbox is full");
        assertThat(next(notice)).contains(first.plus(Duration.ofDays(3)));
        takenAfter(Duration.ofDays(2), notice);
        assertThat(toldInstead()).isEmpty();
        bounced(notice, "5.2.2 mailbox is full");

        assertThat(state(notice)).isEqualTo(NoticeState.BOUNCED);
        assertThat(toldInstead()).containsExactly("county-office");
    }

    @Test
    void doesNotSendAgainWhatHoldsNoMore() {
        var notice = accepted().notice().id();
        bounced(notice, "5.2.2 mailbox is full");

        house.event("duban.task.withdrawn", "T-1", Map.of("reason", "no longer needed"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !node.getBean(TaskLedger.class)
                        .task("T-1")
                        .orElseThrow()
                        .open());
        house.pass(Duration.ofDays(1).plusMinutes(1));

        assertThat(deliveries.claimDue(100, Duration.ofMinutes(5)))
                .extracting(each -> each.notice().id())
                .doesNotContain(notice);
        assertThat(state(notice)).isEqualTo(NoticeState.MOOT);
    }

    @Test
    void doesNotSendAgainWhatSomebodyHasAnswered() {
        var notice = accepted().notice().id();
        node.getBean(ActReceipts.class)
                .announce(notice, "T-1", "duban.task.received", "e-1", Instant.parse("2026-11-23T02:00:00Z"));

        assertThat(bounced(notice, "5.2.2 mailbox is full")).isEqualTo(Effect.NONE);

        assertThat(state(notice)).isEqualTo(NoticeState.ACCEPTED);
    }

    @Test
    void triesAgainInDaysWhatIsRefusedAsAgainstAPolicy() {
        var delivery = claimed();
        var notice = delivery.notice().id();

        deliveries.settle(List.of(new Settlement(delivery, new Outcome.Refused("554 5.7.1 looks like spam", false))));
        assertThat(state(notice)).isEqualTo(NoticeState.DEFERRED);
        assertThat(next(notice)).contains(delivery.triedFrom().plus(Duration.ofDays(1)));
        house.pass(Duration.ofDays(4));
        var again = deliveries.claimDue(100, Duration.ofMinutes(5)).stream()
                .filter(each -> each.notice().id().equals(notice))
                .findFirst()
                .orElseThrow();
        deliveries.settle(List.of(new Settlement(again, new Outcome.Refused("554 5.7.1 looks like spam", false))));

        assertThat(state(notice)).isEqualTo(NoticeState.REFUSED);
        assertThat(toldInstead()).containsExactly("county-office");
    }

    private Delivery accepted() {
        var delivery = claimed();
        deliveries.settle(List.of(new Settlement(delivery, new Outcome.Accepted("250"))));
        return delivery;
    }

    private Effect bounced(UUID notice, String reply) {
        return returns.bounced(notice, reply, FailureCause.of("", reply), false);
    }

    private void takenAfter(Duration time, UUID notice) {
        house.pass(time.plusSeconds(1));
        var due = deliveries.claimDue(100, Duration.ofMinutes(5));
        assertThat(due).extracting(each -> each.notice().id()).containsExactly(notice);
        deliveries.settle(due.stream()
                .map(each -> new Settlement(each, new Outcome.Accepted("250")))
                .toList());
    }

    private Optional<Instant> next(UUID notice) {
        return Optional.ofNullable(
                node.getBean(Notices.class).notice(notice).orElseThrow().nextAttemptAt());
    }

    /** Who was told in the place of another. */
    private List<String> toldInstead() {
        return house.sql()
                .sql("select recipient from notice_step where for_unit = 'education' and task_id = 'T-1'")
                .query(String.class)
                .list();
    }

    @Test
    void knowsNothingOfOtherIds() {
        assertThat(returns.told(new UUID(1, 1))).isEmpty();
        assertThat(returns.bounced(new UUID(1, 1), "no such user", FailureCause.ADDRESS, true))
                .isEqualTo(Effect.NONE);
    }

    private Delivery claimed() {
        house.event(
                "duban.task.assigned",
                "T-1",
                Map.of("title", "Repair the roof", "leadUnit", "education", "deadline", "2026-12-15"));
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            house.pass(Duration.ofSeconds(1));
                            TestHouse.wake(node);
                            return deliveries.claimDue(1, Duration.ofDays(1));
                        },
                        deliveries -> !deliveries.isEmpty())
                .get(0);
    }

    private NoticeState state(UUID id) {
        return node.getBean(Notices.class).notice(id).orElseThrow().state();
    }
}
