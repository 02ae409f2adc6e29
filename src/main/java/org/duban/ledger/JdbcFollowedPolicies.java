package org.duban.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.duban.task.TaskStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts in the table of tasks. It needs no policies, so that policies may ask it before they are there. */
@Component
final class JdbcFollowedPolicies implements FollowedPolicies {

    private final JdbcClient jdbc;

    JdbcFollowedPolicies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Long> openTasks() {
        var tasks = new TreeMap<String, Long>();
        jdbc.sql("select policy, count(*) from task where not status = any(:closed) group by policy")
                .param(
                        "closed",
                        Arrays.stream(TaskStatus.values())
                                .filter(TaskStatus::closed)
                                .map(Enum::name)
                                .toArray(String[]::new))
                .query(row -> {
                    tasks.put(row.getString(1), row.getLong(2));
                });
        return tasks;
    }
}
