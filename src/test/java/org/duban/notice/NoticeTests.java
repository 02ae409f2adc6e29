package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.NoticeLine.Office;
import org.duban.content.TaskFacts;
import org.duban.directory.ChangedUnit;
import org.duban.directory.StandIn;
import org.duban.directory.StandIns;
import org.duban.directory.Unit;
import org.duban.fate.StepMove;
import org.duban.reasons.Reason;
import org.duban.words.ReasonWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What is told and what is not, on a clock that stands still until it is set; mails are claimed by the test itself. */
class NoticeTests {

    private static final Duration LEASE = Duration.ofMinutes(5);

    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse("2026-11-23T02:00:00Z", "duban.roles=intake,clock");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private Deliveries deliveries = node.getBean(Deliveries.class);

    @Test
    void listsWhatIsDueTogetherInOneNotice() {
        assign("T-1", "education", "2026-12-01");
        assign("T-2", "education", "2026-12-01");
        assign("T-3", "health", "2026-12-01");
        settleAll();

        wakeAt("2026-11-30T01:30:00Z");

        assertThat(claimed())
                .extracting(notice -> notice.recipient() + notice.lines().size() + notice.kind() + notice.level())
                .containsExactlyInAnyOrder("education2REMINDERYELLOW", "health1REMINDERYELLOW");
    }

    @Test
    void composesManyInPartsWithoutPartingOneReader() {
        var tasks = IntStream.range(0, 2_100).mapToObj(i -> "M-" + i).toList();
        tasks.forEach(task -> event(
                "assigned",
                task,
                Map.of("title", "Repair the roof", "leadUnit", unit(task), "deadline", "2026-12-01")));
        patiently(() -> house.count("select count(*) from task") == tasks.size());

        wakeAt("2026-11-30T01:30:00Z");

        assertThat(house.count("select count(*) from notice where moment = '2026-11-30T01:30:00Z'"))
                .isEqualTo(3 * 14);
        assertThat(house.count("select count(*) from notice_step where step = 'one-day' and notice_id is not null"))
                .isEqualTo(tasks.size());
    }

    /** A third each: what is composed at once ends among the last one. */
    private static String unit(String task) {
        return List.of("education", "health", "roads").get(Integer.parseInt(task.substring(2)) % 3);
    }

    @Test
    void tellsOnlyTheMostSevereAfterAnOutage() {
        assign("T-1", "education", "2026-12-01");
        settleAll();

        wakeAt("2026-12-10T01:30:00Z");

        assertThat(claimed())
                .extracting(notice ->
                        notice.recipient() + " " + notice.lines().get(0).step())
                .containsExactlyInAnyOrder("education overdue", "county-office overdue");
        assertThat(fates("T-1")).contains("one-day SUPERSEDED superseded by overdue");
    }

    @Test
    void tellsNobodyTwiceHoweverOftenItIsCalled() {
        assign("T-1", "education", "2026-12-01");
        settleAll();

        wakeAt("2026-11-30T01:30:00Z");
        wakeAt("2026-11-30T01:30:00Z");
        wakeAt("2026-11-30T01:31:00Z");

        assertThat(claimed()).hasSize(1);
        assertThat(claimed()).isEmpty();
    }

    @Test
    void dropsWhatNoLongerHoldsBeforeSending() {
        assign("T-1", "education", "2026-12-01");
        assign("T-2", "education", "2026-12-01");
        assign("T-3", "health", "2026-12-01");
        settleAll();
        wakeAt("2026-11-30T01:30:00Z");

        event("struck-off", "T-1", Map.of());
        event("extension-granted", "T-3", Map.of("deadline", "2027-01-29"));
        patiently(() -> revisions("T-1") == 2 && revisions("T-3") == 2);

        assertThat(claimedAbout("one-day"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.lines())
                        .extracting(NoticeLine::taskId)
                        .containsExactly("T-2"));
        assertThat(fates("T-1")).contains("one-day MOOT no longer held when it was to be sent: struck off");
        assertThat(house.count("select count(*) from notice where state = 'MOOT'"))
                .isEqualTo(1);
    }

