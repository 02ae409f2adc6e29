package org.duban.notice;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.Table;

/** Records on their way to Kafka, in memory. */
public final class MemoryOutbox implements OutboxTable {

    private final MemoryDatabase database;
    private final Table<Long, OutboxRecord> rows;
    private final TreeSet<Long> waiting = new TreeSet<>();
    private long last;

    public MemoryOutbox(MemoryDatabase database) {
        this.database = database;
        this.rows = database.<Long, OutboxRecord>table().indexed((seq, before, after) -> {
            if (after == null) {
                waiting.remove(seq);
            } else {
                waiting.add(seq);
            }
        });
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    public void add(List<OutboxRecord> records) {
        database.statement(
                "outgoing: add",
                () -> records.forEach(one -> {
                    var seq = ++last;
                    rows.put(
                            seq,
                            new OutboxRecord(
                                    seq,
                                    one.topic(),
                                    one.key(),
                                    one.eventId(),
                                    one.type(),
                                    one.subject(),
                                    one.time(),
                                    one.body(),
                                    one.trace()));
                }));
    }

    @Override
    public List<OutboxRecord> next(int limit) {
        return database.statement(
                "outgoing: next",
                () -> rows.seen(waiting)
                        .filter(one -> rows.tryLock(one.seq()))
                        .limit(limit)
                        .toList());
    }

    @Override
    public void delete(Collection<Long> seqs) {
        database.statement("outgoing: delete", () -> seqs.forEach(seq -> rows.put(seq, null)));
    }
}
