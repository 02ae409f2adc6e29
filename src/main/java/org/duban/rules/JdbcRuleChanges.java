package org.duban.rules;

import static org.duban.database.ColumnArrays.numbers;
import static org.duban.database.ColumnArrays.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.duban.database.Timestamps;
import org.duban.policy.StepLabel;
import org.duban.rulebook.RuleTexts;
import org.duban.rules.RuleChange.State;
import org.duban.rules.RuleChanges.Patch;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Changes of the rulebook in PostgreSQL, and the tasks that they move. */
@Component
final class JdbcRuleChanges {

    private static final TypeReference<TreeMap<String, @Nullable String>> BY_NAME = new TypeReference<>() {};

    private static final TypeReference<TreeMap<String, String>> LABEL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final InstantSource clock;

    JdbcRuleChanges(JdbcClient jdbc, JsonMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** A change that may be applied, locked. */
    record Ready(long base, Patch patch) {}

    /** A change that is being counted, locked: the tasks up to {@code countedTo} have been looked at. */
    record Counting(long id, Patch patch, String countedTo, long moves) {}

    long insert(long base, Patch patch, long openTasks, String user) {
        return jdbc.sql("""
                insert into rule_change (state, base, policies, calendars, files, drafted_at, drafted_by, total)
                values ('COUNTING', :base, :policies, :calendars::jsonb, :files::jsonb, :at, :user, :total)
                returning id
                """)
                .param("base", base)
                .param("policies", patch.policies())
                .param("calendars", json.writeValueAsString(patch.calendars()))
                .param("files", patch.files())
                .param("at", now())
                .param("user", user)
                .param("total", openTasks)
                .query(Long.class)
                .single();
    }

    Optional<RuleChange> change(long id, long current) {
        return jdbc.sql("select * from rule_change where id = :id")
                .param("id", id)
                .query((row, number) -> change(row, current))
                .optional();
    }

    List<RuleChange> find(@Nullable Long before, int limit, long current) {
        return jdbc.sql("""
                select * from rule_change where :before::bigint is null or id < :before order by id desc limit :limit
                """)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> change(row, current))
                .list();
    }