    @Test
    void saysWhyWhatItHadToTellNoLongerHeld() {
        for (var task : List.of("T-1", "T-2", "T-3", "T-4", "T-5")) {
            assign(task, "education", "2026-12-01");
        }
        settleAll();
        wakeAt("2026-11-30T01:30:00Z");

        event("withdrawn", "T-1", Map.of());
        event("held", "T-2", Map.of("reason", "flood"));
        event("submitted", "T-3", Map.of());
        event("extension-granted", "T-4", Map.of("deadline", "2027-01-29"));
        event("amended", "T-5", Map.of("leadUnit", "health"));
        patiently(() -> house.count("select count(*) from task where revision = 2") == 5);
        claim();

        var held = "one-day MOOT no longer held when it was to be sent: ";
        assertThat(fates("T-1")).contains(held + "withdrawn");
        assertThat(fates("T-2")).contains(held + "put on hold");
        assertThat(fates("T-3")).contains(held + "reported complete");
        assertThat(fates("T-4")).contains(held + "the deadline is now 2027-01-29");
        assertThat(fates("T-5")).contains(held + "education no longer answers for it");
    }

    @Test
    void keepsWhatMovedAStep() {
        event(
                "assigned",
                "T-1",
                Map.of(
                        "title",
                        "Roof",
                        "leadUnit",
                        "education",
                        "deadline",
                        "2026-12-07",
                        "amounts",
                        Map.of("one-day", "P2D")));
        patiently(() -> house.count("select count(*) from task") == 1);
        settleAll();

        wakeAt("2026-12-04T01:30:00Z");

        assertThat(node.getBean(Notices.class).steps("T-1"))
                .filteredOn(step -> step.step().equals("one-day"))
                .extracting(step -> step.moved())
                .containsExactly(new StepMove(LocalDate.of(2026, 12, 5), List.of(new Reason("WEEKEND", List.of()))));
    }

    @Test
    void saysInEachNoticeWhoElseIsToldAndWhoAnswers() {
        assign("T-1", "education", "2026-12-01");
        settleAll();

        wakeAt("2026-12-10T01:30:00Z");

        assertThat(claimed())
                .flatExtracting(Notice::lines)
                .extracting(line -> line.alsoTold().named().get(0).en() + ", "
                        + (line.office() == null ? "nobody" : line.office().address()))
                .containsExactlyInAnyOrder(
                        "County Office, county-office@duban.example",
                        "County Education Bureau, city-office@duban.example");
    }

    @Test
    void tellsTheOfficeAboveWhereAUnitHasNoAddress() {
        assign("T-1", "silent", "2026-12-01");

        assertThat(claimed()).singleElement().satisfies(notice -> {
            assertThat(notice.recipient()).isEqualTo("county-office");
            assertThat(notice.kind()).hasToString("ESCALATION");
            assertThat(notice.lines().get(0).forUnitEn()).isEqualTo("Unit Without an Address");
            assertThat(notice.lines().get(0).owedKind()).hasToString("ASSIGNMENT");
        });
        assertThat(fates("T-1")).contains("assigned UNDELIVERABLE no reachable address; told county-office instead");
    }

    @Test
    void claimsEachNoticeOnceAndAgainWhenTheLeaseRunsOut() {
        assign("T-1", "education", "2026-12-01");

        var first = claim();
        var second = claim();
        house.at("2026-11-23T02:06:00Z");
        var third = claim();

        assertThat(first).hasSize(1);
        assertThat(second).isEmpty();
        assertThat(third)
                .extracting(Delivery::notice)
                .isEqualTo(first.stream().map(Delivery::notice).toList());
    }

    @Test
    void leavesANoticeToItsClaimForAsLongAsThatIsRenewed() {
        assign("T-1", "education", "2026-12-01");
        var held = claim();

        house.at("2026-11-23T02:04:00Z");
        deliveries.renew(held, LEASE);
        house.at("2026-11-23T02:08:50Z");

        assertThat(claim()).isEmpty();
        house.at("2026-11-23T02:08:54Z");
        assertThat(claim()).hasSize(1);
    }

