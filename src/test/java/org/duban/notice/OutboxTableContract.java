package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.duban.notice.OutboxTable.OutboxRecord;
import org.duban.simulation.TwoNodes;
import org.duban.tracing.TracePoint;
import org.junit.jupiter.api.Test;

/** What every table of records on their way to Kafka does, wherever its rows are. */
abstract class OutboxTableContract {

    private static final Instant NOW = Instant.parse("2026-11-30T01:30:00.000001Z");

    private final OutboxTable outbox;
    private final TwoNodes nodes;

    OutboxTableContract(NoticeTables tables) {
        this.outbox = tables.outbox();
        this.nodes = tables.nodes();
    }

    @Test
    void handsOutWhatItWasGiven() {
        var traced = new TracePoint("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        outbox.add(List.of(record("1").after(traced), record("2")));

        var next = nodes.transaction(() -> outbox.next(10));

        assertThat(next)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seq")
                .containsExactly(record("1").after(traced), record("2"));
    }

    @Test
    void keepsTheirOrder() {
        outbox.add(records(0, 700));
        outbox.add(records(700, 1_200));

        nodes.transaction(() -> {
            assertThat(outbox.next(0)).isEmpty();
            assertThat(keys(outbox.next(1))).containsExactly("0");
            assertThat(keys(outbox.next(500))).isEqualTo(numbers(0, 500));
            assertThat(keys(outbox.next(2_000))).isEqualTo(numbers(0, 1_200));
        });
    }

    @Test
    void forgetsWhatKafkaHas() {
        outbox.add(records(0, 3));
        nodes.transaction(() -> {
            var seqs = outbox.next(2).stream().map(OutboxRecord::seq).toList();
            outbox.delete(seqs);
            outbox.delete(seqs);
            assertThat(keys(outbox.next(10))).containsExactly("2");
        });

        assertThat(keys(nodes.transaction(() -> outbox.next(10)))).containsExactly("2");
    }

    @Test
    void takesNothingAsReadilyAsMuch() {
        outbox.add(List.of());
        outbox.delete(List.of());

        assertThat(nodes.transaction(() -> outbox.next(10))).isEmpty();
    }

    @Test
    void leavesOutWhatAnotherNodeHasInHand() {
        outbox.add(records(0, 3));

        nodes.transaction(() -> {
            outbox.next(2);
            nodes.meanwhile(() -> assertThat(keys(outbox.next(2))).containsExactly("2"));
        });
        assertThat(keys(nodes.transaction(() -> outbox.next(10)))).containsExactly("0", "1", "2");
    }

    @Test
    void showsOthersOnlyWhatIsCommitted() {
        nodes.transaction(() -> {
            outbox.add(records(0, 1));
            nodes.meanwhile(() -> assertThat(outbox.next(10)).isEmpty());
            assertThat(outbox.next(10)).hasSize(1);
        });
        nodes.inVain(() -> outbox.add(records(1, 2)));
        nodes.inVain(() ->
                outbox.delete(outbox.next(10).stream().map(OutboxRecord::seq).toList()));

        assertThat(keys(nodes.transaction(() -> outbox.next(10)))).containsExactly("0");
    }

    private static OutboxRecord record(String key) {
        return new OutboxRecord(
                "notices", key, "event-" + key, "duban.notice.issued", "subject-" + key, NOW, "{\"a\":1}");
    }

    private static List<OutboxRecord> records(int from, int to) {
        return numbers(from, to).stream().map(OutboxTableContract::record).toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static List<String> keys(List<OutboxRecord> records) {
        return records.stream().map(OutboxRecord::key).toList();
    }
}
