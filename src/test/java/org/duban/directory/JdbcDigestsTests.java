package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.duban.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcDigestsTests extends DigestsContract {

    private final JdbcClient sql = JdbcClient.create(TestDatabase.create("directory"));
    private final Digests digests = new JdbcDigests(sql);

    JdbcDigestsTests() {
        for (var code : new String[] {"a", "b"}) {
            sql.sql("""
                    insert into unit (code, kind, name_zh, name_en, locale, zone)
                    values (:code, 'UNIT', '局', 'Bureau', 'en', 'UTC')
                    """).param("code", code).update();
        }
    }

    @Override
    Digests digests() {
        return digests;
    }

    @Test
    void endsWithItsUnit() {
        digests.save("a", LocalTime.NOON);

        sql.sql("delete from unit where code = 'a'").update();

        assertThat(digests.of("a")).isEmpty();
    }
}
