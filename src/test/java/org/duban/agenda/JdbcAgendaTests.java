package org.duban.agenda;

import java.time.Instant;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.ledger.TasksChanged;
import org.duban.simulation.TwoNodes;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcAgendaTests extends AgendaContract {

    private static final DataSource DATABASE = TestDatabase.create("ledger", "agenda");

    // Nobody lets its moments come: it is never asked for one.
    private final JdbcAgenda agenda =
            new JdbcAgenda(JdbcClient.create(DATABASE), new Moments(null, () -> Instant.EPOCH));

    @BeforeEach
    void empty() {
        JdbcClient.create(DATABASE).sql("truncate agenda").update();
    }

    @Override
    Agenda agenda() {
        return agenda;
    }

    @Override
    TwoNodes nodes() {
        return TwoNodes.on(DATABASE);
    }

    @Override
    void hear(TasksChanged changed) {
        new ChangedTaskPlanner(agenda, PLANNER, oneUnit()).on(changed);
    }
}
