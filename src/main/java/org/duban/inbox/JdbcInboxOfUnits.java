package org.duban.inbox;

import java.util.Optional;
import java.util.Set;
import org.duban.directory.Dependants;
import org.duban.directory.Dependency;
import org.duban.directory.Merger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mails of units, and of those below an office, that wait for somebody to deal with them. */
@Component
final class JdbcInboxOfUnits implements Dependants {

    private static final String WAITING =
            " where dealt_at is null and state in ('NOT_UNDERSTOOD', 'NOT_TAKEN') and (unit = any(:units) or office ="
                    + " any(:units))";

    private final JdbcClient jdbc;

    JdbcInboxOfUnits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Dependency> on(Set<String> units) {
        var mails = jdbc.sql("select id::text from inbox_mail" + WAITING + " order by id")
                .param("units", units.toArray(String[]::new))
                .query(String.class)
                .list();
        return Dependency.of(Dependency.Kind.INBOX_MAILS, mails);
    }

    @Override
    public void handOver(Merger merger) {
        jdbc.sql("""
            update inbox_mail set
                unit = case unit when :from then :to else unit end,
                office = case office when :from then :to else office end
            """ + WAITING)
                .param("units", new String[] {merger.from()})
                .param("to", merger.to())
                .param("from", merger.from())
                .update();
    }
}
