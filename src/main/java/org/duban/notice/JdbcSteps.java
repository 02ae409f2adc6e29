package org.duban.notice;

import static org.duban.database.ColumnArrays.numbers;
import static org.duban.database.ColumnArrays.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duban.content.NoticeLine;
import org.duban.database.Timestamps;
import org.duban.fate.DroppedLine;
import org.duban.fate.DueStep;
import org.duban.fate.Fate;
import org.duban.fate.FateReason;
import org.duban.fate.KeptLine;
import org.duban.fate.LeftOut;
import org.duban.fate.StepMove;
import org.duban.fate.ToldHistory;
import org.duban.fate.UnitStep;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The steps that have fallen due, and their fates, in PostgreSQL. */
@Component
final class JdbcSteps implements StepTable {

    private static final String COMPOSING = "hashtext('duban.notice.composing')";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcSteps(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void lockForTaking() {
        jdbc.sql("select pg_advisory_xact_lock_shared(" + COMPOSING + ")")
                .query()
                .listOfRows();
    }

    @Override
    public void lockForComposing() {
        jdbc.sql("select pg_advisory_xact_lock(" + COMPOSING + ")").query().listOfRows();
    }

    @Override
    public void insert(List<DueStep> steps) {
        insert(steps, "");
    }

    @Override
    public void insertNew(List<DueStep> steps) {
        insert(steps, """
                where not exists (
                    select from notice_step had
                    where had.task_id = new.task_id and had.step = new.step and had.step_at = new.step_at
                    and had.fate <> 'SUPERSEDED'
                    and case had.for_unit when '' then had.recipient else had.for_unit end
                        = case new.for_unit when '' then new.recipient else new.for_unit end)
                """);
    }

    private void insert(List<DueStep> steps, String which) {
        jdbc.sql("""
                insert into notice_step (task_id, revision, step, step_at, audience, recipient, address, for_unit,
                                         kind, level, fate, why, line, moved)
                select task_id, revision, step, step_at, audience, recipient, address, for_unit, kind, level, fate,
                       why, line, moved
                from unnest(:tasks::text[], :revisions::bigint[], :steps::text[], :at::text[]::timestamptz[],
                            :audiences::text[], :recipients::text[], :addresses::text[], :forUnits::text[],
                            :kinds::text[], :levels::text[], :fates::text[], :whys::text[]::jsonb[],
                            :lines::text[]::json[], :moved::text[]::json[]) with ordinality
                    as new (task_id, revision, step, step_at, audience, recipient, address, for_unit, kind, level, fate,
                            why, line, moved, place)
                %s
                order by place
                on conflict (task_id, step, step_at, recipient, address, for_unit) do nothing
                """.formatted(which))
                .param("tasks", texts(steps, DueStep::taskId))
                .param("revisions", numbers(steps, DueStep::revision))
                .param("steps", texts(steps, row -> row.step().step()))
                .param("at", texts(steps, row -> row.step().at()))
                .param("audiences", texts(steps, row -> row.step().audience()))
                .param("recipients", texts(steps, DueStep::unit))
                .param("addresses", texts(steps, DueStep::address))
                .param("forUnits", texts(steps, DueStep::forUnit))
                .param("kinds", texts(steps, row -> row.step().kind().name()))
                .param("levels", texts(steps, row -> row.step().level().name()))
                .param("fates", texts(steps, row -> row.fate().name()))
                .param("whys", texts(steps, row -> text(row.reason())))
                .param("lines", texts(steps, row -> text(row.line())))
                .param("moved", texts(steps, row -> text(StepMove.of(row.step()))))
                .update();
    }

    @Override
    public Map<String, Set<String>> escalated(Collection<String> tasks) {
        return recipients(jdbc.sql("""
                select distinct task_id, recipient from notice_step
                where task_id = any(:tasks) and kind = 'ESCALATION' and fate = 'TOLD'
                order by task_id, recipient
                """).param("tasks", tasks.toArray(String[]::new)));
    }

    /** Each row's recipient by its task. */
    private static Map<String, Set<String>> recipients(JdbcClient.StatementSpec asked) {
        var recipients = new HashMap<String, Set<String>>();
        asked.query((row, number) -> recipients
                        .computeIfAbsent(row.getString(1), any -> new LinkedHashSet<>())
                        .add(row.getString(2)))
                .list();
        return recipients;
    }

    @Override
    public List<ToldHistory.Told> heard(Collection<String> tasks) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                select task_id, case for_unit when '' then recipient else for_unit end as unit,
                       coalesce(line ->> 'owedKind', kind) as kind, step, step_at, line ->> 'deadlineDate' as date,
                       case line ->> 'exactDeadline' when 'true' then line ->> 'deadlineAt' end as exact, notice_id
                from notice_step
                where task_id = any(:tasks) and fate = 'TOLD' and line ->> 'deadlineDate' is not null
                order by id
                """)
                .param("tasks", tasks.toArray(String[]::new))
                .query((row, number) -> new ToldHistory.Told(
                        row.getString("task_id"),
                        row.getString("unit"),
                        NoticeKind.valueOf(row.getString("kind")),
                        row.getString("step"),
                        Timestamps.instant(row, "step_at"),
                        LocalDate.parse(row.getString("date")),
                        row.getString("exact") == null ? null : Instant.parse(row.getString("exact")),
                        row.getObject("notice_id", UUID.class)))
                .list();
    }

    @Override
    public List<LeftOut> leftOut(Collection<String> tasks) {
        return jdbc.sql("""
                with fate as (
                    select task_id, step, step_at, fate, why, address, notice_id,
                           case for_unit when '' then recipient else for_unit end as unit,
                           case for_unit when '' then kind else coalesce(line ->> 'owedKind', kind) end = 'DECISION'
                               or step = any(:news) as news
                    from notice_step where task_id = any(:tasks))
                select task_id, step, step_at, unit,
                       coalesce(array_agg(address) filter (where notice_id is not null and fate = 'UNDELIVERABLE'), '{}')
                from fate
                where unit <> '' and (fate = 'SUPERSEDED' and not news or fate = 'UNDELIVERABLE' and not exists (
                    select from fate other
                    where other.fate = 'MOOT' and other.why ->> 'code' = :onHold and other.task_id = fate.task_id
                    and other.step = fate.step and other.step_at = fate.step_at and other.unit = fate.unit))
                and not exists (
                    select from fate told left join notice on notice.id = told.notice_id
                    where told.fate = 'TOLD' and told.task_id = fate.task_id and told.unit = fate.unit
                    and case when fate.news then told.step = fate.step and told.step_at = fate.step_at
                        else not told.news and (told.step_at >= fate.step_at
                            or notice.sent_at is null or notice.sent_at >= fate.step_at) end)
                group by task_id, step, step_at, unit
                order by task_id collate "C", step_at, step collate "C", unit collate "C"
                """)
                .param("tasks", tasks.toArray(String[]::new))
                .param("news", ActSteps.BESIDES.toArray(String[]::new))
                .param("onHold", FateReason.PUT_ON_HOLD.code())
                .query((row, number) -> new LeftOut(unitStep(row), Set.copyOf(Arrays.asList((String[])
                        row.getArray(5).getArray()))))
                .list();
    }

    @Override
    public Set<UnitStep> fellAway(Collection<String> tasks) {
        return tasks.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("""
                select task_id, step, step_at, case for_unit when '' then recipient else for_unit end
                from notice_step where task_id = any(:tasks)
                group by 1, 2, 3, 4
                having bool_or(fate in ('HELD', 'MOOT', 'UNDELIVERABLE')) and not bool_or(fate = 'TOLD')
                """)
                        .param("tasks", tasks.toArray(String[]::new))
                        .query((row, number) -> unitStep(row))
                        .list());
    }

    private static UnitStep unitStep(ResultSet row) throws SQLException {
        return new UnitStep(row.getString(1), row.getString(2), Timestamps.instant(row, 3), row.getString(4));
    }

    @Override
    public void judgeAnew(List<DueStep> steps) {
        jdbc.sql("""
                delete from notice_step before
                using unnest(:tasks::text[], :steps::text[], :at::text[]::timestamptz[], :units::text[])
                    as anew (task_id, step, step_at, unit)
                where before.task_id = anew.task_id and before.step = anew.step and before.step_at = anew.step_at
                and case before.for_unit when '' then before.recipient else before.for_unit end = anew.unit
                and (before.fate = 'SUPERSEDED' or before.fate = 'UNDELIVERABLE' and before.notice_id is null)
                """)
                .param("tasks", texts(steps, DueStep::taskId))
                .param("steps", texts(steps, row -> row.step().step()))
                .param("at", texts(steps, row -> row.step().at()))
                .param("units", texts(steps, DueStep::owedTo))
                .update();
        insert(steps);
    }

    @Override
    public List<Untold> untold(int limit) {
        return jdbc.sql("""
                select id, recipient, address, task_id, step_at, kind, level, line from notice_step
                where fate = 'TOLD' and notice_id is null
                order by recipient, address, array_position(array['RED', 'YELLOW', 'BLUE'], level),
                         date_trunc('minute', step_at) desc, kind, task_id, id
                limit :limit
                """)
                .param("limit", limit)
                .query((row, number) -> new Untold(
                        row.getLong("id"),
                        row.getString("recipient"),
                        row.getString("address"),
                        row.getString("task_id"),
                        Timestamps.instant(row, "step_at"),
                        NoticeKind.valueOf(row.getString("kind")),
                        NoticeLevel.valueOf(row.getString("level")),
                        row.getString("line")))
                .list();
    }

    @Override
    public void assign(Map<Long, UUID> noticeByStep) {
        tellBy(noticeByStep, "notice_id = told.notice");
    }

    @Override
    public List<KeptLine> linesOf(Collection<UUID> notices) {
        return lines(notices, Fate.TOLD);
    }

    @Override
    public List<KeptLine> saidBy(UUID notice) {
        return lines(List.of(notice), Fate.TOLD, Fate.UNDELIVERABLE);
    }

    private List<KeptLine> lines(Collection<UUID> notices, Fate... fates) {
        return jdbc.sql("""
                select id, notice_id, for_unit, audience, line from notice_step
                where notice_id = any(:notices::text[]::uuid[]) and fate = any(:fates)
                order by array_position(array['RED', 'YELLOW', 'BLUE'], level), date_trunc('minute', step_at) desc, kind,
                         line ->> 'deadlineAt', task_id, id
                """)
                .param("notices", texts(notices, UUID::toString))
                .param("fates", Arrays.stream(fates).map(Enum::name).toArray(String[]::new))
                .query((row, number) -> new KeptLine(
                        row.getLong("id"),
                        row.getObject("notice_id", UUID.class),
                        row.getString("for_unit"),
                        row.getString("audience"),
                        json.readValue(row.getString("line"), NoticeLine.class)))
                .list();
    }

    @Override
    public void tellAgain(UUID notice) {
        jdbc.sql("""
                update notice_step set fate = 'TOLD', reason = null, why = null
                where notice_id = :notice and fate = 'UNDELIVERABLE'
                """).param("notice", notice).update();
    }

    @Override
    public void rewrite(Map<Long, NoticeLine> lines) {
        jdbc.sql("""
                update notice_step set line = new.line
                from unnest(:steps::bigint[], :lines::text[]::json[]) as new (step, line)
                where id = new.step
                """)
                .param("steps", lines.keySet().toArray(Long[]::new))
                .param("lines", texts(lines.values(), this::text))
                .update();
    }

    @Override
    public void drop(Map<Long, DroppedLine> dropped) {
        jdbc.sql("""
                update notice_step set fate = dropped.fate, reason = null, why = dropped.why
                from unnest(:steps::bigint[], :fates::text[], :whys::text[]::jsonb[]) as dropped (step, fate, why)
                where id = dropped.step
                """)
                .param("steps", dropped.keySet().toArray(Long[]::new))
                .param("fates", texts(dropped.values(), each -> each.fate().name()))
                .param("whys", texts(dropped.values(), each -> text(each.reason())))
                .update();
    }

    @Override
    public void move(Map<Long, UUID> noticeByStep) {
        tellBy(noticeByStep, "merged_from = coalesce(merged_from, notice_id), notice_id = told.notice");
    }

    private void tellBy(Map<Long, UUID> noticeByStep, String change) {
        jdbc.sql("update notice_step set " + change + """
                 from unnest(:steps::bigint[], :notices::text[]::uuid[]) as told (step, notice)
                where id = told.step
                """)
                .param("steps", noticeByStep.keySet().toArray(Long[]::new))
                .param("notices", texts(noticeByStep.values(), UUID::toString))
                .update();
    }

    @Override
    public void undeliverable(Collection<UUID> notices, Reason reason) {
        jdbc.sql("""
                update notice_step set fate = 'UNDELIVERABLE', reason = null, why = :why::jsonb
                where notice_id = any(:notices::text[]::uuid[]) and fate = 'TOLD'
                """)
                .param("why", text(reason))
                .param("notices", texts(notices, UUID::toString))
                .update();
    }

    private @Nullable String text(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(value);
    }
}
