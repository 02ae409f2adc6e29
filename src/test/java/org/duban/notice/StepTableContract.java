package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.duban.notice.StepBuilder.aStep;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.fate.DroppedLine;
import org.duban.fate.Fate;
import org.duban.fate.FateReason;
import org.duban.fate.KeptLine;
import org.duban.fate.ToldHistory;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.StepTable.Untold;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;
import org.duban.simulation.TwoNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every table of steps does, wherever its rows are. */
abstract class StepTableContract {

    private static final Instant NOW = Instant.parse("2026-11-30T01:30:00Z");

    private final NoticeTables tables;
    private final StepTable steps;
    private final TwoNodes nodes;

    StepTableContract(NoticeTables tables) {
        this.tables = tables;
        this.steps = tables.steps();
        this.nodes = tables.nodes();
    }

    @Test
    void tellsEachReaderTheMostSevereFirst() {
        insert(
                aStep("late").to("roads").at("2026-11-30T01:31:00.000001Z"),
                aStep("waits").to("roads").as(NoticeKind.REVIEW).at("2026-11-30T01:30:59Z"),
                aStep("just-after").to("roads").at("2026-11-30T01:30:20Z"),
                aStep("mild").to("education"),
                aStep("early").to("roads").at("2026-11-30T01:30:00Z"),
                aStep("other-mailbox").to("education", "a@duban.example"),
                aStep("yellow").to("roads").in(NoticeLevel.YELLOW).at("2026-11-01T01:30:00Z"),
                aStep("red").to("roads").in(NoticeLevel.RED).at("2026-10-01T01:30:00Z"),
                aStep("same").to("roads").of("T-0"),
                aStep("again").to("roads").of("T-0"));

        assertThat(untold(100))
                .containsExactly(
                        "T-1 other-mailbox",
                        "T-1 mild",
                        "T-1 red",
                        "T-1 yellow",
                        "T-1 late",
                        "T-0 same",
                        "T-0 again",
                        "T-1 just-after",
                        "T-1 early",
                        "T-1 waits");
    }

    @Test
    void givesBackWhatItWasGiven() {
        var step = aStep("one-day").to("education").as(NoticeKind.CHASER).in(NoticeLevel.YELLOW);
        insert(step.at("2026-11-30T01:30:00.123456Z"));

        assertThat(steps.untold(1))
                .extracting(
                        Untold::recipient, Untold::address, Untold::taskId, Untold::stepAt, Untold::kind, Untold::level)
                .containsExactly(tuple(
                        "education",
                        "education@duban.example",
                        "T-1",
                        Instant.parse("2026-11-30T01:30:00.123456Z"),
                        NoticeKind.CHASER,
                        NoticeLevel.YELLOW));
        assertThat(steps.untold(1).get(0).line()).contains("\"title\":\"as planned\"");
    }

    @Test
    void keepsWhyAsACodeWithItsArguments() {
        insert(
                aStep("one-day").because(Fate.SUPERSEDED, FateReason.SUPERSEDED.with("overdue")),
                aStep("two").because(Fate.MOOT, FateReason.IN_PLACE_OF.with(FateReason.NEVER_TOLD.with())));

        assertThat(tables.fates().apply("T-1"))
                .containsExactly(
                        "one-day > education: SUPERSEDED superseded by overdue",
                        "two > education: MOOT for had not been told of the task before");
    }

