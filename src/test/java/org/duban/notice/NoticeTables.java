package org.duban.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Function;
import javax.sql.DataSource;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.TwoNodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of this room, empty, in PostgreSQL or in memory, for the tests that hold both to one contract.
 *
 * @param resend asks for a notice once more at an instant
 * @param fates what a task's steps have come to, as {@code step > recipient: fate reason}
 */
record NoticeTables(
        StepTable steps,
        NoticeTable notices,
        OutgoingTable outgoing,
        StrandedNotices stranded,
        BiPredicate<UUID, Instant> resend,
        Function<String, List<String>> fates,
        TwoNodes nodes) {

    static NoticeTables in(DataSource database) {
        var jdbc = JdbcClient.create(database);
        jdbc.sql("truncate notice_step, notice, outgoing").update();
        var json = JsonMapper.builder().build();
        var now = new AtomicReference<>(Instant.EPOCH);
        var notices = new JdbcNotices(jdbc, json, now::get);
        return new NoticeTables(
                new JdbcSteps(jdbc, json),
                notices,
                new JdbcOutgoing(jdbc),
                notices,
                (id, at) -> {
                    now.set(at);
                    return notices.resend(id);
                },
                task -> notices.steps(task).stream()
                        .map(step -> fate(step.step(), step.recipient(), step.fate(), step.reason()))
                        .toList(),
                TwoNodes.on(database));
    }

    static NoticeTables in(MemoryDatabase database) {
        var steps = new MemorySteps(database);
        var notices = new MemoryNotices(database);
        return new NoticeTables(
                steps,
                notices,
                new MemoryOutgoing(database),
                notices,
                notices::resend,
                task -> steps.ofTask(task).stream()
                        .map(row -> fate(row.step(), row.recipient(), row.fate(), row.reason()))
                        .toList(),
                TwoNodes.on(database));
    }

    private static String fate(String step, String recipient, Fate fate, String reason) {
        return "%s > %s: %s %s".formatted(step, recipient, fate, reason);
    }
}
