package org.duban.notice;

import javax.sql.DataSource;
import org.duban.TestDatabase;

final class JdbcOutboxTests extends OutboxTableContract {

    private static final DataSource DATABASE = TestDatabase.create("notice");

    JdbcOutboxTests() {
        super(NoticeTables.in(DATABASE));
    }
}