    @Test
    void recordsNothingTwice() {
        insert(aStep("one-day"), aStep("one-day").in(NoticeLevel.RED));
        insert(aStep("one-day").instead(Fate.HELD, "flood"), aStep("other"));
        insertNew(aStep("one-day").in(NoticeLevel.YELLOW));

        assertThat(tables.fates().apply("T-1"))
                .containsExactly("one-day > education: TOLD null", "other > education: TOLD null");
        assertThat(steps.untold(10)).extracting(Untold::level).containsOnly(NoticeLevel.BLUE);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            T-1, one-day, 2026-11-30T01:30:00Z,        office, office@duban.example, education, 1
            T-2, one-day, 2026-11-30T01:30:00Z,        office, office@duban.example, education, 2
            T-1, two,     2026-11-30T01:30:00Z,        office, office@duban.example, education, 2
            T-1, one-day, 2026-11-30T01:30:00.000001Z, office, office@duban.example, education, 2
            T-1, one-day, 2026-11-30T01:30:00Z,        city,   office@duban.example, education, 2
            T-1, one-day, 2026-11-30T01:30:00Z,        office, other@duban.example,  education, 2
            T-1, one-day, 2026-11-30T01:30:00Z,        office, office@duban.example, health,    2
            T-1, one-day, 2026-11-30T01:30:00Z,        office, office@duban.example, '',        2
            """)
    void tellsAStepOfAnotherKeyBesides(
            String task, String step, String at, String recipient, String address, String forUnit, int told) {
        insert(aStep("one-day").to("office").insteadOf("education"));

        insert(aStep(step).of(task).at(at).to(recipient, address).insteadOf(forUnit));

        assertThat(steps.untold(10)).hasSize(told);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            education, other@duban.example,  '',        0
            city,      city@duban.example,   education, 0
            health,    health@duban.example, '',        1
            education, other@duban.example,  health,    1
            """)
    void leavesOutWhatAUnitHasHadInWhateverWay(String recipient, String address, String forUnit, int told) {
        insert(aStep("one-day").to("office").insteadOf("education").instead(Fate.MOOT, "held"));

        insertNew(aStep("one-day").to(recipient, address).insteadOf(forUnit));

        assertThat(steps.untold(10)).hasSize(told);
    }

    @Test
    void knowsWhatUnitsWereToldInTheOrderInWhichTheyWere() {
        insert(
                aStep("assigned").to("roads").as(NoticeKind.ASSIGNMENT),
                aStep("one-day").to("office").insteadOf("education"),
                aStep("held").to("roads").instead(Fate.HELD, "flood"),
                aStep("other").of("T-2").to("roads"),
                aStep("foreign").of("T-3"));

        var exact = Instant.parse("2026-12-01T10:00:00.000001Z");
        assertThat(steps.heard(List.of("T-1", "T-2")))
                .extracting(one -> one.task() + " " + one.unit() + " " + one.kind() + " " + one.step())
                .containsExactlyInAnyOrder(
                        "T-1 roads ASSIGNMENT assigned", "T-1 education REMINDER one-day", "T-2 roads REMINDER other");
        assertThat(steps.heard(List.of("T-1")).get(0))
                .isEqualTo(new ToldHistory.Told(
                        "T-1",
                        "roads",
                        NoticeKind.ASSIGNMENT,
                        "assigned",
                        Instant.parse("2026-11-30T01:30:00Z"),
                        LocalDate.parse("2026-12-01"),
                        exact,
                        null));
        assertThat(steps.heard(List.of())).isEmpty();
    }

    @Test
    void knowsWhatWasLeftOutForNothing() {
        insert(
                aStep("assigned").at("2026-11-29T01:30:00Z").instead(Fate.SUPERSEDED, "by one-day"),
                aStep("one-day").instead(Fate.MOOT, "held"),
                aStep("returned").as(NoticeKind.DECISION).to("education"),
                aStep("assigned").to("roads").instead(Fate.SUPERSEDED, "by one-day"),
                aStep("one-day").to("roads"),
                aStep("deadline-later").to("health").instead(Fate.SUPERSEDED, "by assigned"),
                aStep("two").to("water", "").instead(Fate.UNDELIVERABLE, "no address"),
                aStep("two").to("office").insteadOf("forest"),
                aStep("two").to("forest", "").instead(Fate.UNDELIVERABLE, "no address"),
                // What fell into a hold was not left out, whoever would have read it.
                aStep("two").to("mines", "").instead(Fate.UNDELIVERABLE, "no address"),
                aStep("two").to("office").insteadOf("mines").because(Fate.MOOT, FateReason.PUT_ON_HOLD.with()),
                aStep("two").to("parks", "").instead(Fate.UNDELIVERABLE, "no address"),
                aStep("two").to("office").insteadOf("parks").because(Fate.MOOT, FateReason.UNIT_GONE.with("office")));

        assertThat(steps.leftOut(List.of("T-1", "T-2")))
                .extracting(each -> each.step().step() + " " + each.step().unit() + " " + each.refused())
                .containsExactlyInAnyOrder("assigned education []", "two parks []", "two water []");
        assertThat(steps.fellAway(List.of("T-1")))
                .extracting(each -> each.step() + " " + each.unit())
                .containsExactlyInAnyOrder("one-day education", "two mines", "two parks", "two water");
    }

