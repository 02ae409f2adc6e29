package org.duban.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.duban.TestDatabase;
import org.duban.events.RawRecord;
import org.duban.events.RawRecord.RawHeader;
import org.duban.events.Refusal;
import org.duban.events.RefusalState;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.duban.task.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;

final class TaskEventIntakeTests {

    private static final String ASSIGNMENT = """
            {"title":"x","leadUnit":"gyangze-education","deadline":"2026-12-31"}""";

    private IntakeHouse house;

    @BeforeEach
    void open() {
        house = new IntakeHouse(TestDatabase.create("ledger", "intake"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void keepsARefusedRecordByteForByteBesideWhatItApplies() {
        var bytes = new byte[] {0, (byte) 0xFF, 'x'};
        var headers = List.of(new RawHeader("trace\0id", new byte[] {1, 0, (byte) 0x80}), new RawHeader("empty", null));
        var bad = new RawRecord("events", 3, 77, 5, new byte[] {(byte) 0xFE}, bytes, headers);

        house.take(house.assigned("T-1"), bad, house.assigned("T-2"));

        assertThat(house.ledger.tasks(List.of("T-1", "T-2"))).hasSize(2);
        var refusal = only();
        assertThat(refusal.why().english()).startsWith("value: is not valid UTF-8");
        assertThat(refusal.state()).isEqualTo(RefusalState.OPEN);
        assertThat(refusal.offset()).isEqualTo(77);
        var kept = house.quarantine.lock(refusal.id()).orElseThrow().record();
        assertThat(kept).usingRecursiveComparison().isEqualTo(bad);
    }

    @Test
    void countsEachRecordOnce() {
        var assigned = house.event("T-1", "assigned", ASSIGNMENT, "\"sequence\":5,");
        house.take(
                assigned,
                assigned,
                house.event("T-1", "received", "{}", "\"sequence\":4,"),
                house.event("T-1", "resumed", "{}"),
                house.event("T-9", "received", "{}"),
                house.record("T-1", "?".getBytes(UTF_8)));

        assertThat(house.count("applied")).isEqualTo(1);
        assertThat(house.count("duplicate")).isEqualTo(1);
        assertThat(house.count("stale")).isEqualTo(1);
        assertThat(house.count("refused")).isEqualTo(3);
    }

    @Test
    void changesNothingWhenRecordsComeAgain() {
        var records = new RawRecord[] {
            house.assigned("T-1"), house.event("T-9", "received", "{}"), house.record("T-1", new byte[0])
        };
        house.take(records);
        house.take(records);

        assertThat(house.ledger.task("T-1").orElseThrow().revision()).isEqualTo(1);
        assertThat(house.refusals.find(null, null, 10)).hasSize(2);
    }

    @Test
    void keepsAStaleEventOnceHoweverOftenItComes() {
        house.take(house.event("T-1", "assigned", ASSIGNMENT, "\"sequence\":\"5\","));
        var stale = house.event("T-1", "received", "{}", "\"sequence\":\"0000000000000000000000004\",");

        house.take(stale);
        house.take(house.record("T-1", stale.value()), house.record("T-1", stale.value()));
        house.take(house.record("T-1", stale.value()));

        assertThat(only().state()).isEqualTo(RefusalState.STALE);
        assertThat(only().why().english())
                .startsWith("sequence: is lower than 5, up to which the events of this task and source");
        assertThat(house.refusals.replay(only().id())).contains(new Verdict.Stale(5));
        assertThat(only().state()).isEqualTo(RefusalState.STALE);
    }

    @Test
    void keepsAWaitingEventOnceHoweverOftenItIsSent() {
        var early = house.event("T-1", "received", "{}");

        house.take(early, house.record("T-1", early.value()));
        house.take(house.record("T-1", early.value()));
        assertThat(only().state()).isEqualTo(RefusalState.WAITING);

        house.take(house.assigned("T-1"), house.record("T-1", early.value()));
        assertThat(only().state()).isEqualTo(RefusalState.APPLIED);
        assertThat(house.count("duplicate")).isZero();
    }

    @Test
    void putsInOrderWhatWaitedBySourceAndTime() {
        house.take(
                house.event(
                        "T-1", "progressed", "{\"percent\":30}", "\"sequence\":2,\"time\":\"2026-11-22T03:00:00Z\","),
                house.event(
                        "T-1", "progressed", "{\"percent\":20}", "\"sequence\":1,\"time\":\"2026-11-22T04:00:00Z\","),
                other("T-1", "{\"percent\":90}", "\"sequence\":1,\"time\":\"2026-11-22T05:00:00Z\","));

        house.take(house.assigned("T-1"));

        assertThat(house.ledger.history("T-1").stream().skip(1).map(entry -> entry.data()))
                .containsExactly("{\"percent\": 20}", "{\"percent\": 30}", "{\"percent\": 90}");
    }

    private RawRecord other(String task, String data, String more) {
        var json = IntakeHouse.json(task, "progressed", data, more).replace("\"/oa\"", "\"/hospital\"");
        return house.record(task, json.getBytes(UTF_8));
    }

    @Test
    void refusesAnotherEventUnderAnIdThatIsUsedUp() {
        var assigned = new String(house.assigned("T-1").value(), UTF_8);
        house.take(house.record("T-1", assigned.getBytes(UTF_8)));
        house.take(
                house.record("T-1", assigned.replace("Repair", "Replace").getBytes(UTF_8)),
                house.record("T-2", assigned.replace("T-1", "T-2").getBytes(UTF_8)),
                house.record(
                        "T-1",
                        assigned.replace("2026-11-23T02", "2026-11-23T01").getBytes(UTF_8)));

        assertThat(house.count("duplicate")).isEqualTo(1);
        assertThat(house.refusals.find(RefusalState.OPEN, null, 10))
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal.why().english())
                        .startsWith("id: \"")
                        .contains("is used up by a duban.task.assigned of \"T-1\" that says something else")
                        .endsWith("send each new event under a new id"));
    }

    /** PostgreSQL keeps no NUL, in JSON neither: wherever one stands, the record is kept and its neighbours go on. */
    @Test
    void keepsARecordWithNulWhereverItStands() {
        var json = IntakeHouse.json("T-2", "progressed", "{\"note\":\"x\"}", "");
        var nul = "\\u0000";
        var records = new ArrayList<RawRecord>();
        for (var broken : List.of(
                json.replace("\"note\"", "\"no" + nul + "te\""),
                json.replace("\"x\"", "\"" + nul + "\""),
                json.replace("\"x\"", "{\"a" + nul + "\":[\"" + nul + "\"]}"),
                json.replace("\"data\"", "\"da" + nul + "ta\""),
                json.replace("\"/oa\"", "\"/oa" + nul + "\""),
                json.replace("duban.task.progressed", "duban.task." + nul),
                json.replace("\"id\":\"", "\"id\":\"" + nul),
                json.replace("\"T-2\"", "\"T-2" + nul + "\""))) {
            records.add(house.record("T-2", broken.getBytes(UTF_8)));
        }
        records.add(house.record("T\0", json.getBytes(UTF_8)));
        records.add(house.record("T\0", json.replace("T-2", "T" + nul).getBytes(UTF_8)));
        for (var header : List.of("ce_\0", "ce_id", "content-type", "\0")) {
            var value = ("a\0" + header).getBytes(UTF_8);
            var broken = house.record("T-2", new byte[] {'{', 0, '}'});
            records.add(new RawRecord(
                    broken.topic(),
                    broken.partition(),
                    broken.offset(),
                    broken.timestamp(),
                    broken.key(),
                    broken.value(),
                    List.of(new RawHeader("ce_specversion", "1.0".getBytes(UTF_8)), new RawHeader(header, value))));
        }
        records.add(house.assigned("T-1"));

        house.take(records.toArray(RawRecord[]::new));

        assertThat(house.ledger.task("T-1")).isPresent();
        assertThat(house.refusals.find(RefusalState.OPEN, null, 100))
                .hasSize(records.size() - 1)
                .allSatisfy(refusal -> {
                    assertThat(refusal.why().english()).doesNotContain("cannot be kept");
                    house.refusals.replay(refusal.id());
                });
    }

    /** An event that waits has used its id: with the next batch or this one, about its task or another. */
    @ParameterizedTest
    @CsvSource({"T-1, false", "T-1, true", "T-2, false", "T-2, true", "T-3, false"})
    void refusesAnotherEventUnderAnIdUnderWhichOneWaits(String task, boolean atOnce) {
        house.take(house.assigned("T-3"));
        var first = IntakeHouse.json("T-1", "progressed", "{\"percent\":40}", "");
        var other = first.replace(":40", ":60").replace("\"T-1\"", "\"" + task + "\"");
        var waits = house.record("T-1", first.getBytes(UTF_8));
        var reuses = house.record(task, other.getBytes(UTF_8));

        if (atOnce) {
            house.take(waits, reuses, house.record("T-1", first.getBytes(UTF_8)));
        } else {
            house.take(waits);
            house.take(reuses);
            house.take(house.record("T-1", first.getBytes(UTF_8)));
        }

        assertThat(house.refusals.find(RefusalState.WAITING, null, 10)).hasSize(1);
        var refused = house.refusals.find(RefusalState.OPEN, null, 10);
        assertThat(refused)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why().english())
                        .contains("is used up by a duban.task.progressed of \"T-1\" that says something else"));
        assertThat(house.refusals.replay(refused.get(0).id()).orElseThrow()).isInstanceOf(Verdict.Refused.class);

