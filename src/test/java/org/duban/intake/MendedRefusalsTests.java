package org.duban.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.duban.TestDatabase;
import org.duban.events.RawRecord;
import org.duban.events.Refusal;
import org.duban.events.RefusalChange;
import org.duban.events.RefusalState;
import org.duban.reasons.Reason;
import org.duban.task.TaskStatus;
import org.duban.task.Verdict;
import org.duban.words.ReasonWords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refused record can be mended and replayed, or dismissed; what came stays as it came. */
class MendedRefusalsTests {

    private final IntakeHouse house = new IntakeHouse(TestDatabase.create("directory", "ledger", "intake"));

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void appliesTheEventThatARecordShouldHaveBeen() {
        var came = house.event("T-1", "assigned", "{}");
        house.take(came);
        var id = only().id();

        var mended = house.refusals.mend(id, house.assigned("T-1").value(), "admin");

        assertThat(mended).isInstanceOfSatisfying(RefusalChange.Done.class, done -> {
            assertThat(done.refusal().mended()).contains("Repair the roof");
            assertThat(done.refusal().mendedBy()).isEqualTo("admin");
            assertThat(done.refusal().mendedAt()).isEqualTo(IntakeHouse.NOW);
            assertThat(done.refusal().state()).isEqualTo(RefusalState.OPEN);
        });
        assertThat(house.refusals.replay(id)).containsInstanceOf(Verdict.Applied.class);
        assertThat(house.ledger.task("T-1")).isPresent();
        assertThat(only().payload()).isEqualTo(new String(came.value(), UTF_8));
        assertThat(only().state()).isEqualTo(RefusalState.APPLIED);
    }

    @Test
    void mendsWhatIsNoEventAtAllAndHasAnotherKey() {
        house.take(house.record("whatever", new byte[] {(byte) 0xFF}));
        var id = only().id();

        house.refusals.mend(id, house.assigned("T-9").value(), "admin");

        assertThat(only().taskId()).isEqualTo("T-9");
        assertThat(house.refusals.replay(id)).containsInstanceOf(Verdict.Applied.class);
        assertThat(house.ledger.task("T-9")).isPresent();
    }

    @Test
    void appliesAMendedEventThatWaitsWhenItsTaskComes() {
        house.take(house.event("T-misspelt", "received", "{}"));
        var id = only().id();

        house.refusals.mend(id, house.event("T-1", "received", "{}").value(), "admin");
        house.take(house.assigned("T-1"));

        assertThat(house.ledger.task("T-1").orElseThrow().status()).isEqualTo(TaskStatus.RECEIVED);
        assertThat(only().state()).isEqualTo(RefusalState.APPLIED);
    }

    @Test
    void mendsAUnitEventAndCopiesWhatCame() {
        var unreadable = new RawRecord(
                IntakeHouse.UNIT_EVENTS, 0, 7, 0, "nobody".getBytes(UTF_8), "{".getBytes(UTF_8), List.of());
        house.context.getBean(UnitEventIntake.class).take(List.of(unreadable));
        var id = only().id();

        var event = UnitEventIntakeTests.json("removed", "nobody", "{}").getBytes(UTF_8);
        assertThat(house.refusals.mend(id, event, "admin")).isInstanceOf(RefusalChange.Done.class);

        assertThat(house.quarantine.claimCopies(IntakeHouse.NOW, 10))
                .singleElement()
                .satisfies(copy -> assertThat(copy.record().value()).isEqualTo("{".getBytes(UTF_8)));
        assertThat(house.refusals.replay(id)).containsInstanceOf(Verdict.Elsewhere.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                             | body: is no JSON
            []                                            | specversion: is missing
            {"specversion":"1.0","type":"duban.task.received","id":"1","source":"/a"} | subject: is missing
            """)
    void keepsNothingThatWouldBeRefusedToo(String event, String reason) {
        house.take(house.event("T-1", "assigned", "{}"));

        var mended = house.refusals.mend(only().id(), event.getBytes(UTF_8), "admin");

        assertThat(mended)
                .isInstanceOfSatisfying(
                        RefusalChange.Wrong.class,
                        wrong -> assertThat(wrong.why().english()).startsWith(reason));
        assertThat(only().mended()).isNull();
    }

    @Test
    void dismissesWithAReasonAndMayStillReplay() {
        house.take(house.event("T-1", "assigned", "{}"));
        var id = only().id();

        house.refusals.dismiss(id, "a test of the vendor", "admin");

        assertThat(only().state()).isEqualTo(RefusalState.DISMISSED);
        assertThat(only().dismissal()).isEqualTo("a test of the vendor");
        assertThat(only().dismissedBy()).isEqualTo("admin");
        assertThat(house.refusals.dismiss(id, "again", "admin")).isInstanceOf(RefusalChange.Settled.class);
        assertThat(house.refusals.mend(id, house.assigned("T-1").value(), "admin"))
                .isInstanceOf(RefusalChange.Settled.class);
        assertThat(house.refusals.replay(id)).containsInstanceOf(Verdict.Refused.class);
        assertThat(only().state()).isEqualTo(RefusalState.OPEN);
        assertThat(only().dismissal()).isNull();
        assertThat(only().dismissedBy()).isNull();
    }

    @Test
    void leavesADismissedEventAloneWhenItsTaskComes() {
        house.take(house.event("T-1", "received", "{}"));
        house.refusals.dismiss(only().id(), "not ours", "admin");

        house.take(house.assigned("T-1"));

        assertThat(house.ledger.task("T-1").orElseThrow().status()).isEqualTo(TaskStatus.ASSIGNED);
    }

    @Test
    void changesNothingThatIsNotThereOrApplied() {
        house.take(house.event("T-1", "received", "{}"));
        house.take(house.assigned("T-1"));

        assertThat(house.refusals.dismiss(only().id(), "why", "admin")).isInstanceOf(RefusalChange.Settled.class);
        assertThat(house.refusals.dismiss(99_999, "why", "admin")).isInstanceOf(RefusalChange.Unknown.class);
    }

    @Test
    void keepsWhyAsCodesThatEveryLanguageSays() {
        house.take(house.event("T-1", "assigned", "{}"));

        var why = only().why();

        assertThat(why.each()).extracting(Reason::field).contains("data.title", "data.leadUnit", "data.deadline");
        assertThat(why.english()).contains("data.title: is missing; expected: what is to be done");
        assertThat(why.in(ReasonWords.of(Locale.CHINA))).contains("data.title：缺失；应为：要办的事，不能为空白");
    }

    @Test
    void showsAsItIsWhatAVersionKeepsThatKnowsNoCodes() {
        house.take(house.event("T-1", "assigned", "{}"));

        house.jdbc
                .sql("update refusal set reason = 'data.title: is missing; write one'")
                .update();

        assertThat(only().why()).isEqualTo(Reason.text("data.title: is missing; write one"));
    }

    private Refusal only() {
        var all = house.refusals.find(null, null, 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
