package org.duban.notice;

import javax.sql.DataSource;
import org.duban.TestDatabase;

final class JdbcOutgoingTests extends OutgoingTableContract {

    private static final DataSource DATABASE = TestDatabase.create("notice");

    JdbcOutgoingTests() {
        super(NoticeTables.in(DATABASE));
    }
}
