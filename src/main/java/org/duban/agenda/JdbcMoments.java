package org.duban.agenda;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the agenda which moments are to come, so that they can be kept again after Quartz has lost them. */
@Component
final class JdbcMoments {

    private final JdbcClient jdbc;

    JdbcMoments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The distinct seconds before {@code horizon} at which something is due. */
    List<Instant> until(Instant horizon) {
        return jdbc.sql("""
                select distinct date_trunc('second', next_wake_at + interval '999999 microseconds') as moment
                from agenda where next_wake_at <= :horizon order by moment
                """)
                .param("horizon", Timestamp.from(horizon))
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .list();
    }
}
