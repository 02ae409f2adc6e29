package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.content.NoticeLine;
import org.duban.directory.Scope;
import org.duban.words.ReasonWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What becomes of notices that cannot be sent as they come: on a clock that stands still, mails claimed by the test itself. */
class WaitingTests {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String TOOK_ITS_PLACE = "while it waited to be sent, %s took its place";

    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse("2026-11-23T01:00:00Z", "duban.roles=intake,clock");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final Deliveries deliveries = node.getBean(Deliveries.class);

    @Test
    void tellsOnlyTheMostSevereOfWhatWaited() {
        assign("T-1", "2026-11-26");
        wakeAt("2026-11-23T01:30:00Z");
        wakeAt("2026-11-24T01:30:00Z");
        wakeAt("2026-11-25T01:30:00Z");
        wakeAt("2026-11-27T01:30:00Z");

        assertThat(told(claim())).containsExactlyInAnyOrder("education overdue -1", "county-office overdue -1");
        assertThat(fates("T-1"))
                .containsExactlyInAnyOrder(
                        "assigned SUPERSEDED " + TOOK_ITS_PLACE.formatted("overdue"),
                        "three-days SUPERSEDED " + TOOK_ITS_PLACE.formatted("overdue"),
                        "unreceived SUPERSEDED " + TOOK_ITS_PLACE.formatted("overdue"),
                        "one-day SUPERSEDED " + TOOK_ITS_PLACE.formatted("overdue"),
                        "overdue TOLD",
                        "overdue TOLD");
        assertThat(states())
                .containsExactlyInAnyOrderElementsOf(List.of("MOOT", "MOOT", "MOOT", "MOOT", "SENDING", "SENDING"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "progressed", "submitted"})
    void asksNobodyToSignWhoHasSignedWhileThatWaited(String act) {
        assign("T-1", "2026-12-31");
        event(act, "T-1", Map.of());
        patiently(() -> revision("T-1") == 2);
        house.pass(Duration.ofMinutes(1));

        assertThat(told(claim())).isEmpty();
        assertThat(fates("T-1")).containsExactly("assigned MOOT no longer held when it was to be sent: signed for");
    }

    @Test
    void tellsTheAssignmentThatHasNotWaitedThoughItIsSignedFor() {
        assign("T-1", "2026-12-31");
        event("received", "T-1", Map.of());
        patiently(() -> revision("T-1") == 2);

        assertThat(claim()).hasSize(1);
    }

    /** Else it would hear nothing of the deadline that it has by now. */
    @Test
    void tellsTheAssignmentThatWaitedWhereItAloneNamesTheDeadline() {
        assign("T-1", "2026-12-31");
        event("amended", "T-1", Map.of("deadline", "2026-12-30"));
        patiently(() -> revision("T-1") == 2);
        event("received", "T-1", Map.of());
        patiently(() -> revision("T-1") == 3);
        wakeAt("2026-11-23T01:01:00Z");

        assertThat(claim())
                .flatExtracting(delivery -> delivery.notice().lines())
                .extracting(line -> line.step() + " " + line.task().deadlineDate())
                .containsExactly("assigned 2026-12-30");
    }

    /** The later step has fallen due, and no round has come by yet. */
    @Test
    void isOvertakenByWhatIsDueThoughNobodyHasBeenToldOfItYet() {
        assign("T-1", "2026-11-26");

        house.at("2026-11-27T01:30:05Z");

        assertThat(told(claim())).isEmpty();
        assertThat(fates("T-1")).containsExactly("assigned SUPERSEDED " + TOOK_ITS_PLACE.formatted("overdue"));
    }

    @Test
    void tellsAfterAllWhatWasLeftOutForWhatNobodyWasTold() {
        assign("T-1", "2026-11-26");
        wakeAt("2026-11-25T01:30:00Z");
        settleAll(new Outcome.Deferred("451 later"));
        assertThat(fates("T-1")).contains("assigned SUPERSEDED " + TOOK_ITS_PLACE.formatted("one-day"));
        event("held", "T-1", Map.of("reason", "flood"));
        patiently(() -> revision("T-1") == 2);
        wakeAt("2026-11-25T01:40:00Z");

        assertThat(told(claim())).isEmpty();
        assertThat(told(claim())).containsExactly("education assigned 1");
        assertThat(fates("T-1"))
                .contains("assigned TOLD", "one-day MOOT no longer held when it was to be sent: put on hold");
        settle(new Outcome.Accepted("250 ok"));
        house.pass(Duration.ofDays(1));
        assertThat(claim()).isEmpty();
    }

    @Test
    void tellsAfterAllWhatWasLeftOutForWhatFellIntoAHold() {
        assign("T-1", "2026-11-26");
        house.at("2026-11-27T01:30:05Z");
        assertThat(told(claim())).isEmpty();
        event("held", "T-1", Map.of("reason", "flood"));
        patiently(() -> revision("T-1") == 2);

        wakeAt("2026-11-27T01:40:00Z");

        assertThat(told(claim())).containsExactly("education assigned -1");
    }

    @Test
    void leavesNothingOutForWhatFellAwayBefore() {
        assign("T-1", "2026-11-26");
        wakeAt("2026-11-25T01:30:00Z");
        settleAll(new Outcome.Deferred("451 later"));
        event("held", "T-1", Map.of("reason", "flood", "until", "2026-11-25T10:00:00+08:00"));
        patiently(() -> revision("T-1") == 2);
        wakeAt("2026-11-25T01:40:00Z");
        assertThat(told(claim())).isEmpty();

        house.at("2026-11-25T02:30:00Z");

        assertThat(Stream.of(claim(), claim()).flatMap(List::stream).toList())
                .as("the most severe but the one that fell away")
                .singleElement()
                .satisfies(delivery -> assertThat(told(List.of(delivery)))
                        .allMatch(line -> line.startsWith("education ") && !line.contains("one-day")));
    }

    @Test
    void letsAnEarlierStepThatIsMoreSevereTakeThePlaceOfALaterOne() {
        assign("T-1", "2026-11-26");
        event("received", "T-1", Map.of());
        patiently(() -> revision("T-1") == 2);
        wakeAt("2026-11-27T01:30:00Z");
        wakeAt("2026-11-30T01:30:00Z");

        assertThat(told(claim())).containsExactlyInAnyOrder("education overdue -2", "county-office overdue -2");
        assertThat(fates("T-1")).contains("silent SUPERSEDED " + TOOK_ITS_PLACE.formatted("overdue"));
    }

    @Test
    void composesAnewWhatWaitsForOneReaderTheMostSevereFirst() {
        assign("T-1", "2026-12-31");
        assign("T-2", "2026-11-26");
        wakeAt("2026-11-24T01:30:00Z");
        wakeAt("2026-11-25T01:30:00Z");

        assertThat(claim()).singleElement().satisfies(delivery -> {
            assertThat(delivery.notice().lines())
                    .extracting(line -> line.taskId() + " " + line.step())
                    .containsExactly("T-2 one-day", "T-1 unreceived");
            assertThat(delivery.notice().issuedAt()).isEqualTo(now());
        });
        assertThat(states()).containsExactlyInAnyOrder("MOOT", "MOOT", "MERGED", "SENDING");
    }

    @Test
    void saysWhichNoticeTellsWhatAnotherHadToTell() {
        assign("T-1", "2026-12-31");
        settleAll(new Outcome.Deferred("451 later"));
        assign("T-2", "2026-12-31");

        house.pass(Duration.ofMinutes(2));
        var notice = claim().get(0).notice();

        var merged = notices().find(null, null, NoticeState.MERGED, null, 10, Scope.EVERYTHING);
        assertThat(notice.lines()).extracting(NoticeLine::taskId).containsExactlyInAnyOrder("T-1", "T-2");
        assertThat(merged).singleElement().satisfies(one -> {
            assertThat(one.mergedInto()).isEqualTo(notice.id());
            assertThat(one.taskIds()).hasSize(1);
            assertThat(notices().find(one.taskIds().get(0), null, NoticeState.MERGED, null, 10, Scope.EVERYTHING))
                    .hasSize(1);
        });
        assertThat(notices().steps("T-1").get(0).noticeId()).isEqualTo(notice.id());
        assertThat(notices().steps("T-1").get(0).noticeLines()).isEqualTo(2);
        patiently(() -> house.records("receipts").stream()
                .anyMatch(record -> record.contains("duban.notice.moot")
                        && record.contains("\"state\":\"MERGED\"")
                        && record.contains("\"mergedInto\":\"" + notice.id() + "\"")));
    }

    @Test
    void leavesAMailReadableHoweverMuchHasWaited() {
        for (var round = 0; round < 12; round++) {
            var number = round;
            IntStream.range(0, 10).forEach(i -> assigned("M-" + number + "-" + i, "2027-06-30"));
            patiently(() -> house.count("select count(*) from task") == 10L * (number + 1));
            wakeAt("2026-11-23T01:0" + round / 2 + ":" + (round % 2 == 0 ? "10" : "40") + "Z");
        }
        // A call that comes while the clock's own round goes on is served by that one, and returns before it ends.
        patiently(() ->
                house.count("select count(*) from notice_step where fate = 'TOLD' and notice_id is not null") == 120);

        assertThat(claim())
                .extracting(delivery -> delivery.notice().lines().size())
                .containsExactlyInAnyOrder(50, 50, 20);
        // Whatever was issued in between, a moment that came in the middle of a round included.
        assertThat(states().stream().filter(state -> !state.equals("MERGED"))).hasSize(3);
        assertThat(house.count("select count(*) from notice_step where fate = 'TOLD'"))
                .isEqualTo(120);
    }

    @Test
    void lacksNothingForThoseWhoAskForFewMailsAtATime() {
        assign("T-1", "2026-12-31");
        assign("T-2", "2026-12-31");
        event("assigned", "T-3", task("health", "2026-12-31"));
        patiently(() -> house.count("select count(*) from task") == 3);
        wakeAt("2026-11-23T01:00:10Z");
        house.pass(Duration.ofHours(1));

        assertThat(deliveries.claimDue(2, LEASE))
                .extracting(delivery -> delivery.notice().recipient())
                .containsExactlyInAnyOrder("education", "health");
    }

    /** More than lies in memory at once waits for two readers: each gets all of it with one claim. */
    @Test
    void takesWhatWaitsForAReaderTogetherHoweverMuchThatIs() {
        assign("T-1", "2026-12-31");
        event("assigned", "T-2", task("health", "2026-12-31"));
        patiently(() -> house.count("select count(*) from task") == 2);
        wakeAt("2026-11-23T01:00:10Z");
        copyEach(1_500);
        house.pass(Duration.ofHours(1));

        var first = deliveries.claimDue(2, LEASE);
        var second = deliveries.claimDue(2, LEASE);

        assertThat(List.of(first, second)).allSatisfy(claim -> assertThat(claim).hasSize(31));
        assertThat(Stream.of(first, second).map(WaitingTests::readers))
                .containsExactlyInAnyOrder(Set.of("education"), Set.of("health"));
        assertThat(deliveries.claimDue(2, LEASE)).isEmpty();
    }

    private static Set<String> readers(List<Delivery> claim) {
        return claim.stream().map(delivery -> delivery.notice().recipient()).collect(Collectors.toSet());
    }

    /** Has so many more notices wait that tell the same. */
    private void copyEach(int times) {
        house.sql().sql("""
                with copied as (
                    select gen_random_uuid() as copy, nth, n.* from notice n, generate_series(1, :times) as nth),
                inserted as (
                    insert into notice (id, recipient, address, kind, level, moment, issued_at, name_zh, name_en, locale,
                                        zone, state, next_attempt_at)
                    select copy, recipient, address, kind, level, moment, issued_at, name_zh, name_en, locale, zone,
                           state, next_attempt_at from copied)
                insert into notice_step (task_id, revision, step, step_at, audience, recipient, address, kind, level, fate,
                                         line, notice_id)
                select s.task_id, s.revision, s.step, s.step_at + nth * interval '1 microsecond', s.audience,
                       s.recipient, s.address, s.kind, s.level, s.fate, s.line, copied.copy
                from copied join notice_step s on s.notice_id = copied.id
                """).param("times", times).update();
    }

    @Test
    void letsAGreylistedNoticeGoAsItWas() {
        assign("T-1", "2026-12-31");
        var first = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(first, new Outcome.Deferred("451 4.7.1 greylisted"))));

