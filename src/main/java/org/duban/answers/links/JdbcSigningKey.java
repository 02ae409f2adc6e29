package org.duban.answers.links;

import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key of this installation's links, made by the first process that needs it and shared by all. Deleting the row and
 * starting anew makes every link worthless that was sent before.
 */
@Component
final class JdbcSigningKey {

    private static final int BYTES = 32;

    private final JdbcClient jdbc;

    JdbcSigningKey(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    SecretKeySpec key() {
        var fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.sql("insert into answer_key (key) values (:key) on conflict do nothing")
                .param("key", fresh)
                .update();
        var kept = jdbc.sql("select key from answer_key").query(byte[].class).single();
        return new SecretKeySpec(kept, "HmacSHA256");
    }
}
