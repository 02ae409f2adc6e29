package org.duban.notice;

import javax.sql.DataSource;
import org.duban.TestDatabase;

final class JdbcNoticesTests extends NoticeTableContract {

    private static final DataSource DATABASE = TestDatabase.create("notice");

    JdbcNoticesTests() {
        super(NoticeTables.in(DATABASE));
    }
}
