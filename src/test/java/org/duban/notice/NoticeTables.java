package org.duban.notice;

import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.duban.fate.Fate;
import org.duban.reasons.Reason;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.TwoNodes;
import org.duban.words.ReasonWords;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of this room, empty, in PostgreSQL or in memory, for the tests that hold both to one contract.
 *
 * @param fates what a task's steps have come to, as {@code step > recipient: fate reason}
 */
public record NoticeTables(
        StepTable steps,
        NoticeTable notices,
        OutboxTable outbox,
        Function<String, List<String>> fates,
        TwoNodes nodes) {

    static NoticeTables in(DataSource database) {
        var jdbc = JdbcClient.create(database);
        jdbc.sql("truncate notice_step, notice, outgoing").update();
        var json = JsonMapper.builder().build();
        var notices = new JdbcNotices(jdbc, json);
        return new NoticeTables(
                new JdbcSteps(jdbc, json),
                notices,
                new JdbcOutbox(jdbc),
                task -> notices.steps(task).stream()
                        .map(step -> fate(step.step(), step.recipient(), step.fate(), step.reason()))
                        .toList(),
                TwoNodes.on(database));
    }

    static NoticeTables in(MemoryDatabase database) {
        var notices = new MemoryNotices(database);
        var steps = new MemorySteps(database, notices);
        return new NoticeTables(
                steps,
                notices,
                new MemoryOutbox(database),
                task -> steps.ofTask(task).stream()
                        .map(row -> fate(row.step(), row.recipient(), row.fate(), row.reason()))
                        .toList(),
                TwoNodes.on(database));
    }

    public static StepTable steps(JdbcClient jdbc, JsonMapper json) {
        return new JdbcSteps(jdbc, json);
    }

    public static NoticeTable notices(JdbcClient jdbc, JsonMapper json) {
        return new JdbcNotices(jdbc, json);
    }

    public static OutboxTable outbox(JdbcClient jdbc) {
        return new JdbcOutbox(jdbc);
    }

    private static String fate(String step, String recipient, Fate fate, @Nullable Reason reason) {
        return "%s > %s: %s %s".formatted(step, recipient, fate, ReasonWords.english(reason));
    }
}