    @Test
    void renewsOnlyClaimsThatStillCount() {
        assign("T-1", "education", "2026-12-01");
        assign("T-2", "health", "2026-12-01");
        patiently(() -> house.count("select count(*) from notice") == 2);
        var claims = claim();
        var settled = claims.get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(settled, new Outcome.Accepted("250 ok"))));
        house.at("2026-11-23T02:06:00Z");
        assertThat(claim()).hasSize(1);

        house.at("2026-11-23T02:10:00Z");
        deliveries.renew(claims, LEASE);
        house.at("2026-11-23T02:11:00Z");

        assertThat(claim()).hasSize(1);
        assertThat(stateOf(settled.notice().id())).isEqualTo("ACCEPTED");
        assertThat(house.count("select count(*) from notice where id = '"
                        + settled.notice().id() + "' and next_attempt_at is not null"))
                .isZero();
    }

    @Test
    void ignoresTheOutcomeOfAClaimThatWasSuperseded() {
        assign("T-1", "education", "2026-12-01");
        var frozen = claim().get(0);
        house.at("2026-11-23T02:06:00Z");
        var peer = claim().get(0);

        deliveries.settle(List.of(new Deliveries.Settlement(peer, new Outcome.Accepted("250 ok"))));
        deliveries.settle(List.of(new Deliveries.Settlement(frozen, new Outcome.Deferred("421 late"))));

        assertThat(stateOf(peer.notice().id())).isEqualTo("ACCEPTED");
    }

    @Test
    void repeatsAMailOfUnknownFateWordForWordUnlessNothingOfItHolds() {
        assign("T-1", "education", "2026-12-01");
        assign("T-2", "education", "2026-12-01");
        settleAll();
        wakeAt("2026-11-30T01:30:00Z");
        var delivery = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(delivery, new Outcome.Unknown("silence"))));

        act("struck-off", "T-1", Map.of());
        house.at("2026-11-30T02:30:00Z");
        var again = claimedAbout("one-day");
        act("struck-off", "T-2", Map.of());
        house.at("2026-11-30T12:30:00Z");

        assertThat(again).containsExactly(delivery.notice());
        assertThat(claimedAbout("one-day")).isEmpty();
        assertThat(stateOf(delivery.notice().id())).isEqualTo("MOOT");
    }

    @Test
    void repeatsItWordForWordEvenIfAnotherTryFailedInBetween() {
        assign("T-1", "education", "2026-12-01");
        assign("T-2", "education", "2026-12-01");
        settleAll();
        wakeAt("2026-11-30T01:30:00Z");
        var delivery = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(delivery, new Outcome.Unknown("silence"))));
        house.at("2026-11-30T02:30:00Z");
        deliveries.settle(List.of(new Deliveries.Settlement(claim().get(0), new Outcome.Deferred("451 later"))));

        act("struck-off", "T-1", Map.of());
        house.at("2026-11-30T03:30:00Z");

        assertThat(claimedAbout("one-day")).containsExactly(delivery.notice());
    }

    @Test
    void tellsWhatNobodyHasGotYetAsTheTaskIsNow() {
        assign("T-1", "education", "2026-12-01");
        deliveries.settle(List.of(new Deliveries.Settlement(claim().get(0), new Outcome.Deferred("451 later"))));
        act("amended", "T-1", Map.of("title", "Repair the roof and the gutter", "deadline", "2027-01-29"));

        house.at("2026-11-23T02:05:00Z");
        var renewed = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(renewed, new Outcome.Unknown("silence"))));
        act("amended", "T-1", Map.of("deadline", "2027-02-26"));
        house.at("2026-11-23T02:30:00Z");

        var task = renewed.notice().lines().get(0).task();
        assertThat(task.deadlineDate()).isEqualTo("2027-01-29");
        assertThat(task.title()).isEqualTo("Repair the roof and the gutter");
        assertThat(task.earlierDeadline()).isEqualTo("2026-12-01");
        assertThat(claimedAbout("assigned")).as("a copy word for word").containsExactly(renewed.notice());
    }

    @Test
    void repeatsItWordForWordThoughItsUnitHasMovedAndIsNamedAnew() {
        assign("T-1", "education", "2026-12-01");
        var delivery = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(delivery, new Outcome.Unknown("silence"))));
        var units = node.getBean(org.duban.directory.Directory.class);
        var unit = units.tree().unit("education").orElseThrow();

        units.save(List.of(new Unit(
                unit.code(),
                unit.parent(),
                unit.kind(),
                "教育体育局",
                "Education and Sports Bureau",
                unit.emails(),
                Locale.CHINESE,
                ZoneId.of("Asia/Urumqi"),
                null)));
        house.at("2026-11-23T02:30:00Z");

        assertThat(claimed()).containsExactly(delivery.notice());
    }

    @Test
    void sendsTheOthersWhenAUnitIsTakenOutOfTheTreeMeanwhile() {
        assign("T-1", "education", "2026-12-01");
        assign("T-2", "health", "2026-12-01");
        settleAll();
        wakeAt("2026-11-30T01:30:00Z");

        takeOutAsInEarlierReleases("education");

        assertThat(claimed()).extracting(Notice::recipient).containsExactly("health");
        assertThat(fates("T-1"))
                .contains("one-day MOOT no longer held when it was to be sent: education is no unit any more");
    }

    @Test
    void tellsNobodyWhatFallsDueWhileTheTaskIsHeld() {
        assign("T-1", "education", "2026-12-01");
        assign("T-2", "education", "2026-12-01");
        settleAll();
        act("held", "T-1", Map.of("reason", "road closed", "until", "2026-12-01T08:00:00+08:00"));

        wakeAt("2026-11-30T01:30:00Z");
        var reminded = claimed();
        wakeAt("2026-12-02T01:30:00Z");

        assertThat(reminded)
                .singleElement()
                .satisfies(notice -> assertThat(notice.lines())
                        .extracting(NoticeLine::taskId)
                        .containsExactly("T-2"));
        assertThat(fates("T-1")).contains("one-day HELD held until 2026-12-01T00:00:00Z: road closed", "overdue TOLD");
    }

    @Test
    void holdsWhatFellDueAMomentBeforeTheHold() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        house.at("2026-11-30T01:30:05Z");
        act("held", "T-1", Map.of("reason", "road closed"));

        wakeAt("2026-11-30T01:30:06Z");

        assertThat(claimed()).isEmpty();
        assertThat(fates("T-1")).contains("one-day HELD held until further notice: road closed");
    }

    @Test
    void sendsNothingOfATaskThatIsHeldMeanwhile() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        wakeAt("2026-11-30T01:30:00Z");
        act("held", "T-1", Map.of("reason", "road closed"));

        assertThat(claimed()).isEmpty();
        assertThat(fates("T-1")).contains("one-day MOOT no longer held when it was to be sent: put on hold");
    }

    @Test
    void tellsADecisionBesideWhatIsMoreUrgent() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        act("submitted", "T-1", Map.of());
        house.at("2026-12-09T02:00:00Z");
        act("returned", "T-1", Map.of("reason", "photographs are missing"));

        wakeAt("2026-12-09T02:00:01Z");

        assertThat(claimed())
                .extracting(notice -> notice.recipient() + " "
                        + notice.lines().stream().map(NoticeLine::step).toList())
                .containsExactlyInAnyOrder("education [overdue, returned]", "county-office [overdue]");
    }

    @Test
    void saysWhyMoreTimeIsAskedFor() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        act("extension-requested", "T-1", Map.of("deadline", "2027-01-31", "reason", "snow on the pass"));

        wakeAt("2026-11-23T02:00:20Z");
        var asked = settleAll();
        wakeAt("2026-11-25T01:30:00Z");

        assertThat(Stream.concat(asked.stream(), claimed().stream()).flatMap(notice -> notice.lines().stream()))
                .extracting(line -> line.step() + ": " + line.task().reason())
                .containsExactlyInAnyOrder("extension-requested: snow on the pass", "undecided: snow on the pass");
    }

    @Test
    void saysOfAUnitThatIsGoneThatItIs() {
        assign("T-1", "education", "2026-12-01");
        settleAll();

        takeOutAsInEarlierReleases("education");
        wakeAt("2026-11-30T10:00:00Z");

        assertThat(fates("T-1"))
                .contains("one-day UNDELIVERABLE there is no unit \"education\" any more; told group instead");
        assertThat(claimed()).extracting(Notice::recipient).containsExactly("group");
    }

    @Test
    void tellsADeputyAlsoOfTasksFromBeforeAndTheContactAgainAfterwards() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        standIn("education@duban.example", "2026-11-30", "2026-12-01");

        wakeAt("2026-11-30T01:30:00Z");
        wakeAt("2026-11-30T01:31:00Z");
        var during = settleAll();
        wakeAt("2026-12-02T01:30:00Z");

        assertThat(during).singleElement().satisfies(notice -> {
            assertThat(notice.address()).isEqualTo("drolma@duban.example");
            assertThat(notice.recipient()).isEqualTo("education");
            assertThat(notice.lines().get(0).standingIn())
                    .isEqualTo(new NoticeLine.StandingIn("Drolma", List.of("education@duban.example")));
        });
        assertThat(claimed())
                .extracting(Notice::address)
                .containsExactlyInAnyOrder("education@duban.example", "county-office@duban.example");
    }

    @Test
    void tellsNobodyTwiceWhenAStandInBeginsAfterTheFact() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        wakeAt("2026-11-30T01:30:00Z");
        var told = settleAll();

        standIn("education@duban.example", "2026-11-30", "2026-12-01");
        act("amended", "T-1", Map.of("title", "Repair the roof and the gutter"));
        wakeAt("2026-11-30T01:40:00Z");

        assertThat(told).extracting(Notice::address).containsExactly("education@duban.example");
        assertThat(claimed()).isEmpty();
    }

    @Test
    void keepsForWhomItIsUntilItIsSent() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        standIn("education@duban.example", "2026-11-30", "2026-12-01");
        wakeAt("2026-11-30T01:30:00Z");

        node.getBean(StandIns.class).remove("education", "leave");

        assertThat(claimed())
                .singleElement()
                .satisfies(
                        notice -> assertThat(notice.lines().get(0).standingIn()).isNotNull());
    }

    @Test
    void tellsTheOfficeAboveWhatADeputyRefusesAndItsDeputyIfItHasOne() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        standIn("education@duban.example", "2026-11-30", "2026-12-01");
        node.getBean(StandIns.class)
                .save(new StandIn(
                        "county-office",
                        "leave",
                        "county-office@duban.example",
                        "tashi@duban.example",
                        "Tashi",
                        LocalDate.parse("2026-11-30"),
                        LocalDate.parse("2026-11-30")));
        wakeAt("2026-11-30T01:30:00Z");

        deliveries.settle(
                List.of(new Deliveries.Settlement(claim().get(0), new Outcome.Refused("550 no such user", true))));

        assertThat(claimed()).singleElement().satisfies(notice -> {
            assertThat(notice.address()).isEqualTo("tashi@duban.example");
            assertThat(notice.lines().get(0).forUnitEn()).isEqualTo("County Education Bureau");
            assertThat(notice.lines().get(0).standingIn().name()).isEqualTo("Tashi");
        });
    }

    private void standIn(String contact, String from, String to) {
        var standIn = new StandIn(
                "education",
                "leave",
                contact,
                "drolma@duban.example",
                "Drolma",
                LocalDate.parse(from),
                LocalDate.parse(to));
        node.getBean(StandIns.class).save(standIn);
    }

    @Test
    void tellsTheClosureToThoseWhoHadGotAnEscalation() {
        assign("T-1", "education", "2026-12-01");
        settleAll();
        wakeAt("2026-12-02T01:30:00Z");
        settleAll();

        act("struck-off", "T-1", Map.of());
        wakeAt("2026-12-02T01:40:00Z");

        assertThat(claimed())
                .extracting(notice -> notice.recipient() + " " + notice.kind())
                .containsExactly("county-office CLOSURE");
    }

    @Test
    void tellsTheClosureOnceToWhomThePolicyNamesBesides() {
        var task = Map.of("title", "x", "leadUnit", "education", "deadline", "2026-12-01", "policy", "reviewed");
        event("assigned", "T-1", task);
        patiently(() -> house.count("select count(*) from task") == 1);
        wakeAt("2026-11-23T02:00:10Z");
        settleAll();

        act("struck-off", "T-1", Map.of());
        wakeAt("2026-11-23T02:10:00Z");

        assertThat(claimed())
                .extracting(notice -> notice.recipient() + " " + notice.kind())
                .containsExactly("education CLOSURE");
    }

    @Test
    void sendsASettledNoticeAgainWhenAsked() {
        assign("T-1", "education", "2026-12-01");
        var delivery = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(delivery, new Outcome.Accepted("250 ok"))));
        var resender = node.getBean(NoticeResender.class);

        var asked = resender.resend(delivery.notice().id());
        var askedTwice = resender.resend(delivery.notice().id());

        assertThat(asked).isEmpty();
        assertThat(askedTwice).get().asString().startsWith("RESEND_ON_ITS_WAY");
        house.at("2026-12-31T00:00:00Z");
        assertThat(claimed()).containsExactly(delivery.notice());
    }

    @Test
    void countsAnAttemptOnlyAgainstAServerThatAnswers() {
        assign("T-1", "education", "2026-12-01");

        var first = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(first, new Outcome.ServerDown("refused"))));
        house.at("2026-11-23T02:01:00Z");
        var second = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(second, new Outcome.Deferred("451 later"))));
        house.at("2026-11-23T02:03:00Z");
        var third = claim().get(0);

        assertThat(List.of(first.attempt(), second.attempt(), third.attempt())).containsExactly(1, 1, 2);
    }

    @Test
    void givesUpAfterTheTimeThatItRetriesFor() {
        assign("T-1", "education", "2026-12-01");
        house.at("2026-11-28T02:01:00Z");

        var delivery = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(delivery, new Outcome.Deferred("451 later"))));

        assertThat(stateOf(delivery.notice().id())).isEqualTo("UNDELIVERABLE");
        assertThat(fates("T-1")).anySatisfy(fate -> assertThat(fate).startsWith("assigned UNDELIVERABLE 451 later"));
    }

    @Test
    void countsThatTimeAnewWhenSomebodyAsksForANoticeAgain() {
        assign("T-1", "education", "2026-12-01");
        var notice = settleAll().get(0).id();
        house.at("2026-12-20T02:00:00Z");
        node.getBean(NoticeResender.class).resend(notice);

        deliveries.settle(List.of(new Deliveries.Settlement(claim().get(0), new Outcome.Deferred("451 later"))));
        var deferred = stateOf(notice);
        house.at("2026-12-25T02:01:00Z");
        deliveries.settle(List.of(new Deliveries.Settlement(claim().get(0), new Outcome.Deferred("451 later"))));

        assertThat(deferred).isEqualTo("DEFERRED");
        assertThat(stateOf(notice)).isEqualTo("UNDELIVERABLE");
    }

    @Test
    void givesTheAnswerToWhoAskedAlthoughAnotherLeadsByNow() {
        assign("T-1", "education", "2026-12-15");
        event("extension-requested", "T-1", Map.of("deadline", "2026-12-29", "reason", "snow", "by", "education"));
        act("amended", "T-1", Map.of("leadUnit", "health"));
        wakeAt("2026-11-23T03:00:00Z");

        var asked = claimedAbout("extension-requested");
        assertThat(asked).extracting(Notice::recipient).containsExactly("county-office");
        assertThat(asked.get(0).lines().get(0).task())
                .extracting(TaskFacts::askerEn, TaskFacts::reason, TaskFacts::leadUnitEn)
                .containsExactly("County Education Bureau", "snow", "County Health Commission");

        act("extension-declined", "T-1", Map.of("reason", "no"));
        wakeAt("2026-11-23T04:00:00Z");
        assertThat(claimedAbout("extension-declined"))
                .extracting(Notice::recipient)
                .containsExactly("education");
    }

    @Test
    void tellsTheNewLeadOfADeadlineThatItsAssignmentDidNotName() {
        assign("T-1", "education", "2026-12-15");
        event("extension-requested", "T-1", Map.of("deadline", "2026-12-29", "reason", "snow"));
        act("amended", "T-1", Map.of("leadUnit", "health"));
        wakeAt("2026-11-23T03:00:00Z");
        settleAll();

        act("extension-granted", "T-1", Map.of("deadline", "2026-12-29", "by", "county-office"));
        wakeAt("2026-11-23T04:00:00Z");

        assertThat(claimedAbout("extension-granted"))
                .extracting(Notice::recipient)
                .containsExactlyInAnyOrder("education", "health");
    }

    @Test
    void tellsTheOfficeAboveOnceWhenAUnitCannotBeReachedForDays() {
        assign("T-1", "education", "2026-12-01");
        house.at("2026-11-28T02:01:00Z");

        var delivery = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(delivery, new Outcome.ServerDown("connection refused"))));

        assertThat(claimed()).singleElement().satisfies(notice -> {
            assertThat(notice.recipient()).isEqualTo("county-office");
            assertThat(notice.kind()).hasToString("ESCALATION");
            assertThat(notice.lines().get(0).forUnitEn())
                    .isEqualTo(delivery.notice().recipientEn());
        });
        assertThat(claimed()).isEmpty();
    }

    @Test
    void tellsTheOfficeAboveOnceWhenAMailIsRefusedForGood() {
        assign("T-1", "education", "2026-12-01");

        var delivery = claim().get(0);
        deliveries.settle(
                List.of(new Deliveries.Settlement(delivery, new Outcome.Refused("554 transaction failed", false))));

        assertThat(stateOf(delivery.notice().id())).isEqualTo("REFUSED");
        assertThat(claimed()).extracting(Notice::recipient).containsExactly("county-office");
        assertThat(claimed()).isEmpty();
    }

    /** In New York it is still Sunday. */
    @Test
    void countsTheDaysOfTheOfficeThatIsToldInsteadAndNamesWhoAnswersIt() {
        moveToNewYork("education");
        assign("T-1", "education", "2026-12-01");

        var refused = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(refused, new Outcome.Refused("550 no such user", false))));

        assertThat(refused.notice().lines().get(0).task().workingDaysLeft()).isEqualTo(7);
        assertThat(claimed()).flatExtracting(Notice::lines).singleElement().satisfies(line -> {
            assertThat(line.task().workingDaysLeft()).isEqualTo(6);
            assertThat(line.office()).extracting(Office::address).isEqualTo("city-office@duban.example");
        });
    }

    /** What the notice names as its zone stays, though its unit has moved since. */
    @Test
    void countsTheDaysOfTheZoneThatTheMailNames() {
        assign("T-1", "education", "2026-12-01");
        moveToNewYork("education");
        act("amended", "T-1", Map.of("title", "Repair the roof at once"));

        assertThat(claimed()).singleElement().satisfies(notice -> {
            assertThat(notice.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
            assertThat(notice.lines().get(0).task().title()).isEqualTo("Repair the roof at once");
            assertThat(notice.lines().get(0).task().workingDaysLeft()).isEqualTo(6);
        });
    }

    @Test
    void saysWhetherAMailMayHaveArrivedBefore() {
        assign("T-1", "education", "2026-12-01");
        var first = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(first, new Outcome.Deferred("451 later"))));
        house.at("2026-11-23T02:03:00Z");
        var second = claim().get(0);
        deliveries.settle(List.of(new Deliveries.Settlement(second, new Outcome.Unknown("connection lost"))));
        house.at("2026-11-23T02:30:00Z");
        var third = claim().get(0);

        assertThat(List.of(first.perhapsSent(), second.perhapsSent(), third.perhapsSent()))
                .containsExactly(false, false, true);
    }

    @Test
    void sendsTheOthersWhenTheLinesOfOneNoticeCannotBeRead() {
        assign("T-1", "education", "2026-12-01");
        assign("T-2", "health", "2026-12-01");
        patiently(() -> house.count("select count(*) from notice") == 2);
        house.sql()
                .sql("update notice_step set line = '{\"kind\":\"UNHEARD-OF\"}' where task_id = 'T-1'")
                .update();

        assertThat(claimed())
                .extracting(notice -> notice.lines().get(0).taskId())
                .containsExactly("T-2");
        assertThat(claimed()).isEmpty();
        assertThat(house.count(
                        "select count(*) from notice where state = 'DEFERRED' and smtp_reply like 'internal error%'"))
                .isEqualTo(1);
    }

    private void assign(String task, String unit, String deadline) {
        event("assigned", task, Map.of("title", "Repair the roof", "leadUnit", unit, "deadline", deadline));
        patiently(() -> house.count("select count(*) from task where id = '" + task + "'") == 1);
        wakeAt("2026-11-23T02:00:10Z");
    }

    private void event(String type, String task, Map<String, ?> data) {
        house.event("duban.task." + type, task, data);
    }

    private void wakeAt(String instant) {
        house.at(instant);
        TestHouse.wake(node);
    }

    private List<Notice> claimed() {
        return claim().stream().map(Delivery::notice).toList();
    }

    /** Claims what is due a little later, when Kafka's head start is over. */
    private List<Delivery> claim() {
        house.pass(Duration.ofSeconds(6));
        return deliveries.claimDue(1000, LEASE);
    }

    private List<Notice> claimedAbout(String step) {
        return claimed().stream()
                .filter(notice -> notice.lines().get(0).step().equals(step))
                .toList();
    }

    /** Takes everything that is waiting for a mail server that says yes. */
    private List<Notice> settleAll() {
        var claimed = claim();
        deliveries.settle(claimed.stream()
                .map(delivery -> new Deliveries.Settlement(delivery, new Outcome.Accepted("250 ok")))
                .toList());
        return claimed.stream().map(Delivery::notice).toList();
    }

    private void moveToNewYork(String code) {
        var units = node.getBean(org.duban.directory.Directory.class);
        var unit = units.tree().unit(code).orElseThrow();
        units.save(List.of(ChangedUnit.of(unit)
                .in(ZoneId.of("America/New_York"))
                .workingBy(null)
                .unit()));
    }

    /** A release that did not ask what hangs on a unit has left tasks without one. */
    private void takeOutAsInEarlierReleases(String unit) {
        house.sql().sql("delete from unit where code = ?").param(unit).update();
        house.sql()
                .sql("update directory_version set version = nextval('directory_version_number'), tree = tree + 1")
                .update();
    }

    private List<String> fates(String task) {
        return node.getBean(Notices.class).steps(task).stream()
                .map(step -> step.step() + " " + step.fate()
                        + (step.reason() == null ? "" : " " + ReasonWords.english(step.reason())))
                .toList();
    }

    private String stateOf(UUID notice) {
        return node.getBean(Notices.class).notice(notice).orElseThrow().state().name();
    }

    /** Something happens to a task that there is, and the ledger learns of it. */
    private void act(String type, String task, Map<String, ?> data) {
        var before = revisions(task);
        event(type, task, data);
        patiently(() -> revisions(task) > before);
    }

    private long revisions(String task) {
        return house.sql()
                .sql("select revision from task where id = :id")
                .param("id", task)
                .query(Long.class)
                .single();
    }

    private static void patiently(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
