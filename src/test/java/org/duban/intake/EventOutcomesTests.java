package org.duban.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.duban.TestDatabase;
import org.duban.directory.Scope;
import org.duban.events.DecodedRecord;
import org.duban.events.EventId;
import org.duban.events.EventOutcome;
import org.duban.events.EventOutcome.Kind;
import org.duban.events.EventOutcomes;
import org.duban.events.RawRecord;
import org.duban.events.TaskEventDecoder;
import org.duban.events.WriteResult.OnItsWay;
import org.duban.ledger.EventDryRun;
import org.duban.task.TaskEvent;
import org.duban.task.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the ledger foresees of events, and what became of them. */
class EventOutcomesTests {

    private static final Scope NOTHING = Scope.of(Set.of("no-such-unit"));

    private final IntakeHouse house = new IntakeHouse(TestDatabase.create("ledger", "intake"));
    private final EventOutcomes outcomes = house.context.getBean(EventOutcomes.class);
    private final EventDryRun foresight = house.context.getBean(EventDryRun.class);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void isPendingUntilItsRecordIsTaken() {
        var assigned = house.assigned("T-1");
        var written = onItsWay(assigned);
        assertThat(kinds(written)).containsExactly(Kind.PENDING);

        house.take(assigned);

        assertThat(kinds(written)).containsExactly(Kind.APPLIED);
    }

    /** Who was answered 202 can ask at once, and by whatever node. */
    @Test
    void knowsOfWhatWasWrittenUntilItsRecordIsTaken() {
        var assigned = house.assigned("T-1");
        var written = onItsWay(assigned);
        var event = written.get(0).event();
        assertThat(known(event, Scope.EVERYTHING, "pema")).isEmpty();

        outcomes.remember(written, "pema");
        outcomes.remember(written, "tashi");

        assertThat(known(event, Scope.EVERYTHING, "tashi")).contains("PENDING T-1");
        assertThat(known(event, NOTHING, "pema")).as("its writer").contains("PENDING T-1");
        assertThat(known(event, NOTHING, "tashi")).isEmpty();

        house.take(assigned);
        assertThat(known(event, NOTHING, "pema")).contains("APPLIED T-1");
    }

    /** It is about no task that anybody sees, but its writer has been told that it was taken. */
    @Test
    void tellsTheWriterOfAnEventAboutNoTaskThatItWaits() {
        var received = house.event("T-2", "received", "{}");
        var written = onItsWay(received);
        outcomes.remember(written, "pema");

        house.take(received);

        assertThat(known(written.get(0).event(), NOTHING, "pema")).contains("WAITING T-2");
        assertThat(known(written.get(0).event(), NOTHING, "tashi")).isEmpty();
    }

    @Test
    void forgetsAfterAWeekWhatWasNeverTaken() {
        var lost = onItsWay(house.assigned("T-1"));
        outcomes.remember(lost, "pema");
        house.jdbc
                .sql("update event_on_its_way set written_at = written_at - interval '8 days'")
                .update();

        outcomes.remember(onItsWay(house.assigned("T-2")), "pema");

        assertThat(known(lost.get(0).event(), Scope.EVERYTHING, "pema")).isEmpty();
    }

    private Optional<String> known(TaskEvent event, Scope scope, String reader) {
        return outcomes.of(event.source(), event.id(), scope, reader)
                .map(found -> found.outcome().kind() + " " + found.taskId());
    }