        house.pass(Duration.ofMinutes(2));

        assertThat(claim()).extracting(Delivery::notice).containsExactly(first.notice());
    }

    @Test
    void countsTheDaysThatAreLeftFromWhenItGoes() {
        assign("T-1", "2026-12-31");
        wakeAt("2026-11-24T01:30:00Z");
        var daysLeft = claim().get(0).notice().lines().get(0).task().workingDaysLeft();
        settle(new Outcome.Deferred("451 later"));

        house.at("2026-11-26T02:00:00Z");
        var again = claim().get(0);
        settle(new Outcome.Unknown("silence"));
        house.at("2026-11-27T02:00:00Z");
        var copy = claim().get(0);

        assertThat(again.notice().lines().get(0).task().workingDaysLeft()).isEqualTo(daysLeft - 2);
        assertThat(again.notice().issuedAt()).isEqualTo("2026-11-26T02:00:06Z");
        assertThat(again.triedFrom()).isEqualTo("2026-11-24T01:30:00Z");
        assertThat(copy.notice())
                .as("what may have arrived is repeated word for word")
                .isEqualTo(again.notice());
    }

    @ParameterizedTest(name = "due {1}, told {0}, sent {2}: {3}")
    @CsvSource({
        "2026-11-23T01:00:10Z, 2026-11-23T03:00:00Z, 2026-11-23T02:59:00Z, as it was",
        "2026-11-23T01:00:10Z, 2026-11-23T03:00:00Z, 2026-11-23T03:00:00Z, the deadline has passed",
        "2026-11-28T01:00:10Z, 2026-11-29,           2026-11-28T02:00:00Z, as it was",
        "2026-11-28T01:00:10Z, 2026-11-29,           2026-11-29T02:00:00Z, its day has come",
    })
    void isStatedAsOfWhenItGoesWhereTimeAloneHasChangedWhatItSays(
            String told, String deadline, String sent, String expected) {
        assign("T-1", deadline, told);
        claim();
        settle(new Outcome.Deferred("451 later"));

        house.at(sent);
        var notice = claim().get(0).notice();

        assertThat(notice.issuedAt()).isEqualTo(expected.equals("as it was") ? Instant.parse(told) : now());
    }

    @Test
    void leavesWordForWordWhatMayHaveArrived() {
        assign("T-1", "2026-11-26");
        var perhaps = claim().get(0);
        settle(new Outcome.Unknown("silence"));
        wakeAt("2026-11-25T01:30:00Z");
        wakeAt("2026-11-27T01:30:00Z");

        assertThat(claim())
                .extracting(Delivery::notice)
                .contains(perhaps.notice())
                .filteredOn(notice -> notice.recipient().equals("education"))
                .hasSize(2);
    }

    @Test
    void tellsADecisionBesideWhatIsMoreUrgentAlsoAfterAWait() {
        assign("T-1", "2026-11-26");
        event("submitted", "T-1", Map.of());
        patiently(() -> revision("T-1") == 2);
        house.at("2026-11-24T02:00:00Z");
        event("returned", "T-1", Map.of("reason", "photographs are missing"));
        patiently(() -> revision("T-1") == 3);
        wakeAt("2026-11-24T02:00:01Z");
        wakeAt("2026-11-27T01:30:00Z");

        assertThat(told(claim()))
                .containsExactlyInAnyOrder("education overdue -1, returned -1", "county-office overdue -1");
    }

    @Test
    void holdsNothingBackForWhatDoesNotHoldAnyMore() {
        assign("T-1", "2026-11-26");
        wakeAt("2026-11-27T01:30:00Z");
        event("extension-granted", "T-1", Map.of("deadline", "2026-12-31"));
        patiently(() -> revision("T-1") == 2);
        wakeAt("2026-11-27T01:40:00Z");

        assertThat(told(claim())).containsExactly("education extension-granted 24");
        assertThat(fates("T-1"))
                .contains("overdue MOOT no longer held when it was to be sent: the deadline is now 2026-12-31");
    }

    @Test
    void lastsNoLongerThanTheAlarmThatItLifts() {
        assign("T-1", "2026-11-26");
        wakeAt("2026-11-27T01:30:00Z");
        event("struck-off", "T-1", Map.of());
        patiently(() -> revision("T-1") == 2);
        wakeAt("2026-11-27T02:00:00Z");
        house.pass(Duration.ofMinutes(1));

        assertThat(told(claim())).isEmpty();
        assertThat(fates("T-1")).contains("closed MOOT had not been told of the task before");
    }

    @Test
    void liftsAnAlarmAfterAWaitThatWasGivenBeforeIt() {
        assign("T-1", "2026-11-26");
        wakeAt("2026-11-27T01:30:00Z");
        settleAll(new Outcome.Accepted("250 ok"));
        event("struck-off", "T-1", Map.of());
        patiently(() -> revision("T-1") == 2);
        wakeAt("2026-11-27T02:00:00Z");
        house.pass(Duration.ofMinutes(1));

        assertThat(claim())
                .extracting(delivery ->
                        delivery.notice().recipient() + " " + delivery.notice().kind())
                .containsExactly("county-office CLOSURE");
    }

    @Test
    void givesUpAReaderWhoCannotBeReachedHoweverOftenMoreIsToBeTold() {
        assign("T-1", "2026-12-31");
        settleAll(new Outcome.Deferred("452 mailbox full"));
        var states = new ArrayList<String>();
        for (var day = 24; day <= 28; day++) {
            assign("T-" + day, "2026-12-31", "2026-11-" + day + "T02:00:00Z");
            house.pass(Duration.ofMinutes(1));
            settleAll(new Outcome.Deferred("452 mailbox full"));
            states.add(String.join(" ", states().stream().distinct().sorted().toList()));
        }

        assertThat(states.get(3)).doesNotContain("UNDELIVERABLE");
        assertThat(states.get(4)).contains("UNDELIVERABLE");
        assertThat(claim())
                .extracting(delivery -> delivery.notice().recipient())
                .containsOnly("county-office");
    }

    private void assign(String task, String deadline) {
        assign(task, deadline, "2026-11-23T01:00:10Z");
    }

    private void assign(String task, String deadline, String instant) {
        house.at(instant);
        assigned(task, deadline);
        patiently(() -> house.count("select count(*) from task where id = '" + task + "'") == 1);
        wakeAt(instant);
    }

    private void assigned(String task, String deadline) {
        event("assigned", task, task("education", deadline));
    }

    private static Map<String, Object> task(String unit, String deadline) {
        return Map.of("title", "Repair the roof", "leadUnit", unit, "deadline", deadline, "policy", "supervised");
    }

    private void event(String type, String task, Map<String, ?> data) {
        house.event("duban.task." + type, task, data);
    }

    private void wakeAt(String instant) {
        house.at(instant);
        TestHouse.wake(node);
    }

    /** Claims what is due a little later, when Kafka's head start is over. */
    private List<Delivery> claim() {
        house.pass(Duration.ofSeconds(6));
        inHand = deliveries.claimDue(1000, LEASE);
        return inHand;
    }

    private List<Delivery> inHand = List.of();

    private void settle(Outcome outcome) {
        deliveries.settle(inHand.stream()
                .map(delivery -> new Deliveries.Settlement(delivery, outcome))
                .toList());
    }

    private void settleAll(Outcome outcome) {
        claim();
        settle(outcome);
    }

    private static List<String> told(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(Delivery::notice)
                .map(notice -> notice.recipient() + " "
                        + String.join(
                                ", ",
                                notice.lines().stream()
                                        .map(line ->
                                                line.step() + " " + line.task().workingDaysLeft())
                                        .toList()))
                .toList();
    }

    private Notices notices() {
        return node.getBean(Notices.class);
    }

    private List<String> fates(String task) {
        return notices().steps(task).stream()
                .map(step -> step.step() + " " + step.fate()
                        + (step.reason() == null ? "" : " " + ReasonWords.english(step.reason())))
                .toList();
    }

    private List<String> states() {
        return house.sql().sql("select state from notice").query(String.class).list();
    }

    private Instant now() {
        return node.getBean("clockOfTheTest", java.time.InstantSource.class).instant();
    }

    private long revision(String task) {
        return house.count("select revision from task where id = '" + task + "'");
    }

    private static void patiently(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
