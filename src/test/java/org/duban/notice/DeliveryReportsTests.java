package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.agenda.WakeUp;
import org.duban.channel.Deliveries;
import org.duban.channel.Deliveries.Settlement;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.notice.DeliveryReports.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

        assertThat(returns.bounced(notice, "no such user", true)).isEqualTo(Effect.LATER);
        assertThat(returns.arrived(notice, "taken")).isEqualTo(Effect.LATER);
        deliveries.settle(List.of(new Settlement(delivery, new Outcome.Accepted("250"))));

        assertThat(returns.bounced(notice, "no such user", false)).isEqualTo(Effect.CHANGED);
        assertThat(returns.bounced(notice, "no such user", false)).isEqualTo(Effect.NONE);
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
        assertThat(returns.bounced(notice, "no such user", true)).isEqualTo(Effect.CHANGED);

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

        assertThat(returns.bounced(notice, "no such user", false)).isEqualTo(Effect.NONE);
        assertThat(state(notice)).isEqualTo(NoticeState.DEFERRED);
    }

    @Test
    void tellsTheOfficeAboveOfWhatBounced() {
        var delivery = claimed();
        deliveries.settle(List.of(new Settlement(delivery, new Outcome.Accepted("250"))));

        returns.bounced(delivery.notice().id(), "no such user", true);
        returns.tell();
        house.pass(Duration.ofSeconds(10));

        assertThat(deliveries.claimDue(100, Duration.ofMinutes(5)))
                .extracting(each -> each.notice().recipient() + " "
                        + each.notice().lines().get(0).forUnitEn())
                .contains("county-office County Education Bureau");
        assertThat(returns.told(delivery.notice().id()).orElseThrow().tasks()).containsExactly("T-1");
    }

    @Test
    void knowsNothingOfOtherIds() {
        assertThat(returns.told(new UUID(1, 1))).isEmpty();
        assertThat(returns.bounced(new UUID(1, 1), "no such user", true)).isEqualTo(Effect.NONE);
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
                            node.getBean(WakeUp.class).wakeUp();
                            return deliveries.claimDue(1, Duration.ofDays(1));
                        },
                        deliveries -> !deliveries.isEmpty())
                .get(0);
    }

    private NoticeState state(UUID id) {
        return node.getBean(Notices.class).notice(id).orElseThrow().state();
    }
}