    List<MovedTask> moves(long change, long after, int limit) {
        return jdbc.sql("""
                select * from rule_change_move where change = :change and number > :after order by number limit :limit
                """)
                .param("change", change)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new MovedTask(
                        row.getLong("number"),
                        row.getString("task_id"),
                        row.getString("title"),
                        Timestamps.instantOrNull(row, "from_at"),
                        Timestamps.instantOrNull(row, "to_at"),
                        row.getString("step"),
                        label(row.getString("label"))))
                .list();
    }

    Optional<Ready> lockReady(long id) {
        return jdbc.sql(
                        "select base, policies, calendars, files from rule_change where id = :id and state = 'READY' for update")
                .param("id", id)
                .query((row, number) -> new Ready(row.getLong("base"), patch(row)))
                .optional();
    }

    void applied(long id, long version, String user) {
        jdbc.sql("""
                update rule_change set state = 'APPLIED', version = :version, decided_at = :at, decided_by = :user
                where id = :id
                """)
                .param("id", id)
                .param("version", version)
                .param("at", now())
                .param("user", user)
                .update();
    }

    boolean discard(long id, String user) {
        var discarded = jdbc.sql("""
                update rule_change set state = 'DISCARDED', decided_at = :at, decided_by = :user
                where id = :id and state in ('COUNTING', 'READY')
                """)
                .param("id", id)
                .param("at", now())
                .param("user", user)
                .update();
        if (discarded > 0) {
            forgetMoves(id);
        }
        return discarded > 0;
    }

    /** What a change says that was made from another version than the current one. */
    Optional<Patch> outdated(long id, long current) {
        return jdbc.sql("""
                select policies, calendars, files from rule_change
                where id = :id and state in ('COUNTING', 'READY') and base <> :current
                """)
                .param("id", id)
                .param("current", current)
                .query((row, number) -> patch(row))
                .optional();
    }

    void countAnew(long id, long base, long openTasks, String user) {
        jdbc.sql("""
                update rule_change
                set state = 'COUNTING', base = :base, counted_to = '', counted = 0, moves = 0, total = :total,
                    drafted_at = :at, drafted_by = :user
                where id = :id and state in ('COUNTING', 'READY')
                """)
                .param("id", id)
                .param("base", base)
                .param("total", openTasks)
                .param("at", now())
                .param("user", user)
                .update();
        forgetMoves(id);
    }

    /** A change of the current version that is to be counted further and that no other node has in hand. */
    Optional<Counting> lockCounting(long current) {
        return jdbc.sql("""
                select id, policies, calendars, files, counted_to, moves from rule_change
                where state = 'COUNTING' and base = :current
                order by id
                limit 1
                for update skip locked
                """)
                .param("current", current)
                .query((row, number) ->
                        new Counting(row.getLong("id"), patch(row), row.getString("counted_to"), row.getLong("moves")))
                .optional();
    }

    /** Notes what a batch of tasks has shown. */
    void counted(long id, String countedTo, int tasks, List<MovedTask> moves, boolean all) {
        insertMoves(id, moves);
        jdbc.sql("""
                update rule_change
                set counted_to = :to, counted = counted + :tasks, moves = moves + :moves,
                    total = greatest(total, counted + :tasks), state = case when :all then 'READY' else state end
                where id = :id
                """)
                .param("id", id)
                .param("to", countedTo)
                .param("tasks", tasks)
                .param("moves", moves.size())
                .param("all", all)
                .update();
    }

    private void insertMoves(long id, List<MovedTask> moves) {
        jdbc.sql("""
                insert into rule_change_move (change, number, task_id, title, from_at, to_at, step, label)
                select :change, * from unnest(:numbers::bigint[], :tasks::text[], :titles::text[],
                                              :from::text[]::timestamptz[], :to::text[]::timestamptz[], :steps::text[],
                                              :labels::text[]::jsonb[])
                """)
                .param("change", id)
                .param("numbers", numbers(moves, MovedTask::number))
                .param("tasks", texts(moves, MovedTask::task))
                .param("titles", texts(moves, MovedTask::title))
                .param("from", texts(moves, MovedTask::from))
                .param("to", texts(moves, MovedTask::to))
                .param("steps", texts(moves, MovedTask::step))
                .param(
                        "labels",
                        texts(
                                moves,
                                move -> json.writeValueAsString(move.label().byLanguage())))
                .update();
    }

    private StepLabel label(@Nullable String byLanguage) {
        return byLanguage == null ? StepLabel.NONE : new StepLabel(json.readValue(byLanguage, LABEL));
    }

    private void forgetMoves(long change) {
        jdbc.sql("delete from rule_change_move where change = :change")
                .param("change", change)
                .update();
    }

    private RuleChange change(ResultSet row, long current) throws SQLException {
        var state = State.valueOf(row.getString("state"));
        var waits = state == State.COUNTING || state == State.READY;
        var base = row.getLong("base");
        return new RuleChange(
                row.getLong("id"),
                waits && base != current ? State.OUTDATED : state,
                base,
                changed(patch(row)),
                Timestamps.instant(row, "drafted_at"),
                row.getString("drafted_by"),
                row.getLong("counted"),
                row.getLong("total"),
                row.getLong("moves"),
                Timestamps.instantOrNull(row, "decided_at"),
                row.getString("decided_by"),
                row.getObject("version", Long.class));
    }

    private static List<String> changed(Patch patch) {
        var names = new ArrayList<>(patch.calendars().keySet());
        if (patch.policies() != null) {
            names.add(0, RuleTexts.POLICIES);
        }
        return names;
    }

    private Patch patch(ResultSet row) throws SQLException {
        return new Patch(
                row.getString("policies"), json.readValue(row.getString("calendars"), BY_NAME), row.getString("files"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