    @Test
    void tellsADuplicateFromTheFirst() {
        var assigned = house.assigned("T-1");
        house.take(assigned);

        var again = onItsWay(house.record("T-1", assigned.value()));

        assertThat(kinds(again)).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void tellsWhyAnEventIsRefusedOrWaits() {
        house.take(house.assigned("T-1"));
        var declined = house.event("T-1", "extension-declined", "{}");
        var unknown = house.event("T-2", "received", "{}");
        var written = onItsWay(declined, unknown);

        house.take(declined, unknown);

        var found = outcomes.of(written);
        assertThat(found).extracting(EventOutcome::kind).containsExactly(Kind.REFUSED, Kind.WAITING);
        assertThat(found.get(0).why().english()).contains("no open extension request");
        assertThat(found.get(1).why().english()).contains("no task \"T-2\" is known");
    }

    @Test
    void tellsThatAnEventThatIsSentAgainWaits() {
        var received = house.event("T-2", "received", "{}");
        house.take(received);
        var again = house.record("T-2", received.value());
        var written = onItsWay(again);

        house.take(again);

        assertThat(kinds(written)).containsExactly(Kind.WAITING);
    }

    @Test
    void tellsThatAUsedNameWithOtherContentIsRefused() {
        var first = house.assigned("T-1");
        house.take(first);
        var other = house.record(
                "T-1", new String(first.value(), UTF_8).replace("roof", "wall").getBytes(UTF_8));
        var written = onItsWay(other);

        assertThat(written.get(0).foreseen().certain()).isTrue();
        assertThat(written.get(0).foreseen().verdict()).isInstanceOf(Verdict.Refused.class);
        house.take(other);

        assertThat(kinds(written)).containsExactly(Kind.REFUSED);
    }

    @Test
    void tellsThatAWaitingEventWasAppliedWhenItsTaskCame() {
        var received = house.event("T-1", "received", "{}");
        var written = onItsWay(received);
        house.take(received);
        house.take(house.assigned("T-1"));

        assertThat(kinds(written)).containsExactly(Kind.APPLIED);
    }

    @Test
    void tellsAStaleEventWhetherOrNotItsRecordIsTaken() {
        house.take(house.assigned("T-1"), house.event("T-1", "progressed", "{}", "\"sequence\":5,"));
        var stale = house.event("T-1", "received", "{}", "\"sequence\":4,");
        var written = onItsWay(stale);

        assertThat(kinds(written)).containsExactly(Kind.STALE);
        house.take(stale);
        assertThat(kinds(written)).containsExactly(Kind.STALE);
    }

    @Test
    void doesNotMistakeTheRefusalOfATopicThatWasMadeAnew() {
        house.take(house.record("T-1", "{".getBytes(UTF_8)));

        var elsewhere = onItsWay(house.assigned("T-1"));
        var samePlace = elsewhere.get(0);

        assertThat(kinds(List.of(new OnItsWay(samePlace.event(), 0, 0, samePlace.foreseen()))))
                .containsExactly(Kind.PENDING);
    }

    @Test
    void findsAnEventBySourceAndIdHoweverItCame() {
        var assigned = house.assigned("T-1");
        var declined = house.event("T-1", "extension-declined", "{}");
        var unreadable = house.event("T-1", "progressed", "{\"percent\":200}");
        house.take(assigned, declined, unreadable);

        assertThat(outcomes.of("/oa", id(assigned), Scope.EVERYTHING, "pema").orElseThrow())
                .satisfies(known -> assertThat(known.outcome().kind()).isEqualTo(Kind.APPLIED))
                .satisfies(known -> assertThat(known.taskId()).isEqualTo("T-1"));
        assertThat(outcomes.of("/oa", id(declined), Scope.EVERYTHING, "pema")
                        .orElseThrow()
                        .outcome()
                        .why()
                        .english())
                .contains("no open extension request");
        assertThat(outcomes.of("/oa", id(unreadable), Scope.EVERYTHING, "pema")
                        .orElseThrow()
                        .outcome()
                        .why()
                        .english())
                .startsWith("data.percent");
        assertThat(outcomes.of("/oa", "never sent", Scope.EVERYTHING, "pema")).isEmpty();
    }

    @Test
    void knowsWhichRefusalsNothingOnItsWayCanChange() {
        house.take(house.assigned("T-1"), house.assigned("T-2"), house.event("T-2", "struck-off", "{}"));

        var foreseen = foresight.foresee(List.of(
                read(house.event("T-1", "returned", "{}")),
                read(house.event("T-2", "returned", "{}")),
                read(house.assigned("T-1")),
                read(house.event("T-3", "returned", "{}"))));

        assertThat(foreseen.get(0).doubtful())
                .as("it may be reported complete soon")
                .isTrue();
        assertThat(foreseen.get(1).doubtful())
                .as("what is closed may be reopened soon")
                .isTrue();
        assertThat(foreseen.get(2).doubtful()).as("assigned once for ever").isFalse();
        assertThat(foreseen.get(3).doubtful())
                .as("an unknown task is waited for")
                .isFalse();
    }

    @Test
    void refusesTwoContentsUnderOneNameInOneRequest() {
        var first = house.assigned("T-1");
        var other = new String(first.value(), UTF_8).replace("roof", "wall").getBytes(UTF_8);

        var foreseen = foresight.foresee(List.of(read(first), read(house.record("T-1", other)), read(first)));

        assertThat(foreseen.get(1).verdict()).isInstanceOf(Verdict.Refused.class);
        assertThat(foreseen.get(1).certain()).isTrue();
        assertThat(foreseen.get(2).verdict()).isInstanceOf(Verdict.Duplicate.class);
    }

    @Test
    void foreseesTheEventsOfABatchOneAfterTheOther() {
        house.take(house.assigned("T-1"));

        var foreseen = foresight.foresee(
                List.of(read(house.event("T-1", "submitted", "{}")), read(house.event("T-1", "returned", "{}"))));

        assertThat(foreseen).noneMatch(each -> each.doubtful());
    }

    private List<Kind> kinds(List<OnItsWay> written) {
        return outcomes.of(written).stream().map(EventOutcome::kind).toList();
    }

    private List<OnItsWay> onItsWay(RawRecord... records) {
        var events = Arrays.stream(records).map(this::read).toList();
        var foreseen = foresight.foresee(events);
        return IntStream.range(0, records.length)
                .mapToObj(
                        i -> new OnItsWay(events.get(i), records[i].partition(), records[i].offset(), foreseen.get(i)))
                .toList();
    }

    private TaskEvent read(RawRecord record) {
        return ((DecodedRecord.Event)
                        house.context.getBean(TaskEventDecoder.class).decode(record))
                .event();
    }

    private static String id(RawRecord record) {
        return EventId.of(record).orElseThrow().id();
    }
}
