package org.duban.accounts.provider;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Logins by the pages of providers, in PostgreSQL. */
@Component
final class JdbcProviderLogins {

    private final JdbcClient jdbc;

    JdbcProviderLogins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ProviderLogin login) {
        jdbc.sql("""
                        insert into provider_login (id, provider, subject, sid, name, display_name, roles, at)
                        values (:id, :provider, :subject, :sid, :name, :shown, :roles, :at)
                        """)
                .param("id", login.id())
                .param("provider", login.provider())
                .param("subject", login.subject())
                .param("sid", login.sid())
                .param("name", login.name())
                .param("shown", login.displayName())
                .param("roles", login.roles().toArray(String[]::new))
                .param("at", Timestamp.from(login.at()))
                .update();
    }

    Optional<ProviderLogin> login(UUID id) {
        return jdbc.sql("select * from provider_login where id = ?")
                .param(id)
                .query((row, number) -> login(row))
                .optional();
    }

    void remove(UUID id) {
        jdbc.sql("delete from provider_login where id = ?").param(id).update();
    }

    /** @return the names of those whose logins there were, each once */
    List<String> remove(Providers.Ended ended) {
        return jdbc
                .sql("""
                        delete from provider_login
                        where provider = :provider and (:sid::text is null or sid = :sid)
                            and (:subject::text is null or subject = :subject)
                            and (:sid::text is not null or :subject::text is not null)
                        returning name
                        """)
                .param("provider", ended.provider())
                .param("sid", ended.sid())
                .param("subject", ended.subject())
                .query(String.class)
                .list()
                .stream()
                .distinct()
                .toList();
    }

    void removeOver(Instant before) {
        jdbc.sql("delete from provider_login where at < ?")
                .param(Timestamp.from(before))
                .update();
    }

    private static ProviderLogin login(ResultSet row) throws SQLException {
        return new ProviderLogin(
                row.getObject("id", UUID.class),
                row.getString("provider"),
                row.getString("subject"),
                row.getString("sid"),
                row.getString("name"),
                row.getString("display_name"),
                Arrays.asList((String[]) row.getArray("roles").getArray()),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
