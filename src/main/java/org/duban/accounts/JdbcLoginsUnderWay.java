package org.duban.accounts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Logins under way in PostgreSQL, by the hashes of what only a cookie says. */
@Component
final class JdbcLoginsUnderWay {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcLoginsUnderWay(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(byte[] hash, String kind, Map<String, String> content, Instant expiresAt) {
        jdbc.sql("""
                        insert into login_under_way (key_hash, kind, content, expires_at)
                        values (:hash, :kind, :content::jsonb, :expires)
                        """)
                .param("hash", hash)
                .param("kind", kind)
                .param("content", json.writeValueAsString(content))
                .param("expires", Timestamp.from(expiresAt))
                .update();
    }

    /** Of several who come at once, one gets it. */
    Optional<Map<String, String>> take(byte[] hash, String kind, Instant now) {
        return jdbc.sql("""
                        delete from login_under_way where key_hash = :hash and kind = :kind and expires_at > :now
                        returning content
                        """)
                .param("hash", hash)
                .param("kind", kind)
                .param("now", Timestamp.from(now))
                .query(String.class)
                .optional()
                .map(content -> json.readValue(content, TEXTS));
    }

    void removeOver(Instant now) {
        jdbc.sql("delete from login_under_way where expires_at <= ?")
                .param(Timestamp.from(now))
                .update();
    }
}
