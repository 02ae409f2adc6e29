package org.duban.notice;

import javax.sql.DataSource;
import org.duban.TestDatabase;

final class JdbcStepsTests extends StepTableContract {

    private static final DataSource DATABASE = TestDatabase.create("notice");

    JdbcStepsTests() {
        super(NoticeTables.in(DATABASE));
    }
}