        house.take(house.assigned("T-1"));

        assertThat(house.ledger.task("T-1"))
                .get()
                .extracting(kept -> kept.reports().percent())
                .isEqualTo(40);
    }

    /** As two nodes keep them that take them at the same time, and as earlier builds did: the first that waits has the id. */
    @Test
    void appliesTheFirstOfTwoThatWaitUnderOneId() {
        var first = IntakeHouse.json("T-1", "progressed", "{\"percent\":40}", "");
        house.take(house.record("T-1", first.getBytes(UTF_8)));
        house.take(house.record("T-1", first.replace(":40", ":60").getBytes(UTF_8)));
        house.jdbc.sql("update refusal set state = 'WAITING'").update();

        house.take(house.assigned("T-1"));

        assertThat(house.ledger.task("T-1"))
                .get()
                .extracting(kept -> kept.reports().percent())
                .isEqualTo(40);
        assertThat(house.refusals.find(RefusalState.OPEN, null, 10))
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.why().english()).contains("is used up by a duban.task.progressed"));
    }

    @Test
    void letsAMendedEventKeepTheIdOfARefusedOne() {
        var wrong = new String(house.assigned("T-1").value(), UTF_8).replace("gyangze-education", "gyangze-educaton");
        house.take(house.record("T-1", wrong.getBytes(UTF_8)));

        house.take(house.record("T-1", wrong.replace("educaton", "education").getBytes(UTF_8)));

        assertThat(house.count("applied")).isEqualTo(1);
        assertThat(house.refusals.replay(only().id()).orElseThrow())
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("id: "));
    }

    @Test
    void appliesWhatCameBeforeItsAssignment() {
        house.take(house.event("T-1", "submitted", "{}", "\"sequence\":3,"));
        house.take(house.event("T-1", "progressed", "{\"percent\":70}", "\"sequence\":2,"));
        assertThat(house.refusals.find(RefusalState.WAITING, null, 10)).hasSize(2);

        house.take(house.event("T-1", "received", "{}", "\"time\":\"2026-11-22T00:00:00Z\","), house.assigned("T-1"));

        assertThat(house.ledger.task("T-1"))
                .get()
                .extracting(Task::status, task -> task.reports().percent())
                .containsExactly(TaskStatus.SUBMITTED, 70);
        assertThat(house.refusals.find(RefusalState.APPLIED, null, 10)).hasSize(3);
    }

    @Test
    void opensWhatWaitedInVain() {
        house.take(house.event("T-1", "returned", "{}"));
        house.take(house.assigned("T-1"));

        assertThat(only().state()).isEqualTo(RefusalState.OPEN);
        assertThat(only().why().english()).contains("only a task that is SUBMITTED can be returned");
    }

    @Test
    void refusesTheCulpritAndAppliesItsNeighbours() {
        var records = new ArrayList<RawRecord>();
        for (int i = 0; i < 9; i++) {
            records.add(house.assigned("T-" + i, i == 6 ? IntakeHouse.POISON : "Repair the roof"));
        }
        house.intake.take(records);

        assertThat(house.ledger.tasks(List.of("T-0", "T-5", "T-7", "T-8"))).hasSize(4);
        assertThat(house.ledger.task("T-6")).isEmpty();
        assertThat(only().taskId()).isEqualTo("T-6");
        assertThat(only().why().english()).startsWith("data: cannot be kept (IllegalArgumentException)");
        assertThat(house.count("applied")).isEqualTo(8);
        assertThat(house.count("refused")).isEqualTo(1);
    }

    @Test
    void appliesAnAssignmentWhateverIsWrongWithWhatWaitedForIt() {
        house.take(
                house.event("T-1", "amended", "{\"title\":\"" + IntakeHouse.POISON + "\"}"),
                house.event("T-1", "received", "{}"),
                house.event("T-1", "progressed", "{\"percent\":10}"));

        house.take(house.assigned("T-1"));

        assertThat(house.ledger.task("T-1").orElseThrow().reports().percent()).isEqualTo(10);
        assertThat(house.refusals.find(RefusalState.APPLIED, null, 10)).hasSize(2);
        assertThat(house.refusals.find(RefusalState.OPEN, null, 10))
                .singleElement()
                .satisfies(
                        refusal -> assertThat(refusal.why().english()).startsWith("data: cannot be kept (IllegalArg"));
    }

    @Test
    void refusesAReplayThatFailsAgain() {
        house.take(house.assigned("T-1", IntakeHouse.POISON));

        assertThat(house.refusals.replay(only().id()).orElseThrow()).isInstanceOf(Verdict.Refused.class);
        assertThat(only().state()).isEqualTo(RefusalState.OPEN);
    }

    @Test
    void refusesTheCulpritAlsoWhereItFailsWithAnError() {
        house.take(house.assigned("T-1"), house.assigned("T-2", IntakeHouse.ABYSS), house.assigned("T-3"));

        assertThat(house.ledger.tasks(List.of("T-1", "T-2", "T-3"))).containsOnlyKeys("T-1", "T-3");
        assertThat(only().why().english()).startsWith("data: cannot be kept (StackOverflowError)");
    }

    @Test
    void changesNothingWhenTheDatabaseFails() {
        house.jdbc.sql("alter table refusal rename to elsewhere").update();

        assertThatThrownBy(() -> house.take(house.assigned("T-1"), house.record("T-1", new byte[0])))
                .isInstanceOf(DataAccessException.class);

        assertThat(house.ledger.task("T-1")).isEmpty();
        assertThat(house.count("applied")).isZero();
    }

    @Test
    void replaysOnceTheCauseIsMended() {
        house.take(house.assigned("T-1"), house.event("T-1", "returned", "{\"reason\":\"photos\"}"));
        var id = only().id();
        assertThat(house.refusals.replay(id).orElseThrow()).isInstanceOf(Verdict.Refused.class);

        house.take(house.event("T-1", "submitted", "{}"));
        assertThat(house.refusals.replay(id).orElseThrow()).isInstanceOf(Verdict.Applied.class);
        assertThat(house.refusals.replay(id)).contains(new Verdict.Duplicate());

        assertThat(house.refusals.refusal(id).orElseThrow().state()).isEqualTo(RefusalState.APPLIED);
        assertThat(house.ledger.task("T-1").orElseThrow().status()).isEqualTo(TaskStatus.RETURNED);
        assertThat(house.refusals.replay(-1)).isEmpty();
    }

    @Test
    void tellsTheNewReasonOfAReplayThatCannotBeRead() {
        house.take(house.record("T-1", new byte[] {'{'}));

        assertThat(house.refusals.replay(only().id()).orElseThrow()).isInstanceOf(Verdict.Refused.class);
        assertThat(only().state()).isEqualTo(RefusalState.OPEN);
    }

    @Test
    void pagesThroughRefusalsNewestFirst() {
        for (int i = 0; i < 5; i++) {
            house.take(house.record("T-" + i, new byte[0]));
        }

        var first = house.refusals.find(RefusalState.OPEN, null, 2);
        var second = house.refusals.find(null, first.get(1).id(), 2);
        assertThat(first).extracting(Refusal::recordKey).containsExactly("T-4", "T-3");
        assertThat(second).extracting(Refusal::recordKey).containsExactly("T-2", "T-1");
        assertThat(house.refusals.find(RefusalState.APPLIED, null, 2)).isEmpty();
    }

    @Test
    void leavesValuesOutOfTheLog() {
        assertThat(TaskEventIntake.withoutValues("data.by: \"Somebody\" is no known unit"))
                .isEqualTo("data.by: \"…\" is no known unit");
    }

    private Refusal only() {
        var refusals = house.refusals.find(null, null, 10);
        assertThat(refusals).hasSize(1);
        return refusals.get(0);
    }
}
