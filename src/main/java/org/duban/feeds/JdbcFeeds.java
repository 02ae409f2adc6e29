package org.duban.feeds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.database.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The feeds in PostgreSQL. Revoked ones stay as a record and are never found again. */
@Component
final class JdbcFeeds {

    private final JdbcClient jdbc;

    JdbcFeeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Feed feed, Secret secret) {
        jdbc.sql("""
                        insert into unit_feed (id, unit, secret_hash, made_at, made_by)
                        values (:id, :unit, :hash, :madeAt, :madeBy)
                        """)
                .param("id", feed.id())
                .param("unit", feed.unit())
                .param("hash", secret.hash())
                .param("madeAt", feed.madeAt().atOffset(ZoneOffset.UTC))
                .param("madeBy", feed.madeBy())
                .update();
    }

    List<Feed> of(String unit) {
        return jdbc.sql("""
                        select id, unit, made_at, made_by, last_read_at from unit_feed
                        where unit = :unit and revoked_at is null order by made_at, id
                        """)
                .param("unit", unit)
                .query((row, number) -> feed(row))
                .list();
    }

    /** @return whether there was one to revoke */
    boolean revoke(String unit, UUID id, Instant now) {
        return jdbc.sql("""
                        update unit_feed set revoked_at = :now where id = :id and unit = :unit and revoked_at is null
                        """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("unit", unit)
                        .update()
                == 1;
    }

    /** The feed that a secret opens. */
    Optional<Feed> opened(Secret secret) {
        return jdbc.sql("""
                        select id, unit, made_at, made_by, last_read_at from unit_feed
                        where secret_hash = :hash and revoked_at is null
                        """)
                .param("hash", secret.hash())
                .query((row, number) -> feed(row))
                .optional();
    }

    /** Notes that a feed is read; at most once a minute, however often a program asks. */
    void noteReading(Feed feed, Instant now) {
        jdbc.sql("""
                        update unit_feed set last_read_at = :now
                        where id = :id and (last_read_at is null or last_read_at < :now::timestamptz - interval '1 minute')
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", feed.id())
                .update();
    }

    private static Feed feed(ResultSet row) throws SQLException {
        return new Feed(
                row.getObject("id", UUID.class),
                row.getString("unit"),
                Timestamps.instant(row, "made_at"),
                row.getString("made_by"),
                Timestamps.instantOrNull(row, "last_read_at"));
    }
}
