package org.duban.notice;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duban.database.Timestamps;
import org.duban.fate.ToldHistory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was told last, from PostgreSQL. */
@Component
final class JdbcLastNotices implements LastNotices {

    private static final String[] SETTLED = Arrays.stream(NoticeState.values())
            .filter(NoticeState::settled)
            .map(Enum::name)
            .toArray(String[]::new);

    private final JdbcClient jdbc;
    private final StepTable steps;

    JdbcLastNotices(JdbcClient jdbc, StepTable steps) {
        this.jdbc = jdbc;
        this.steps = steps;
    }

    @Override
    public Map<String, Set<String>> escalated(Collection<String> tasks) {
        return tasks.isEmpty() ? Map.of() : steps.escalated(tasks);
    }

    @Override
    public List<ToldHistory.Told> heard(Collection<String> tasks) {
        return steps.heard(tasks);
    }

    @Override
    public List<Told> of(Collection<String> tasks) {
        return jdbc.sql("""
                select distinct on (s.task_id, s.recipient)
                    s.task_id, s.recipient, s.step_at, s.notice_id, n.state = any(:settled) as settled
                from notice_step s join notice n on n.id = s.notice_id
                where s.task_id = any(:tasks) and s.fate = 'TOLD'
                order by s.task_id, s.recipient, s.step_at desc, s.id desc
                """)
                .param("tasks", tasks.toArray(String[]::new))
                .param("settled", SETTLED)
                .query((row, number) -> new Told(
                        row.getString("task_id"),
                        row.getString("recipient"),
                        Timestamps.instant(row, "step_at"),
                        row.getObject("notice_id", UUID.class),
                        row.getBoolean("settled")))
                .list();
    }
}
