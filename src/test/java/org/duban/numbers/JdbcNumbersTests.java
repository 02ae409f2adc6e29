package org.duban.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.directory.UnitTree;
import org.duban.simulation.TwoNodes;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What PostgreSQL does beyond the contract: real threads get no number twice, and do not stand in each other's way for ever. */
final class JdbcNumbersTests extends NumbersContract {

    private static final DataSource DATABASE = TestDatabase.create("numbers");
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE);
    private static final Numbers NUMBERS = new JdbcNumbers(JDBC, MemoryNumbers.SETTINGS);

    JdbcNumbersTests() {
        super(NUMBERS, TwoNodes.on(DATABASE));
        JDBC.sql("truncate number_series").update();
    }

    @Test
    void givesNoNumberTwiceToManyWhoAskInAnyOrderAndOftenGiveUp() throws Exception {
        var transactions = new TransactionTemplate(new JdbcTransactionManager(DATABASE));
        var nobody = new UnitTree(List.of(), Set.of());
        var threads = Executors.newFixedThreadPool(4);
        var work = IntStream.range(0, 120)
                .<Callable<List<String>>>mapToObj(n -> () -> transactions.execute(status -> {
                    var units = n % 2 == 0 ? List.of("a", "b", "c", "a") : List.of("c", "b", "a", "c");
                    var given = NUMBERS.give(NumberKind.TASK, units, nobody, Instant.parse("2026-11-30T02:00:00Z"));
                    if (n % 5 == 0) {
                        status.setRollbackOnly();
                        return List.of();
                    }
                    return given;
                }))
                .toList();

        var all = new HashSet<String>();
        for (var done : threads.invokeAll(work)) {
            done.get().forEach(number -> assertThat(all.add(number)).as(number).isTrue());
        }

        assertThat(all).hasSize(96 * 4);
        threads.shutdown();
    }
}
