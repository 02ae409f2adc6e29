package org.duban.agenda;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.duban.agenda.AgendaMeters.Ahead;
import org.duban.database.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the agenda which moments are to come, so that they can be kept again after Quartz has lost them. */
@Component
final class JdbcMoments {

    /** Quartz acquires a trigger seconds before its time and lets go of it right after. */
    private static final Duration FAR = Duration.ofMinutes(5);

    private final JdbcClient jdbc;

    JdbcMoments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The distinct seconds up to {@code horizon} at which something is due and for which Quartz keeps nothing. */
    List<Instant> missing(Instant horizon) {
        return jdbc.sql("""
                select moment from (
                    select distinct date_trunc('second', next_wake_at + interval '999999 microseconds') as moment
                    from agenda where next_wake_at <= :horizon) due
                where not exists (
                    select from qrtz_triggers
                    where trigger_group = :group and next_fire_time = (extract(epoch from moment) * 1000)::bigint)
                order by moment
                """)
                .param("horizon", Timestamp.from(horizon))
                .param("group", Moments.GROUP)
                .query((row, number) -> Timestamps.instant(row, 1))
                .list();
    }

    /**
     * The names of triggers that will never fire: Quartz takes them for ones in hand or broken, but they are far from
     * their time on either side, or in a state that a moment never has.
     */
    List<String> stuck(Instant now) {
        return jdbc.sql("""
                select trigger_name from qrtz_triggers
                where trigger_group = :group and trigger_state <> 'WAITING'
                and (trigger_state <> 'ACQUIRED' or abs(next_fire_time - :now) > :far)
                """)
                .param("group", Moments.GROUP)
                .param("now", now.toEpochMilli())
                .param("far", FAR.toMillis())
                .query(String.class)
                .list();
    }

    /** What lies ahead, and when a Quartz last said that it lives. */
    Ahead ahead(Instant now) {
        return jdbc.sql("""
                select count(*), count(*) filter (where next_wake_at <= :now), min(next_wake_at),
                       (select to_timestamp(max(last_checkin_time) / 1000.0) from qrtz_scheduler_state)
                from agenda where next_wake_at is not null
                """)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Ahead(
                        row.getLong(1),
                        row.getLong(2),
                        Timestamps.instantOrNull(row, 3),
                        Timestamps.instantOrNull(row, 4)))
                .single();
    }
}
