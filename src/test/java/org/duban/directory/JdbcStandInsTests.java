package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.simulation.TwoNodes;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcStandInsTests extends StandInsContract {

    private final DataSource database = TestDatabase.create("directory");
    private final JdbcClient sql = JdbcClient.create(database);
    private final TwoNodes nodes = TwoNodes.on(database);
    private final JdbcDirectory directory = new JdbcDirectory(
            sql,
            nodes.transactions(),
            Set::of,
            new JdbcRemovals(sql, Stream::empty, new NoTrail(), () -> Instant.EPOCH));
    private final StandIns standIns = new JdbcStandIns(sql, nodes.transactions(), directory);

    @Override
    Directory directory() {
        return directory;
    }

    @Override
    StandIns standIns() {
        return standIns;
    }

    @Override
    TwoNodes nodes() {
        return nodes;
    }

    @Test
    void countsNoneOfACircleThatHasComeIntoBeing() {
        save("a", "leave", "a@x.example", "b@x.example", "2026-12-01", "2026-12-05");
        sql.sql("insert into stand_in values ('b', 'back', 'b@x.example', 'a@x.example', 'A', '2026-12-01',"
                        + " '2026-12-05')")
                .update();
        directory.save(List.of(unit("c", "UTC", "c@x.example")));

        assertThat(addresses("a", "2026-12-02T00:00:00Z")).containsExactly("a@x.example", "a2@x.example");
        assertThat(addresses("b", "2026-12-02T00:00:00Z")).containsExactly("b@x.example");
    }
}