    @Test
    void putsAnotherFateInThePlaceOfWhatWasLeftOut() {
        insert(
                aStep("assigned").instead(Fate.SUPERSEDED, "by one-day"),
                aStep("two").to("education", "").instead(Fate.UNDELIVERABLE, "no address"),
                aStep("three").instead(Fate.MOOT, "held"));

        steps.judgeAnew(List.of(
                aStep("assigned").due(),
                aStep("two").instead(Fate.SUPERSEDED, "by assigned").due(),
                aStep("three").due()));

        assertThat(tables.fates().apply("T-1"))
                .containsExactlyInAnyOrder(
                        "assigned > education: TOLD null",
                        "two > education: SUPERSEDED by assigned",
                        "three > education: MOOT held");
    }

    @Test
    void tellsAfterAllWhatWasSupersededAtAnotherAddress() {
        insert(aStep("one-day").to("education", "old@duban.example").instead(Fate.SUPERSEDED, "by overdue"));

        insertNew(
                aStep("one-day").to("education", "new@duban.example"),
                aStep("one-day").to("education", "second@duban.example"));

        assertThat(steps.untold(10))
                .extracting(Untold::address)
                .containsExactly("new@duban.example", "second@duban.example");
    }

    @Test
    void takesNothingAsReadilyAsMuch() {
        steps.insert(List.of());
        steps.insertNew(List.of());
        steps.assign(Map.of());
        steps.rewrite(Map.of());
        steps.drop(Map.of());
        steps.move(Map.of());
        steps.undeliverable(List.of(), Reason.text("550"));

        assertThat(steps.linesOf(List.of())).isEmpty();
        assertThat(steps.escalated(List.of())).isEmpty();
        assertThat(steps.untold(2_000)).isEmpty();
    }

    @Test
    void handsOutMoreThanABatchInOrder() {
        steps.insertNew(IntStream.range(0, 2_500)
                .mapToObj(number ->
                        aStep("one-day").of("T-%04d".formatted(number)).due())
                .toList());
        var first = steps.untold(2_000);
        var notice = issue();

        steps.assign(first.stream().collect(Collectors.toMap(Untold::id, any -> notice)));

        assertThat(first).hasSize(2_000);
        assertThat(steps.untold(0)).isEmpty();
        assertThat(steps.untold(2_000)).hasSize(500);
        assertThat(Stream.concat(first.stream(), steps.untold(2_000).stream()).map(Untold::taskId))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(steps.linesOf(List.of(notice))).hasSize(2_000);
    }

    @Test
    void keepsTheLinesOfEachNoticeTheMostSevereFirst() {
        insert(
                aStep("mild"),
                aStep("red").in(NoticeLevel.RED),
                aStep("yellow").in(NoticeLevel.YELLOW).of("T-2").insteadOf("health"),
                aStep("sooner").of("T-0").at("2026-11-29T01:30:00Z"));
        var one = told("mild", "red", "sooner");
        var other = told("yellow");

        assertThat(steps.linesOf(List.of(one)))
                .extracting(kept -> kept.line().step())
                .containsExactly("red", "mild", "sooner");
        assertThat(steps.linesOf(List.of(other)))
                .extracting(KeptLine::notice, KeptLine::forUnit, KeptLine::audience, KeptLine::line)
                .containsExactly(tuple(
                        other,
                        "health",
                        "lead",
                        aStep("yellow").in(NoticeLevel.YELLOW).of("T-2").line("as planned")));
        assertThat(steps.linesOf(List.of(one, other, UUID.randomUUID()))).hasSize(4);
        assertThat(untold(10)).isEmpty();
    }

