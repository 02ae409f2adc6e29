package org.duban.intake;

import static org.duban.database.ColumnArrays.numbers;
import static org.duban.database.ColumnArrays.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.duban.database.Timestamps;
import org.duban.directory.Scope;
import org.duban.events.EventId;
import org.duban.events.EventOutcome;
import org.duban.events.EventOutcomes;
import org.duban.events.RefusalState;
import org.duban.events.WriteResult.OnItsWay;
import org.duban.ledger.DryRunResult;
import org.duban.ledger.EventDryRun;
import org.duban.ledger.TasksInScope;
import org.duban.process.DubanProperties;
import org.duban.task.TaskEvent;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks for the outcomes of events in the ledger and among the refusals. */
@Component
final class JdbcEventOutcomes implements EventOutcomes {

    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final EventDryRun ledger;
    private final InstantSource clock;
    private final String topic;

    JdbcEventOutcomes(JdbcClient jdbc, EventDryRun ledger, InstantSource clock, DubanProperties duban) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
        this.topic = duban.topics().taskEvents();
    }

    private record Place(int partition, long offset) {}

    private record Row(
            long id,
            @Nullable String source,
            @Nullable String eventId,
            @Nullable String taskId,
            EventOutcome outcome,
            Instant at) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("id"),
                    row.getString("event_source"),
                    row.getString("event_id"),
                    row.getString("task_id"),
                    EventOutcome.refused(RefusalState.valueOf(row.getString("state")), JdbcQuarantine.why(row)),
                    Timestamps.instant(row, "refused_at"));
        }

        /** A topic that was made anew uses its offsets again. */
        boolean isOf(TaskEvent event) {
            return event.source().equals(source) && event.id().equals(eventId);
        }
    }

    @Override
    public List<EventOutcome> of(List<OnItsWay> events) {
        var kept = kept(events);
        var waiting = waiting(events);
        var foreseen = ledger.foresee(events.stream().map(OnItsWay::event).toList());
        return IntStream.range(0, events.size())
                .mapToObj(i -> outcome(events.get(i), kept, waiting, foreseen.get(i)))
                .toList();
    }

    private static EventOutcome outcome(
            OnItsWay written, Map<Place, Row> kept, Map<EventId, EventOutcome> waiting, DryRunResult now) {
        var event = written.event();
        var row = kept.get(new Place(written.partition(), written.offset()));
        if (row != null && row.isOf(event)) {
            return row.outcome();
        }
        if (now.certain() && now.verdict() instanceof Verdict.Duplicate) {
            return written.foreseen().verdict() instanceof Verdict.Duplicate
                    ? EventOutcome.DUPLICATE
                    : EventOutcome.APPLIED;
        }
        if (now.certain() && now.verdict() instanceof Verdict.Stale stale) {
            return EventOutcome.refused(RefusalState.STALE, stale.why());
        }
        return now.verdict() instanceof Verdict.UnknownTask
                ? waiting.getOrDefault(new EventId(event.source(), event.id()), EventOutcome.PENDING)
                : EventOutcome.PENDING;
    }

    /** An event that is sent again while it waits is kept once, where it came first. */
    private Map<EventId, EventOutcome> waiting(List<OnItsWay> events) {
        var waiting = new HashMap<EventId, EventOutcome>();
        jdbc.sql("""
                select event_source, event_id, reason, why from refusal
                where state = 'WAITING' and (event_source, event_id) in (select * from unnest(?, ?))
                """)
                .param(texts(events, one -> one.event().source()))
                .param(texts(events, one -> one.event().id()))
                .query(row -> {
                    waiting.put(
                            new EventId(row.getString(1), row.getString(2)),
                            EventOutcome.refused(RefusalState.WAITING, JdbcQuarantine.why(row)));
                });
        return waiting;
    }

    private Map<Place, Row> kept(List<OnItsWay> events) {
        var kept = new HashMap<Place, Row>();
        jdbc.sql("""
                select id, partition, record_offset, event_source, event_id, task_id, state, reason, why, refused_at from refusal
                where topic = ? and (partition, record_offset) in (select * from unnest(?, ?)) order by id
                """)
                .param(topic)
                .param(events.stream().map(OnItsWay::partition).toArray(Integer[]::new))
                .param(numbers(events, OnItsWay::offset))
                .query(row -> {
                    kept.put(new Place(row.getInt("partition"), row.getLong("record_offset")), Row.of(row));
                });
        return kept;
    }

    /** What was applied counts, whatever else came under its id. */
    @Override
    public Map<String, EventOutcome> of(String source, Collection<String> ids) {
        var outcomes = new HashMap<String, EventOutcome>();
        jdbc.sql("""
                select distinct on (event_id) event_id, applied, state, reason, why from (
                    select event_id, true as applied, null as state, null as reason, null::jsonb as why, 0 as id from task_event
                    where source = :source and event_id = any(:ids)
                    union all
                    select event_id, false, state, reason, why, id from refusal
                    where topic = :topic and event_source = :source and event_id = any(:ids)) known
                order by event_id, applied desc, state = 'WAITING' desc, id desc
                """)
                .param("source", source)
                .param("ids", ids.toArray(String[]::new))
                .param("topic", topic)
                .query(row -> {
                    outcomes.put(row.getString("event_id"), known(row));
                });
        return outcomes;
    }

    private static EventOutcome known(ResultSet row) throws SQLException {
        return row.getBoolean("applied")
                ? EventOutcome.APPLIED
                : EventOutcome.refused(RefusalState.valueOf(row.getString("state")), JdbcQuarantine.why(row));
    }

    @Override
    public Optional<Known> of(String source, String id, Scope scope, String reader) {
        var written = remembered(source, id);
        var refusal = lastRefusal(source, id);
        var number = refusal.map(Row::id).orElse(null);
        return applied(source, id, number)
                .or(() -> refusal.map(row -> known(row, number)))
                .or(() -> written.map(Remembered::known))
                .filter(known -> scope.everything()
                        || written.filter(one -> one.isOf(reader, known)).isPresent()
                        || reached(known.taskId(), scope));
    }

    @Override
    public void remember(List<OnItsWay> events, String writer) {
        if (events.isEmpty()) {
            return;
        }
        var now = clock.instant();
        jdbc.sql("""
                insert into event_on_its_way (source, event_id, task_id, written_by, written_at)
                select *, ?, ? from unnest(?, ?, ?) order by 1, 2 on conflict do nothing
                """)
                .param(writer)
                .param(now.atOffset(ZoneOffset.UTC))
                .param(texts(events, one -> one.event().source()))
                .param(texts(events, one -> one.event().id()))
                .param(texts(events, one -> one.event().taskId()))
                .update();
        jdbc.sql("""
                delete from event_on_its_way where ctid in (
                    select ctid from event_on_its_way where written_at < ? limit 1000 for update skip locked)
                """).param(now.minus(REMEMBERED).atOffset(ZoneOffset.UTC)).update();
    }

    /** What a user has written himself. */
    private record Remembered(String writer, Known known) {
        boolean isOf(String reader, Known found) {
            return writer.equals(reader) && Objects.equals(known.taskId(), found.taskId());
        }
    }

    private Optional<Remembered> remembered(String source, String id) {
        return jdbc.sql(
                        "select task_id, written_at, written_by from event_on_its_way where source = ? and event_id = ?")
                .params(source, id)
                .query((row, number) -> new Remembered(
                        row.getString(3),
                        new Known(EventOutcome.PENDING, row.getString(1), Timestamps.instant(row, 2), null)))
                .optional();
    }

    private boolean reached(@Nullable String task, Scope scope) {
        return jdbc.sql("select exists (select from task where id = :id and " + TasksInScope.REACHED + ")")
                .param("id", task)
                .param("everything", false)
                .param("units", scope.codes())
                .query(Boolean.class)
                .single();
    }

    private static Known known(Row row, @Nullable Long number) {
        return new Known(row.outcome(), row.taskId(), row.at(), number);
    }

    private Optional<Known> applied(String source, String id, @Nullable Long refusal) {
        return jdbc.sql("select task_id, applied_at from task_event where source = ? and event_id = ?")
                .params(source, id)
                .query((row, number) ->
                        new Known(EventOutcome.APPLIED, row.getString(1), Timestamps.instant(row, 2), refusal))
                .optional();
    }

    private Optional<Row> lastRefusal(String source, String id) {
        return jdbc.sql("""
                select id, event_source, event_id, task_id, state, reason, why, refused_at from refusal
                where topic = ? and event_source = ? and event_id = ? order by state = 'WAITING' desc, id desc limit 1
                """)
                .params(topic, source, id)
                .query((row, number) -> Row.of(row))
                .optional();
    }
}
