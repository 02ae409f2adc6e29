package org.duban.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.content.NoticeLine;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What notices have told, from PostgreSQL. */
@Component
final class JdbcToldNotices implements ToldNotices {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Directory directory;

    JdbcToldNotices(JdbcClient jdbc, JsonMapper json, Directory directory) {
        this.jdbc = jdbc;
        this.json = json;
        this.directory = directory;
    }

    @Override
    public Optional<Told> told(UUID notice) {
        return jdbc.sql("select * from notice where id = :id and kind = any(:known)")
                .param("known", JdbcNotices.KNOWN_KINDS)
                .param("id", notice)
                .query((row, number) -> told(row, lines(notice)))
                .optional();
    }

    /** In the order in which the mail says them. */
    private List<NoticeLine> lines(UUID notice) {
        return jdbc.sql("""
                select line from (
                    select line, level, step_at, kind, task_id, id from notice_step
                    where notice_id = :notice and line is not null
                    union all
                    select line, 'BLUE', 'epoch', '', '', place from forwarded_mail
                    cross join json_array_elements(lines) with ordinality as told (line, place)
                    where notice_id = :notice) as said
                order by array_position(array['RED', 'YELLOW', 'BLUE'], level), date_trunc('minute', step_at) desc, kind,
                         case when task_id <> '' then line ->> 'deadlineAt' end, task_id, id
                """)
                .param("notice", notice)
                .query((row, number) -> json.readValue(row.getString("line"), NoticeLine.class))
                .list();
    }

    private Told told(ResultSet row, List<NoticeLine> lines) throws SQLException {
        var issued = JdbcNotices.issued(row);
        return new Told(
                issued.id(), issued.recipient(), name(issued.recipient(), issued.reading()), issued.issuedAt(), lines);
    }

    /** Notices from before names were kept with them call the unit as it is called now. */
    private String name(String recipient, NoticeTable.@Nullable Reading reading) {
        return reading != null
                ? reading.nameZh()
                : directory.tree().unit(recipient).map(Unit::nameZh).orElse(recipient);
    }
}