    /** Tasks that were assigned one after the other in the same minute. */
    @Test
    void keepsTheLinesOfOneKindTheNearestDeadlineFirst() {
        insert(
                aStep("far").of("T-1").at("2026-11-30T01:30:50Z").dueAt("2026-12-24T10:00:00Z"),
                aStep("chased").of("T-2").as(NoticeKind.CHASER).dueAt("2026-12-31T10:00:00Z"),
                aStep("near").of("T-3").at("2026-11-30T01:30:10Z").dueAt("2026-12-03T10:00:00Z"),
                aStep("nearest").of("T-4").dueAt("2026-12-02T10:00:00Z"));
        var notice = told("far", "chased", "near", "nearest");

        assertThat(steps.linesOf(List.of(notice)))
                .extracting(kept -> kept.line().step())
                .containsExactly("chased", "nearest", "near", "far");
    }

    @Test
    void tellsAStepInOtherWords() {
        insert(aStep("one-day"), aStep("two-days"));
        var notice = told("one-day", "two-days");
        var id = idOf(notice, "one-day");

        steps.rewrite(Map.of(id, aStep("one-day").line("as it is now")));

        assertThat(steps.linesOf(List.of(notice)))
                .extracting(
                        kept -> kept.line().step() + " " + kept.line().task().title())
                .containsExactlyInAnyOrder("one-day as it is now", "two-days as planned");
    }

    @Test
    void notesWhyAStepIsNotTold() {
        insert(aStep("one-day"), aStep("two-days"), aStep("three-days"), aStep("four-days"));
        var notice = told("one-day", "two-days");
        told("three-days");

        steps.drop(Map.of(idOf(notice, "one-day"), new DroppedLine(Fate.MOOT, Reason.text("struck off"))));
        steps.undeliverable(List.of(notice), Reason.text("550 no such user"));

        assertThat(steps.linesOf(List.of(notice))).isEmpty();
        assertThat(tables.fates().apply("T-1"))
                .containsExactlyInAnyOrder(
                        "one-day > education: MOOT struck off",
                        "two-days > education: UNDELIVERABLE 550 no such user",
                        "three-days > education: TOLD null",
                        "four-days > education: TOLD null");
    }

    @Test
    void tellsAStepByAnotherNotice() {
        insert(aStep("one-day"), aStep("two-days"));
        var from = told("one-day");
        var to = told("two-days");

        steps.move(Map.of(idOf(from, "one-day"), to));

        assertThat(steps.linesOf(List.of(from))).isEmpty();
        assertThat(steps.linesOf(List.of(to)))
                .hasSize(2)
                .allMatch(kept -> kept.notice().equals(to));
    }

    @Test
    void tellsOnceMoreWhatReachedNobody() {
        insert(aStep("one-day"), aStep("two-days"), aStep("three-days"));
        var notice = told("one-day", "two-days");
        steps.drop(Map.of(idOf(notice, "one-day"), new DroppedLine(Fate.MOOT, Reason.text("struck off"))));
        var other = told("three-days");
        steps.undeliverable(List.of(notice, other), Reason.text("550 no such user"));

        assertThat(steps.saidBy(notice)).extracting(kept -> kept.line().step()).containsExactly("two-days");
        steps.tellAgain(notice);

        assertThat(tables.fates().apply("T-1"))
                .containsExactlyInAnyOrder(
                        "one-day > education: MOOT struck off",
                        "two-days > education: TOLD null",
                        "three-days > education: UNDELIVERABLE 550 no such user");
    }

