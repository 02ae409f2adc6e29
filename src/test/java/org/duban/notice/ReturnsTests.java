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
import org.duban.notice.Outbox.Settlement;
import org.duban.notice.Returns.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Reports that come after delivery; mails are claimed by the test itself. */
class ReturnsTests {

    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse("2026-11-23T02:00:00Z", "duban.roles=intake,clock");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final Outbox outbox = node.getBean(Outbox.class);
    private final Returns returns = node.getBean(Returns.class);

    @Test
    void waitsUntilTheOutcomeIsRecorded() {
        var dispatch = claimed();
        var notice = dispatch.notice().id();

        assertThat(returns.bounced(notice, "no such user", true)).isEqualTo(Effect.LATER);
        assertThat(returns.arrived(notice, "taken")).isEqualTo(Effect.LATER);
        outbox.settle(List.of(new Settlement(dispatch, new Outcome.Accepted("250"))));

        assertThat(returns.bounced(notice, "no such user", false)).isEqualTo(Effect.CHANGED);
        assertThat(returns.bounced(notice, "no such user", false)).isEqualTo(Effect.NONE);
        assertThat(returns.arrived(notice, "taken")).isEqualTo(Effect.NONE);
        assertThat(state(notice)).isEqualTo(NoticeState.BOUNCED);
    }

    @Test
    void doesNotSendAgainWhatIsReportedToHaveArrived() {
        var dispatch = claimed();
        outbox.settle(List.of(new Settlement(dispatch, new Outcome.Unknown("lost"))));

        assertThat(returns.arrived(dispatch.notice().id(), "delivered")).isEqualTo(Effect.CHANGED);

        house.pass(Duration.ofHours(2));
        assertThat(outbox.claimDue(100, Duration.ofMinutes(5)))
                .extracting(again -> again.notice().id())
                .doesNotContain(dispatch.notice().id());
        assertThat(state(dispatch.notice().id())).isEqualTo(NoticeState.ACCEPTED);
    }

    @Test
    void believesAReportOnAMailThatWasDeferredAfterItsAnswerWasLost() {
        var dispatch = claimed();
        outbox.settle(List.of(new Settlement(dispatch, new Outcome.Unknown("lost"))));
        house.pass(Duration.ofHours(2));
        var again = outbox.claimDue(1, Duration.ofMinutes(5)).get(0);
        outbox.settle(List.of(new Settlement(again, new Outcome.Deferred("450 greylisted"))));
        var notice = dispatch.notice().id();

        assertThat(again.notice().id()).isEqualTo(notice);
        assertThat(returns.bounced(notice, "no such user", true)).isEqualTo(Effect.CHANGED);

        house.pass(Duration.ofHours(2));
        assertThat(outbox.claimDue(100, Duration.ofMinutes(5)))
                .extracting(each -> each.notice().id())
                .doesNotContain(notice);
        assertThat(state(notice)).isEqualTo(NoticeState.BOUNCED);
    }

    @Test
    void doesNotTakeAReportOnTheFirstMailForOneOnItsResending() {
        var dispatch = claimed();
        var notice = dispatch.notice().id();
        outbox.settle(List.of(new Settlement(dispatch, new Outcome.Accepted("250"))));
        node.getBean(Resending.class).resend(notice);
        var again = outbox.claim(List.of(notice), Duration.ofMinutes(5)).get(0);
        outbox.settle(List.of(new Settlement(again, new Outcome.Deferred("450 later"))));

        assertThat(returns.bounced(notice, "no such user", false)).isEqualTo(Effect.NONE);
        assertThat(state(notice)).isEqualTo(NoticeState.DEFERRED);
    }

    @Test
    void tellsTheOfficeAboveOfWhatBounced() {
        var dispatch = claimed();
        outbox.settle(List.of(new Settlement(dispatch, new Outcome.Accepted("250"))));

        returns.bounced(dispatch.notice().id(), "no such user", true);
        returns.tell();
        house.pass(Duration.ofSeconds(10));

        assertThat(outbox.claimDue(100, Duration.ofMinutes(5)))
                .extracting(each -> each.notice().recipient() + " "
                        + each.notice().lines().get(0).forUnitEn())
                .contains("county-office County Education Bureau");
        assertThat(returns.told(dispatch.notice().id()).orElseThrow().tasks()).containsExactly("T-1");
    }

    @Test
    void knowsNothingOfOtherIds() {
        assertThat(returns.told(new UUID(1, 1))).isEmpty();
        assertThat(returns.bounced(new UUID(1, 1), "no such user", true)).isEqualTo(Effect.NONE);
    }

    private Dispatch claimed() {
        house.event(
                "duban.task.assigned",
                "T-1",
                Map.of("title", "Repair the roof", "leadUnit", "education", "deadline", "2026-12-15"));
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            house.pass(Duration.ofSeconds(1));
                            node.getBean(WakeUp.class).wakeUp();
                            return outbox.claimDue(1, Duration.ofDays(1));
                        },
                        dispatches -> !dispatches.isEmpty())
                .get(0);
    }

    private NoticeState state(UUID id) {
        return node.getBean(Notices.class).notice(id).orElseThrow().state();
    }
}
