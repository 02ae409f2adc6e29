package org.duban.intake;

import static org.duban.database.ColumnArrays.texts;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.duban.events.EventId;
import org.duban.events.UnitEvent;
import org.duban.task.EventContent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The unit events that have been applied, in PostgreSQL. */
@Component
final class JdbcUnitEvents {

    private final JdbcClient jdbc;

    JdbcUnitEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes events as applied and returns, in their order, those that were not yet. */
    List<UnitEvent> addNew(List<UnitEvent> events, Instant at) {
        var added = new HashSet<>(jdbc.sql("""
                insert into unit_event (source, event_id, type, code, time, data, applied_at)
                select source, event_id, type, code, time, data, :at::timestamptz
                from unnest(:sources::text[], :ids::text[], :types::text[], :codes::text[],
                            :times::text[]::timestamptz[], :data::text[]::jsonb[])
                     as new (source, event_id, type, code, time, data)
                on conflict do nothing
                returning source, event_id
                """)
                .param("at", at.toString())
                .param("sources", texts(events, UnitEvent::source))
                .param("ids", texts(events, UnitEvent::id))
                .param("types", texts(events, UnitEvent::type))
                .param("codes", texts(events, UnitEvent::code))
                .param("times", texts(events, UnitEvent::time))
                .param("data", texts(events, UnitEvent::data))
                .query((row, number) -> List.of(row.getString("source"), row.getString("event_id")))
                .list());
        return events.stream()
                .filter(event -> added.remove(List.of(event.source(), event.id())))
                .toList();
    }

    /** What the noted events of these sources and ids say. */
    Map<EventId, EventContent> contents(List<UnitEvent> events) {
        var contents = new HashMap<EventId, EventContent>();
        jdbc.sql("""
                select source, event_id, type, code, data from unit_event
                where (source, event_id) in (select * from unnest(:sources::text[], :ids::text[]))
                """)
                .param("sources", texts(events, UnitEvent::source))
                .param("ids", texts(events, UnitEvent::id))
                .query(row -> {
                    var content = new EventContent(row.getString(3), row.getString(4), row.getString(5));
                    contents.put(new EventId(row.getString(1), row.getString(2)), content);
                });
        return contents;
    }
}
