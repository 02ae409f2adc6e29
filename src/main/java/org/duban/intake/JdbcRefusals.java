package org.duban.intake;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.duban.database.Timestamps;
import org.duban.events.RawRecord;
import org.duban.events.Refusal;
import org.duban.events.RefusalChange;
import org.duban.events.RefusalState;
import org.duban.events.Refusals;
import org.duban.events.StrictJson;
import org.duban.events.TaskEventDecoder;
import org.duban.events.UnitEventDecoder;
import org.duban.events.UnreadableEvent;
import org.duban.intake.RefusalMeters.Kept;
import org.duban.process.DubanProperties;
import org.duban.reasons.Reason;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the quarantine for people, and replays from it. */
@Component
final class JdbcRefusals implements Refusals {

    private static final String SELECT = """
            select id, topic, partition, record_offset, record_key, task_id, reason, why, payload, state, refused_at,
                   event_source, event_id, mended, mended_by, mended_at, dismissal, dismissed_by, dismissed_at
            from refusal
            """;

    private final JdbcClient jdbc;
    private final JdbcQuarantine quarantine;
    private final RefusalRetry retrial;
    private final UnitEventIntake unitEvents;
    private final TaskEventDecoder decoder;
    private final UnitEventDecoder unitDecoder;
    private final InstantSource clock;
    private final String unitTopic;
    private final TransactionTemplate transactions;

    /** It takes so many because a refused record may be of either topic, and is tried again by the way of its own. */
    JdbcRefusals(
            JdbcClient jdbc,
            JdbcQuarantine quarantine,
            RefusalRetry retrial,
            UnitEventIntake unitEvents,
            TaskEventDecoder decoder,
            UnitEventDecoder unitDecoder,
            InstantSource clock,
            DubanProperties duban,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.quarantine = quarantine;
        this.retrial = retrial;
        this.unitEvents = unitEvents;
        this.decoder = decoder;
        this.unitDecoder = unitDecoder;
        this.clock = clock;
        this.unitTopic = duban.topics().unitEvents();
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public List<Refusal> find(@Nullable RefusalState state, @Nullable Long before, int limit) {
        return jdbc.sql(SELECT + """
                        where id < :before
                        """ + (state == null ? "" : "and state = :state ") + "order by id desc limit :limit")
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .query((row, n) -> refusal(row))
                .list();
    }

    @Override
    public long count(RefusalState state) {
        return jdbc.sql("select count(*) from refusal where state = ?")
                .param(state.name())
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Refusal> refusal(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, n) -> refusal(row))
                .optional();
    }

    /** How much of what was refused is not settled. */
    Kept kept() {
        return jdbc.sql("""
                select (select count(*) from refusal where state = 'OPEN'),
                       (select count(*) from refusal where state = 'WAITING'),
                       (select count(*) from refusal where copied_at is null)
                """)
                .query((row, number) -> new Kept(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    @Override
    public Optional<Verdict> replay(long id) {
        return Objects.requireNonNull(
                transactions.execute(status -> quarantine.lock(id).map(this::retry)));
    }

    @Override
    public RefusalChange mend(long id, byte[] event, String by) {
        return changed(id, kept -> {
            try {
                quarantine.mend(id, event, taskId(kept.record(), event), by, clock.instant());
                return Optional.empty();
            } catch (UnreadableEvent e) {
                return Optional.of(e.why());
            }
        });
    }

    /** The task of an event that fits its schema; null for one about a unit. */
    private @Nullable String taskId(RawRecord record, byte[] event) throws UnreadableEvent {
        var json = StrictJson.read(event, "body");
        if (!record.topic().equals(unitTopic)) {
            return decoder.decode(json).taskId();
        }
        unitDecoder.decode(record.saying(event));
        return null;
    }

    @Override
    public RefusalChange dismiss(long id, String reason, String by) {
        return changed(id, kept -> {
            quarantine.dismiss(id, reason, by, clock.instant());
            return Optional.empty();
        });
    }

    /** @param change says what is wrong with it, and then has changed nothing */
    private RefusalChange changed(long id, Function<QuarantinedRecord, Optional<Reason>> change) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var kept = quarantine.lock(id);
            if (kept.isEmpty()) {
                return new RefusalChange.Unknown();
            }
            var state = refusal(id).orElseThrow().state();
            if (state == RefusalState.APPLIED || state == RefusalState.DISMISSED) {
                return new RefusalChange.Settled(state);
            }
            return change.apply(kept.get())
                    .<RefusalChange>map(RefusalChange.Wrong::new)
                    .orElseGet(() -> new RefusalChange.Done(refusal(id).orElseThrow()));
        }));
    }

    private Verdict retry(QuarantinedRecord kept) {
        return kept.record().topic().equals(unitTopic)
                ? unitEvents.retry(kept)
                : Objects.requireNonNull(retrial.retry(List.of(kept)).get(kept.id()));
    }

    private static Refusal refusal(ResultSet row) throws SQLException {
        return new Refusal(
                row.getLong("id"),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                text(row.getBytes("record_key")),
                row.getString("task_id"),
                JdbcQuarantine.why(row),
                text(row.getBytes("payload")),
                RefusalState.valueOf(row.getString("state")),
                Timestamps.instant(row, "refused_at"),
                row.getString("event_source"),
                row.getString("event_id"),
                text(row.getBytes("mended")),
                row.getString("mended_by"),
                Timestamps.instantOrNull(row, "mended_at"),
                row.getString("dismissal"),
                row.getString("dismissed_by"),
                Timestamps.instantOrNull(row, "dismissed_at"));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
