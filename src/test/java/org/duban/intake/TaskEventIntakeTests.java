package org.duban.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.duban.TestDatabase;
import org.duban.intake.RawRecord.RawHeader;
import org.duban.ledger.Task;
import org.duban.ledger.TaskStatus;
import org.duban.ledger.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

final class TaskEventIntakeTests {

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
        assertThat(refusal.reason()).startsWith("value: is not valid UTF-8");
        assertThat(refusal.state()).isEqualTo(RefusalState.OPEN);
        assertThat(refusal.offset()).isEqualTo(77);
        var kept = house.quarantine.lock(refusal.id()).orElseThrow().record();
        assertThat(kept).usingRecursiveComparison().isEqualTo(bad);
    }

    @Test
    void countsEachRecordOnce() {
        var assigned = house.event("T-1", "assigned", """
                {"title":"x","leadUnit":"gyangze-education","deadline":"2026-12-31"}""", "\"sequence\":5,");
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
    void appliesWhatCameBeforeItsAssignment() {
        house.take(house.event("T-1", "submitted", "{}", "\"sequence\":3,"));
        house.take(house.event("T-1", "progressed", "{\"percent\":70}", "\"sequence\":2,"));
        assertThat(house.refusals.find(RefusalState.WAITING, null, 10)).hasSize(2);

        house.take(house.event("T-1", "received", "{}", "\"time\":\"2026-11-22T00:00:00Z\","), house.assigned("T-1"));

        assertThat(house.ledger.task("T-1"))
                .get()
                .extracting(Task::status, Task::percent)
                .containsExactly(TaskStatus.SUBMITTED, 70);
        assertThat(house.refusals.find(RefusalState.APPLIED, null, 10)).hasSize(3);
    }

    @Test
    void opensWhatWaitedInVain() {
        house.take(house.event("T-1", "returned", "{}"));
        house.take(house.assigned("T-1"));

        assertThat(only().state()).isEqualTo(RefusalState.OPEN);
        assertThat(only().reason()).contains("only a task that is SUBMITTED can be returned");
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
        assertThat(only().reason()).startsWith("data: cannot be kept (IllegalArgumentException)");
        assertThat(house.count("applied")).isEqualTo(8);
        assertThat(house.count("refused")).isEqualTo(1);
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
