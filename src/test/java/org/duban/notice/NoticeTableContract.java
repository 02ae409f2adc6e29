package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.duban.channel.Delivery;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Claimed;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.NoticeTable.Reading;
import org.duban.notice.NoticeTable.Recomposed;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.simulation.TwoNodes;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;

/** What every table of notices does, wherever its rows are: who has a notice in hand, for how long, and whose word counts. */
abstract class NoticeTableContract {

    private static final Instant NOW = Instant.parse("2026-11-30T01:30:00.000002Z");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final NoticeTables tables;
    private final NoticeTable notices;
    private final TwoNodes nodes;

    NoticeTableContract(NoticeTables tables) {
        this.tables = tables;
        this.notices = tables.notices();
        this.nodes = tables.nodes();
    }

    @Test
    void handsOutANoticeAsItWasIssued() {
        var traced = new TracePoint("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var reading = new Reading("教育局", "Education Bureau", Locale.forLanguageTag("zh-CN"), ZoneId.of("+08:00"));
        var full = new Issued(
                UUID.randomUUID(),
                "county-office督办单〔2026〕7号",
                "education",
                "education@duban.example",
                NoticeKind.CHASER,
                NoticeLevel.RED,
                NOW.minus(MICROSECOND),
                NOW,
                reading,
                traced);
        var bare = issued(NoticeLevel.BLUE, NOW);
        notices.insert(List.of(bare, full), NOW);

        assertThat(claimDue(NOW, 10))
                .extracting(
                        Claimed::notice, Claimed::perhapsSent, Claimed::forced, Claimed::attempts, Claimed::triedFrom)
                .containsExactly(tuple(full, false, false, 1, NOW), tuple(bare, false, false, 1, NOW));
    }

    @Test
    void isDueFromItsInstantOnToTheMicrosecond() {
        issue(NOW);

        assertThat(claimDue(NOW.minus(MICROSECOND), 10)).isEmpty();
        assertThat(claimDue(NOW, 10)).hasSize(1);
    }

    @Test
    void handsOutTheMostSevereFirstThenTheOldest() {
        var mild = issued(NoticeLevel.BLUE, NOW.minusSeconds(60));
        var later = issued(NoticeLevel.RED, NOW);
        var earlier = issued(NoticeLevel.RED, NOW.minus(MICROSECOND));
        var yellow = issued(NoticeLevel.YELLOW, NOW.minusSeconds(90));
        notices.insert(List.of(mild, later, yellow, earlier), NOW);

        assertThat(claimDue(NOW, 0)).isEmpty();
        assertThat(ids(claimDue(NOW, 1))).containsExactly(earlier.id());
        assertThat(ids(claim(List.of(mild.id(), earlier.id(), yellow.id(), UUID.randomUUID()))))
                .containsExactly(yellow.id(), mild.id());
        assertThat(ids(claimDue(NOW, 10))).containsExactly(later.id());
    }

    @Test
    void handsOutMoreThanABatchOneBatchAfterTheOther() {
        var levels = NoticeLevel.values();
        var all = IntStream.range(0, 2_500)
                .mapToObj(number -> issued(levels[number % levels.length], NOW.minusSeconds(number)))
                .toList();
        notices.insert(all, NOW);

        var first = claimDue(NOW, 2_000);
        var rest = claimDue(NOW, 2_000);

        assertThat(first).hasSize(2_000);
        assertThat(rest).hasSize(500).allMatch(claimed -> claimed.notice().level() == NoticeLevel.BLUE);
        assertThat(first)
                .extracting(claimed -> claimed.notice().level())
                .isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void takesNothingAsReadilyAsMuch() {
        notices.insert(List.of(), NOW);
        notices.renew(List.of(), NOW);
        tables.notices().makeDue(List.of(), NOW);

        assertThat(claim(List.of())).isEmpty();
        assertThat(claimDue(NOW, 10)).isEmpty();
        assertThat(notices.change(List.of())).isEmpty();
        assertThat(notices.nextAttemptAt()).isEmpty();
    }

    @Test
    void issuesNoNoticeTwice() {
        var notice = issue(NOW);

        assertThatThrownBy(() -> notices.insert(List.of(notice), NOW)).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void claimsByNameOnlyWhatNobodyHasTried() {
        var fresh = issue(NOW.plusSeconds(60));
        var deferred = issue(NOW);
        settle(claimDue(NOW, 1), NoticeState.DEFERRED, NOW);

        assertThat(ids(claim(List.of(fresh.id(), deferred.id())))).containsExactly(fresh.id());
        assertThat(claim(List.of(fresh.id(), deferred.id()))).isEmpty();
    }

    @Test
    void putsOffWhatIsToBeTriedLater() {
        var soon = issue(NOW.plus(NoticeTable.PUT_OFF));
        var digest = issue(NOW.plus(NoticeTable.PUT_OFF).plus(MICROSECOND));

        assertThat(ids(claim(List.of(soon.id(), digest.id())))).containsExactly(soon.id());
        var at = NOW.plus(NoticeTable.PUT_OFF).plus(MICROSECOND);
        assertThat(claimDue(at.minus(MICROSECOND), 10)).isEmpty();
        assertThat(claimDue(at, 10))
                .as("the time for which it is tried counts from its own")
                .singleElement()
                .satisfies(claimed -> {
                    assertThat(claimed.triedFrom()).isEqualTo(at);
                    assertThat(claimed.putOff()).isTrue();
                });
    }

    @Test
    void leavesOutWhatAnotherNodeIsClaiming() {
        var red = issued(NoticeLevel.RED, NOW);
        var blue = issued(NoticeLevel.BLUE, NOW);
        notices.insert(List.of(red, blue), NOW);

        nodes.transaction(() -> {
            assertThat(ids(claimDue(NOW, 1))).containsExactly(red.id());
            nodes.meanwhile(() -> {
                assertThat(claim(List.of(red.id()))).isEmpty();
                assertThat(ids(claimDue(NOW, 10))).containsExactly(blue.id());
            });
        });
    }

    @Test
    void letsGoOfWhatWasClaimedInVain() {
        issue(NOW);

        nodes.inVain(() -> assertThat(claimDue(NOW, 10)).hasSize(1));

        assertThat(claimDue(NOW, 10))
                .extracting(Claimed::attempts, Claimed::perhapsSent)
                .containsExactly(tuple(1, false));
    }

    @Test
    void handsOutAnewWhatALeaseHasRunOutOf() {
        issue(NOW);
        claimDue(NOW, 10);
        var end = NOW.plus(LEASE);

        assertThat(notices.nextAttemptAt()).contains(end);
        assertThat(claimDue(end.minus(MICROSECOND), 10)).isEmpty();
        assertThat(claimDue(end, 10))
                .extracting(Claimed::attempts, Claimed::perhapsSent)
                .containsExactly(tuple(2, true));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DEFERRED, false
            UNKNOWN,  true
            """)
    void remembersWhetherItMayHaveBeenSent(NoticeState state, boolean perhapsSent) {
        issue(NOW);
        settle(claimDue(NOW, 1), state, NOW);
        var again = claimDue(NOW, 1);
        settle(again, NoticeState.DEFERRED, NOW);

        assertThat(again).extracting(Claimed::perhapsSent).containsExactly(perhapsSent);
        assertThat(claimDue(NOW, 1)).extracting(Claimed::perhapsSent).containsExactly(perhapsSent);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ACCEPTED,      true
            UNKNOWN,       true
            DEFERRED,      false
            REFUSED,       false
            MOOT,          false
            UNDELIVERABLE, false
            """)
    void knowsWhatMayHaveComeToItsReader(NoticeState state, boolean handed) {
        var notice = issue(NOW);
        settle(claimDue(NOW, 1), state, NOW.plusSeconds(60));

        assertThat(notices.handedOver(List.of(notice.id(), UUID.randomUUID()), UUID.randomUUID()))
                .isEqualTo(handed ? Set.of(notice.id()) : Set.of());
    }

    @Test
    void countsWhatIsInAnotherHandAsHandedOver() {
        var notice = issue(NOW);
        assertThat(notices.handedOver(List.of(notice.id()), UUID.randomUUID())).isEmpty();
        claimDue(NOW, 1);

        assertThat(notices.handedOver(List.of(notice.id()), last)).isEmpty();
        assertThat(notices.handedOver(List.of(notice.id()), UUID.randomUUID())).containsExactly(notice.id());
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPTED", "REFUSED", "MOOT", "UNDELIVERABLE"})
    void triesNoMoreWhatIsSettledUntilSomebodyAsksForIt(NoticeState state) {
        var notice = issue(NOW);
        assertThat(tables.notices().resend(notice.id(), NOW)).isFalse();
        assertThat(tables.notices().settled(notice.id())).isEmpty();
        settle(claimDue(NOW, 1), state, null);
        assertThat(tables.notices().settled(notice.id())).contains(notice);
        assertThat(claimDue(NOW.plusSeconds(86_400), 1)).isEmpty();

        assertThat(tables.notices().resend(notice.id(), NOW.plusSeconds(60))).isTrue();

        var asked = claimDue(NOW.plusSeconds(60), 1);
        assertThat(asked)
                .extracting(Claimed::forced, Claimed::attempts, Claimed::triedFrom)
                .containsExactly(tuple(true, 1, NOW.plusSeconds(60)));
        settle(asked, NoticeState.DEFERRED, NOW);
        assertThat(claimDue(NOW, 1)).extracting(Claimed::forced).containsExactly(true);
    }

    @Test
    void forgetsThatItWasAskedForOnceItIsSettled() {
        var notice = issue(NOW);
        settle(claimDue(NOW, 1), NoticeState.ACCEPTED, null);
        tables.notices().resend(notice.id(), NOW);
        settle(claimDue(NOW, 1), NoticeState.ACCEPTED, null);
        tables.notices().resend(notice.id(), NOW);

        assertThat(tables.notices().resend(notice.id(), NOW))
                .as("it is on its way")
                .isFalse();
        assertThat(tables.notices().resend(UUID.randomUUID(), NOW)).isFalse();
        assertThat(claimDue(NOW, 10))
                .extracting(Claimed::forced, Claimed::perhapsSent)
                .containsExactly(tuple(true, false));
    }

    @Test
    void ignoresTheOutcomeOfAClaimThatWasSuperseded() {
        var notice = issue(NOW);
        var frozen = UUID.randomUUID();
        var peer = UUID.randomUUID();
        notices.claimDue(NOW, 1, frozen, NOW);
        notices.claimDue(NOW, 1, peer, NOW.plus(LEASE));

        assertThat(notices.change(List.of(change(notice, frozen, NoticeState.ACCEPTED, null))))
                .isEmpty();
        assertThat(notices.nextAttemptAt()).contains(NOW.plus(LEASE));
        assertThat(notices.change(List.of(change(notice, peer, NoticeState.ACCEPTED, null))))
                .containsExactly(notice.id());
        assertThat(notices.change(List.of(change(notice, peer, NoticeState.DEFERRED, NOW))))
                .isEmpty();
        assertThat(notices.nextAttemptAt()).isEmpty();
    }

    @Test
    void changesManyAtOnceEachByItsOwnClaim() {
        var all = IntStream.range(0, 1_200)
                .mapToObj(any -> issued(NoticeLevel.BLUE, NOW))
                .toList();
        notices.insert(all, NOW);
        var claim = UUID.randomUUID();
        notices.claimDue(NOW, 1_200, claim, NOW.plus(LEASE));
        var changes = new ArrayList<Change>();
        for (var notice : all) {
            var counts = changes.size() % 2 == 0;
            changes.add(change(notice, counts ? claim : UUID.randomUUID(), NoticeState.ACCEPTED, null));
        }

        assertThat(notices.change(changes)).hasSize(600).doesNotHaveDuplicates();
        assertThat(claimDue(NOW.plus(LEASE), 1_200)).hasSize(600);
    }

    @Test
    void letsAnOutcomeWaitForWhoeverClaimsJustThen() {
        var notice = issue(NOW);
        var claim = UUID.randomUUID();
        notices.claimDue(NOW, 1, claim, NOW);

        nodes.transaction(() -> {
            claimDue(NOW, 1);
            assertThat(nodes.waits(() -> notices.change(List.of(change(notice, claim, NoticeState.ACCEPTED, null)))))
                    .isTrue();
            assertThat(nodes.waits(() ->
                            notices.change(List.of(change(notice, UUID.randomUUID(), NoticeState.ACCEPTED, null)))))
                    .as("what was superseded long ago has nothing to wait for")
                    .isFalse();
        });
    }

    @Test
    void renewsOnlyClaimsThatCount() {
        var held = issue(NOW);
        var claim = UUID.randomUUID();
        notices.claimDue(NOW, 1, claim, NOW.plus(LEASE));
        var settled = issue(NOW);
        settle(claimDue(NOW, 1), NoticeState.ACCEPTED, null);

        notices.renew(List.of(delivery(held, claim), delivery(settled, claim)), NOW.plusSeconds(600));
        notices.renew(List.of(delivery(held, UUID.randomUUID())), NOW.plusSeconds(900));

        assertThat(notices.nextAttemptAt()).contains(NOW.plusSeconds(600));
        assertThat(claimDue(NOW.plusSeconds(599), 10)).isEmpty();
        assertThat(claimDue(NOW.plusSeconds(600), 10)).hasSize(1);
    }

    @Test
    void renewsWithoutWaitingForWhoeverSettlesJustThen() {
        var one = issue(NOW);
        var other = issue(NOW);
        var claim = UUID.randomUUID();
        notices.claimDue(NOW, 2, claim, NOW.plus(LEASE));

        nodes.transaction(() -> {
            notices.change(List.of(change(one, claim, NoticeState.ACCEPTED, null)));
            nodes.meanwhile(
                    () -> notices.renew(List.of(delivery(one, claim), delivery(other, claim)), NOW.plusSeconds(600)));
        });

        assertThat(ids(claimDue(NOW.plusSeconds(600), 10))).containsExactly(other.id());
    }

    @Test
    void gradesWhatIsLeftOfANotice() {
        var notice = issue(NOW);
        var since = NOW.minusSeconds(86_400);
        notices.recompose(List.of(
                new Recomposed(notice.id(), NoticeKind.ESCALATION, NoticeLevel.RED, NOW.plusSeconds(60), since),
                new Recomposed(UUID.randomUUID(), NoticeKind.ESCALATION, NoticeLevel.RED, NOW, NOW)));

        assertThat(claimDue(NOW, 1))
                .extracting(
                        claimed -> claimed.notice().kind(),
                        claimed -> claimed.notice().level(),
                        claimed -> claimed.notice().issuedAt(),
                        Claimed::triedFrom)
                .containsExactly(tuple(NoticeKind.ESCALATION, NoticeLevel.RED, NOW.plusSeconds(60), since));
    }

    @Test
    void claimsBesideWhatElseWaitsForAReader() {
        var first = issue(NOW);
        var fresh = issue(NOW.plusSeconds(60));
        var deferred = issue(NOW);
        var perhaps = issue(NOW);
        var settled = issue(NOW);
        settle(claim(List.of(deferred.id())), NoticeState.DEFERRED, NOW.plusSeconds(60));
        settle(claim(List.of(perhaps.id())), NoticeState.UNKNOWN, NOW);
        settle(claim(List.of(settled.id())), NoticeState.ACCEPTED, null);
        notices.insert(List.of(ofAnother(NOW), ofAMail(NOW)), NOW);
        var claimed = claim(List.of(first.id()));
        var later = NOW.plusSeconds(10);

        assertThat(notices.claimBeside(claimed, later, 10, last, NOW.plus(LEASE)))
                .extracting(each -> each.notice().id(), Claimed::before)
                .containsExactlyInAnyOrder(
                        tuple(fresh.id(), NoticeState.ISSUED), tuple(deferred.id(), NoticeState.DEFERRED));
        assertThat(notices.claimBeside(claimed, later, 10, last, NOW.plus(LEASE)))
                .isEmpty();
        assertThat(notices.claimBeside(List.of(), later, 10, last, NOW.plus(LEASE)))
                .isEmpty();
    }

    @Test
    void claimsBesideWhatIsFreshOnlyWhatWaited() {
        var first = issue(NOW);
        issue(NOW.plusSeconds(60));
        var deferred = issue(NOW);
        settle(claim(List.of(deferred.id())), NoticeState.DEFERRED, NOW.plusSeconds(60));
        var claimed = claim(List.of(first.id()));

        assertThat(notices.claimBeside(claimed, NOW.plusSeconds(1), 10, last, NOW.plus(LEASE)))
                .extracting(each -> each.notice().id())
                .containsExactly(deferred.id());
    }

    private static Issued ofAnother(Instant moment) {
        var id = UUID.randomUUID();
        return new Issued(
                id,
                null,
                "roads",
                "roads@duban.example",
                NoticeKind.REMINDER,
                NoticeLevel.BLUE,
                moment,
                NOW,
                null,
                null);
    }

    @Test
    void knowsWhenAnyIsTriedNext() {
        issue(NOW.plusSeconds(60));
        issue(NOW.plusSeconds(30));
        nodes.transaction(() -> {
            issue(NOW);
            assertThat(notices.nextAttemptAt()).contains(NOW);
            nodes.meanwhile(() -> assertThat(notices.nextAttemptAt()).contains(NOW.plusSeconds(30)));
        });

        assertThat(notices.nextAttemptAt()).contains(NOW);
    }

    @Test
    void putsOnItsWayAgainOnlyWhatHasFallenOffIt() {
        var stranded = issue(NOW);
        settle(claimDue(NOW, 1), NoticeState.DEFERRED, null);
        var settled = issue(NOW);
        settle(claimDue(NOW, 1), NoticeState.ACCEPTED, null);
        var waiting = issue(NOW.plusSeconds(60));

        tables.notices().makeDue(List.of(stranded.id(), settled.id(), waiting.id(), UUID.randomUUID()), NOW);

        assertThat(ids(claimDue(NOW, 10))).containsExactly(stranded.id());
        assertThat(notices.nextAttemptAt()).contains(NOW.plusSeconds(60));
    }

    private Issued issue(Instant dueAt) {
        var notice = issued(NoticeLevel.BLUE, NOW);
        notices.insert(List.of(notice), dueAt);
        return notice;
    }

    /** One that forwards a mail: nothing else is told with it. */
    private static Issued ofAMail(Instant moment) {
        var id = UUID.randomUUID();
        return new Issued(
                id,
                null,
                "health",
                "health@duban.example",
                NoticeKind.FORWARDED,
                NoticeLevel.BLUE,
                moment,
                NOW,
                null,
                null);
    }

    private static Issued issued(NoticeLevel level, Instant moment) {
        var id = UUID.randomUUID();
        return new Issued(
                id, null, "health", "health@duban.example", NoticeKind.REMINDER, level, moment, NOW, null, null);
    }

    private List<Claimed> claimDue(Instant now, int limit) {
        return notices.claimDue(now, limit, last = UUID.randomUUID(), now.plus(LEASE));
    }

    private List<Claimed> claim(List<UUID> ids) {
        return notices.claim(ids, NOW, last = UUID.randomUUID(), NOW.plus(LEASE));
    }

    private UUID last = UUID.randomUUID();

    private void settle(List<Claimed> claimed, NoticeState state, @Nullable Instant next) {
        var changes = claimed.stream()
                .map(each -> new Change(each.notice(), last, state, each.attempts(), next, "reply", null))
                .toList();
        assertThat(notices.change(changes)).hasSize(claimed.size());
    }

    private static Change change(Issued notice, UUID claim, NoticeState state, @Nullable Instant next) {
        return new Change(notice, claim, state, 1, next, null, null);
    }

    private static Delivery delivery(Issued notice, UUID claim) {
        var reading = new Reading("局", "Bureau", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
        var lines = List.of(StepBuilder.aStep("one-day").line("as planned"));
        return new Delivery(
                notice.saying(notice.kind(), notice.level(), reading, lines), 1, false, notice.issuedAt(), claim);
    }

    private static List<UUID> ids(List<Claimed> claimed) {
        return claimed.stream().map(each -> each.notice().id()).toList();
    }
}
