package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.duban.notice.OutgoingTable.Outgoing;
import org.duban.simulation.TwoNodes;
import org.duban.tracing.TracePoint;
import org.junit.jupiter.api.Test;

/** What every table of records on their way to Kafka does, wherever its rows are. */
abstract class OutgoingTableContract {

    private static final Instant NOW = Instant.parse("2026-11-30T01:30:00.000001Z");

    private final OutgoingTable outgoing;
    private final TwoNodes nodes;

    OutgoingTableContract(NoticeTables tables) {
        this.outgoing = tables.outgoing();
        this.nodes = tables.nodes();
    }

    @Test
    void handsOutWhatItWasGiven() {
        var traced = new TracePoint("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        outgoing.add(List.of(record("1").after(traced), record("2")));

        var next = nodes.transaction(() -> outgoing.next(10));

        assertThat(next)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seq")
                .containsExactly(record("1").after(traced), record("2"));
    }

    @Test
    void keepsTheirOrder() {
        outgoing.add(records(0, 700));
        outgoing.add(records(700, 1_200));

        nodes.transaction(() -> {
            assertThat(outgoing.next(0)).isEmpty();
            assertThat(keys(outgoing.next(1))).containsExactly("0");
            assertThat(keys(outgoing.next(500))).isEqualTo(numbers(0, 500));
            assertThat(keys(outgoing.next(2_000))).isEqualTo(numbers(0, 1_200));
        });
    }

    @Test
    void forgetsWhatKafkaHas() {
        outgoing.add(records(0, 3));
        nodes.transaction(() -> {
            var seqs = outgoing.next(2).stream().map(Outgoing::seq).toList();
            outgoing.delete(seqs);
            outgoing.delete(seqs);
            assertThat(keys(outgoing.next(10))).containsExactly("2");
        });

        assertThat(keys(nodes.transaction(() -> outgoing.next(10)))).containsExactly("2");
    }

    @Test
    void takesNothingAsReadilyAsMuch() {
        outgoing.add(List.of());
        outgoing.delete(List.of());

        assertThat(nodes.transaction(() -> outgoing.next(10))).isEmpty();
    }

    @Test
    void leavesOutWhatAnotherNodeHasInHand() {
        outgoing.add(records(0, 3));

        nodes.transaction(() -> {
            outgoing.next(2);
            nodes.meanwhile(() -> assertThat(keys(outgoing.next(2))).containsExactly("2"));
        });
        assertThat(keys(nodes.transaction(() -> outgoing.next(10)))).containsExactly("0", "1", "2");
    }

    @Test
    void showsOthersOnlyWhatIsCommitted() {
        nodes.transaction(() -> {
            outgoing.add(records(0, 1));
            nodes.meanwhile(() -> assertThat(outgoing.next(10)).isEmpty());
            assertThat(outgoing.next(10)).hasSize(1);
        });
        nodes.inVain(() -> outgoing.add(records(1, 2)));
        nodes.inVain(() ->
                outgoing.delete(outgoing.next(10).stream().map(Outgoing::seq).toList()));

        assertThat(keys(nodes.transaction(() -> outgoing.next(10)))).containsExactly("0");
    }

    private static Outgoing record(String key) {
        return new Outgoing("notices", key, "event-" + key, "duban.notice.issued", "subject-" + key, NOW, "{\"a\":1}");
    }

    private static List<Outgoing> records(int from, int to) {
        return numbers(from, to).stream().map(OutgoingTableContract::record).toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static List<String> keys(List<Outgoing> records) {
        return records.stream().map(Outgoing::key).toList();
    }
}
