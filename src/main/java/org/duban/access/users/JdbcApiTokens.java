package org.duban.access.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.access.Membership;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** API tokens in PostgreSQL, by the hashes of their secrets. */
@Component
final class JdbcApiTokens {

    private final JdbcClient jdbc;

    JdbcApiTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ApiToken token, byte[] hash) {
        jdbc.sql("""
                        insert into api_token (id, account, label, hash, roles, made_at, expires_at)
                        values (:id, :account, :label, :hash, :roles, :made, :expires)
                        """)
                .param("id", token.id())
                .param("account", token.account())
                .param("label", token.label())
                .param("hash", hash)
                .param(
                        "roles",
                        token.memberships().stream().map(Membership::text).toArray(String[]::new))
                .param("made", Timestamp.from(token.madeAt()))
                .param("expires", Timestamp.from(token.expiresAt()))
                .update();
    }

    /** The oldest first. */
    List<ApiToken> of(String account) {
        return jdbc.sql("select * from api_token where account = ? order by made_at, id")
                .param(account)
                .query((row, number) -> token(row))
                .list();
    }

    /** The token whose secret has this hash, if it has not run out by then. */
    Optional<ApiToken> valid(byte[] hash, Instant now) {
        return jdbc.sql("select * from api_token where hash = :hash and expires_at > :now")
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .query((row, number) -> token(row))
                .optional();
    }

    /** At most once a minute, however often a program asks. */
    void noteUse(ApiToken token, Instant now) {
        jdbc.sql("""
                        update api_token set last_used_at = :now
                        where id = :id and (last_used_at is null or last_used_at < :now::timestamptz - interval '1 minute')
                        """).param("now", Timestamp.from(now)).param("id", token.id()).update();
    }

    /** @return whether there was one to remove */
    boolean remove(String account, UUID id) {
        return jdbc.sql("delete from api_token where account = ? and id = ?")
                        .params(account, id)
                        .update()
                == 1;
    }

    void removeAll(String account) {
        jdbc.sql("delete from api_token where account = ?").param(account).update();
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        var used = row.getObject("last_used_at", OffsetDateTime.class);
        var roles = Arrays.asList((String[]) row.getArray("roles").getArray());
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("account"),
                row.getString("label"),
                roles.stream().flatMap(role -> Membership.named(role).stream()).toList(),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant());
    }
}
