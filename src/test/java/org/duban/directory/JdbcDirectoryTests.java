package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.simulation.TwoNodes;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the directory in PostgreSQL does beyond the contract. */
final class JdbcDirectoryTests extends DirectoryContract {

    private static final Instant SINCE = Instant.parse("2026-11-23T01:30:00Z");

    private static final DataSource DATABASE = TestDatabase.create("directory", "api");

    private final JdbcDirectory directory = directory();
    private final JdbcDirectory otherNode = directory();

    @Override
    JdbcDirectory directory() {
        JdbcClient.create(DATABASE).sql("truncate unit cascade").update();
        var jdbc = JdbcClient.create(DATABASE);
        return new JdbcDirectory(
                jdbc,
                nodes().transactions(),
                () -> Set.of("cn", "gyangze"),
                new JdbcRemovals(jdbc, Stream::empty, new NoTrail(), () -> SINCE));
    }

    @Override
    TwoNodes nodes() {
        return TwoNodes.on(DATABASE);
    }

    @Test
    void keepsTheFirstReasonWhyNobodyIsReached() {
        directory.save(List.of(unit("a", null, "a@x.example")));
        directory.markUnreachable("a@x.example", SINCE, "550 no such user");
        directory.markUnreachable("a@x.example", SINCE.plusSeconds(60), "550 again");

        assertThat(JdbcClient.create(DATABASE)
                        .sql("select unreachable_reason from contact")
                        .query(String.class)
                        .single())
                .isEqualTo("550 no such user");
    }

    @Test
    void keepsMarksOfUnitsThatDoNotDiffer() {
        var a = unit("a", null, "a@x.example");
        directory.save(List.of(a, unit("b", "a", "b@x.example"), unit("c", "a")));
        directory.markUnreachable("a@x.example", SINCE, "550");
        directory.markUnreachable("b@x.example", SINCE, "550");

        var changed =
                directory.saveChanged(List.of(a, unit("b", "a", "b@x.example", "b2@x.example")), overwriting -> {});

        assertThat(changed).isEqualTo(1);
        assertThat(directory.tree().reachableAddresses("a")).isEmpty();
        assertThat(directory.tree().reachableAddresses("b")).containsExactly("b@x.example", "b2@x.example");
        assertThat(directory.tree().unit("c")).isPresent();
    }

    @Test
    void takesTenThousandUnits() {
        var units = IntStream.range(0, 10_000)
                .mapToObj(i -> unit("u" + i, i == 0 ? null : "u" + i / 10, "u" + i + "@x.example"))
                .toList();

        directory.save(units);

        assertThat(directory.saveChanged(units, overwriting -> {})).isZero();
        assertThat(otherNode.tree().units()).hasSize(10_000);
        assertThat(otherNode.tree().unit("u9999")).contains(units.get(9999));
    }
}
