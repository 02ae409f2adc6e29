package org.duban.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.duban.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class JdbcAuditTrailTests {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00.123456Z");

    private final javax.sql.DataSource database = TestDatabase.create("api");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final AuditTrail audit = new JdbcAuditTrail(
            jdbc, transactions, () -> NOW, JsonMapper.builder().build());

    @Test
    void chainsEachEntryToTheOneBefore() {
        write(3);

        var links = jdbc.sql("select a.seq from audit a join audit b on b.seq = a.seq - 1 and a.previous_hash = b.hash")
                .query(Long.class)
                .list();
        assertThat(links).containsExactlyInAnyOrder(2L, 3L);
        assertThat(audit.firstBroken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set actor = 'nobody' where seq = 2",
                "update audit set detail = '{}' where seq = 2",
                "update audit set at = at + interval '1 microsecond' where seq = 2",
                "update audit set hash = audit_hash(previous_hash, 1, at, actor, act, subject, detail) where seq = 2"
            })
    void findsAChangedEntry(String tampering) {
        write(3);

        tamper(tampering);

        assertThat(audit.firstBroken()).contains(2L);
    }

    @Test
    void findsAGap() {
        write(3);

        tamper("delete from audit where seq = 2");

        assertThat(audit.firstBroken()).contains(3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit set actor = 'nobody'", "delete from audit", "truncate audit"})
    void isAppendOnly(String tampering) {
        write(1);

        assertThatThrownBy(() -> jdbc.sql(tampering).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void makesOneChainOfManyWriters() {
        var writers = IntStream.range(0, 8)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(5)))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(writers).join();

        assertThat(jdbc.sql("select max(seq) from audit").query(Long.class).single())
                .isEqualTo(40);
        assertThat(audit.firstBroken()).isEmpty();
    }

    @Test
    void keepsNothingOfAnActThatDidNotHappen() {
        transactions.executeWithoutResult(transaction -> {
            write(1);
            transaction.setRollbackOnly();
        });

        assertThat(jdbc.sql("select count(*) from audit").query(Long.class).single())
                .isZero();
    }

    private void write(int entries) {
        for (var i = 0; i < entries; i++) {
            audit.write("admin", AuditedAct.UNIT_SAVED, "education", Map.of("nameZh", "县教育局", "number", i));
        }
    }

    private void tamper(String sql) {
        jdbc.sql("alter table audit disable trigger all").update();
        assertThat(jdbc.sql(sql).update()).isEqualTo(1);
    }
}