    @Test
    void knowsWhoWasToldAnEscalation() {
        insert(
                aStep("overdue").to("office").as(NoticeKind.ESCALATION),
                aStep("overdue").to("city").as(NoticeKind.ESCALATION),
                aStep("again").to("city").as(NoticeKind.ESCALATION),
                aStep("overdue").to("group").as(NoticeKind.ESCALATION).instead(Fate.HELD, "flood"),
                aStep("overdue").to("education").as(NoticeKind.CHASER),
                aStep("overdue").to("county").as(NoticeKind.ESCALATION).of("T-2"),
                aStep("overdue").to("other").as(NoticeKind.ESCALATION).of("T-3"));

        var escalated = steps.escalated(List.of("T-1", "T-2", "T-9"));

        assertThat(escalated).containsOnlyKeys("T-1", "T-2");
        assertThat(escalated.get("T-1")).containsExactly("city", "office");
        assertThat(escalated.get("T-2")).containsExactly("county");
    }

    @Test
    void letsManyTakeButOnlyOneComposeWhenNobodyTakes() {
        nodes.transaction(() -> {
            steps.lockForTaking();
            assertThat(nodes.waits(steps::lockForTaking)).isFalse();
            assertThat(nodes.waits(steps::lockForComposing)).isTrue();
        });
        nodes.transaction(() -> {
            steps.lockForComposing();
            steps.lockForTaking();
            assertThat(nodes.waits(steps::lockForTaking)).isTrue();
            assertThat(nodes.waits(steps::lockForComposing)).isTrue();
        });
        nodes.transaction(() -> assertThat(nodes.waits(steps::lockForComposing)).isFalse());
    }

    @Test
    void showsOthersOnlyWhatIsCommitted() {
        nodes.transaction(() -> {
            insert(aStep("one-day"));
            assertThat(untold(10)).containsExactly("T-1 one-day");
            nodes.meanwhile(() -> assertThat(untold(10)).isEmpty());
        });
        nodes.inVain(() -> insert(aStep("two-days")));

        assertThat(untold(10)).containsExactly("T-1 one-day");
    }

    @Test
    void waitsForWhoeverRecordsTheSameStep() {
        nodes.transaction(() -> {
            insert(aStep("one-day"));
            assertThat(nodes.waits(() -> insert(aStep("two-days")))).isFalse();
            assertThat(nodes.waits(() -> insert(aStep("one-day")))).isTrue();
            assertThat(nodes.waits(() -> insertNew(aStep("one-day")))).isTrue();
        });

        assertThat(untold(10)).containsExactly("T-1 one-day", "T-1 two-days");
    }

    private void insert(StepBuilder... all) {
        steps.insert(Stream.of(all).map(StepBuilder::due).toList());
    }

    private void insertNew(StepBuilder... all) {
        steps.insertNew(Stream.of(all).map(StepBuilder::due).toList());
    }

    private List<String> untold(int limit) {
        return steps.untold(limit).stream()
                .map(step -> step.taskId() + " " + step.line().replaceAll(".*\"step\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** Has a notice tell these steps. */
    private UUID told(String... names) {
        var notice = issue();
        var all = steps.untold(1_000);
        var byId = Stream.of(names)
                .flatMap(name -> all.stream().filter(step -> step.line().contains("\"" + name + "\"")))
                .map(Untold::id)
                .collect(Collectors.toMap(Function.identity(), any -> notice));
        steps.assign(byId);
        return notice;
    }

    private long idOf(UUID notice, String step) {
        return steps.linesOf(List.of(notice)).stream()
                .filter(kept -> kept.line().step().equals(step))
                .map(KeptLine::id)
                .findFirst()
                .orElseThrow();
    }

    private UUID issue() {
        var id = UUID.randomUUID();
        var notice = new Issued(
                id,
                null,
                "education",
                "education@duban.example",
                NoticeKind.REMINDER,
                NoticeLevel.BLUE,
                NOW,
                NOW,
                null,
                null);
        tables.notices().insert(List.of(notice), NOW);
        return id;
    }
}
