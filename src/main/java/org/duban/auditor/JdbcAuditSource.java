package org.duban.auditor;

import static org.duban.database.ColumnArrays.flags;
import static org.duban.database.ColumnArrays.texts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.duban.database.Timestamps;
import org.duban.fate.FateReason;
import org.duban.policy.ActSteps;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What stands in the tables of the agenda and the notices. It is read here, past the code of those rooms, because that code
 * is what is audited; nothing is written here.
 */
@Component
final class JdbcAuditSource {

    private final JdbcClient jdbc;

    JdbcAuditSource(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, AgendaState> wakes(Collection<String> tasks) {
        var wakes = new HashMap<String, AgendaState>();
        jdbc.sql("select task_id, told_until, next_wake_at from agenda where task_id = any(?)")
                .param(tasks.toArray(String[]::new))
                .query(row -> {
                    wakes.put(
                            row.getString(1),
                            new AgendaState(Timestamps.instant(row, 2), Timestamps.instantOrNull(row, 3)));
                });
        return wakes;
    }

    /** The tasks of those of these steps that do not all have their fate at their very instant. */
    Set<String> incomplete(List<OwedStep> owed) {
        var units = owed.stream()
                .flatMap(step -> step.units().stream().map(unit -> new OwedTo(step, unit)))
                .toList();
        return new HashSet<>(jdbc.sql("""
                select owed.task_id
                from unnest(:tasks::text[], :steps::text[], :at::text[]::timestamptz[], :units::text[], :each::boolean[])
                    as owed (task_id, step, step_at, unit, each)
                where not exists (
                    select from notice_step s
                    where s.task_id = owed.task_id and s.step = owed.step and s.step_at = owed.step_at
                    and (not owed.each or case s.for_unit when '' then s.recipient else s.for_unit end = owed.unit))
                """)
                .param("tasks", texts(units, each -> each.step.task()))
                .param("steps", texts(units, each -> each.step.step()))
                .param("at", texts(units, each -> each.step.at()))
                .param("units", texts(units, OwedTo::unit))
                .param("each", flags(units, each -> each.step.each()))
                .query(String.class)
                .list());
    }

    private record OwedTo(OwedStep step, String unit) {}

    /** The fates that may be those of these steps, by task. */
    Map<String, List<StepFate>> fates(List<OwedStep> owed) {
        var fates = new HashMap<String, List<StepFate>>();
        jdbc.sql("""
                select s.task_id, s.step, s.step_at, case s.for_unit when '' then s.recipient else s.for_unit end
                from unnest(:tasks::text[], :steps::text[], :at::text[]::timestamptz[]) as owed (task_id, step, at)
                join notice_step s on s.task_id = owed.task_id and s.step = owed.step and s.step_at >= owed.at
                """)
                .param("tasks", texts(owed, OwedStep::task))
                .param("steps", texts(owed, OwedStep::step))
                .param("at", texts(owed, OwedStep::at))
                .query(row -> {
                    var fated = new StepFate(
                            row.getString(1), row.getString(2), Timestamps.instant(row, 3), row.getString(4));
                    fates.computeIfAbsent(fated.task(), any -> new ArrayList<>())
                            .add(fated);
                });
        return fates;
    }

    /**
     * Who had got an escalation about these tasks, by task: before the ledger learned of their closure; or, of open tasks,
     * before their deadline was moved, but for those who have, or had, the task themselves.
     */
    Map<String, Set<String>> escalated(Collection<String> tasks) {
        var escalated = new HashMap<String, Set<String>>();
        jdbc.sql("""
                select distinct s.task_id, s.recipient
                from notice_step s
                join task t on t.id = s.task_id
                join notice n on n.id = s.notice_id
                where s.task_id = any(?) and s.kind = 'ESCALATION' and s.fate = 'TOLD'
                and case when t.closure_told_from is not null then n.issued_at < t.closure_told_from
                    else s.for_unit = '' and n.issued_at < (t.changes -> 'deadline' ->> 'told_from')::timestamptz
                        and s.recipient <> t.lead_unit and s.recipient <> all(t.assisting_units)
                        and not jsonb_exists(t.changes -> 'lost', s.recipient) end
                """).param(tasks.toArray(String[]::new)).query(row -> {
            escalated
                    .computeIfAbsent(row.getString(1), any -> new LinkedHashSet<>())
                    .add(row.getString(2));
        });
        return escalated;
    }

    /** Steps of these tasks for which nothing stands that their units were told, or will be; by task. */
    Map<String, List<LeftOutStep>> leftOut(Collection<String> tasks) {
        var leftOut = new HashMap<String, List<LeftOutStep>>();
        jdbc.sql("""
                with fate as (
                    select task_id, step, step_at, fate, why, address, notice_id,
                           case for_unit when '' then recipient else for_unit end as unit,
                           case for_unit when '' then kind else coalesce(line ->> 'owedKind', kind) end = 'DECISION'
                               or step = any(:news) as news
                    from notice_step where task_id = any(:tasks))
                select task_id, step, step_at, unit, bool_or(fate = 'SUPERSEDED'),
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
                """)
                .param("tasks", tasks.toArray(String[]::new))
                .param("news", ActSteps.BESIDES.toArray(String[]::new))
                .param("onHold", FateReason.PUT_ON_HOLD.code())
                .query(row -> {
                    var step = new LeftOutStep(
                            row.getString(1),
                            row.getString(2),
                            Timestamps.instant(row, 3),
                            row.getString(4),
                            row.getBoolean(5),
                            Set.copyOf(Arrays.asList((String[]) row.getArray(6).getArray())));
                    leftOut.computeIfAbsent(step.task(), any -> new ArrayList<>())
                            .add(step);
                });
        return leftOut;
    }

    /** Steps of these tasks, as far as they are open, that nobody was told of, neither there nor in their place. */
    List<Gap> toldToNobody(Collection<String> tasks) {
        return jdbc.sql("""
            select s.task_id, s.step, s.step_at, s.recipient, s.reason, s.why
            from notice_step s join task t on t.id = s.task_id and t.closure_told_from is null
            where s.task_id = any(?) and s.fate = 'UNDELIVERABLE' and s.for_unit = ''
            and not exists (
                select from notice_step o
                where o.task_id = s.task_id and o.step = s.step and o.fate <> 'UNDELIVERABLE'
                and (s.recipient = '' or o.step_at = s.step_at and s.recipient in (o.recipient, o.for_unit)))
            """)
                .param(tasks.toArray(String[]::new))
                .query((row, number) -> new Gap(
                        GapKind.TOLD_TO_NOBODY,
                        row.getString(1),
                        null,
                        row.getString(2),
                        Timestamps.instant(row, 3),
                        row.getString(4),
                        nobody(row.getString(5), row.getString(6))))
                .list();
    }

    /** Why a step reached nobody, as the step itself keeps it. */
    private static Reason nobody(@Nullable String text, @Nullable String json) {
        return Objects.requireNonNullElseGet(Reason.kept(text, json), GapReason.NOBODY_COULD_BE_TOLD::with);
    }

    /** Steps to be told, up to and with this one, that no notice has taken up. */
    List<Gap> stepsWithoutNotice(long upTo, int limit) {
        return jdbc.sql("""
                select task_id, step, step_at, recipient from notice_step
                where fate = 'TOLD' and notice_id is null and id <= :upTo order by id limit :limit
                """)
                .param("upTo", upTo)
                .param("limit", limit)
                .query((row, number) -> new Gap(
                        GapKind.STEP_WITHOUT_NOTICE,
                        row.getString(1),
                        null,
                        row.getString(2),
                        Timestamps.instant(row, 3),
                        row.getString(4),
                        GapReason.NO_NOTICE_TELLS.with()))
                .list();
    }

    /** The last step that has its fate; 0 if none has. */
    long lastStep() {
        return jdbc.sql("select coalesce(max(id), 0) from notice_step")
                .query(Long.class)
                .single();
    }

    List<Gap> strandedNotices(int limit) {
        return jdbc.sql("""
                select id, recipient, state from notice
                where next_attempt_at is null and state in ('ISSUED', 'SENDING', 'DEFERRED', 'UNKNOWN') limit :limit
                """)
                .param("limit", limit)
                .query((row, number) -> ofNotice(
                        GapKind.STRANDED_NOTICE,
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        GapReason.NEVER_TRIED_AGAIN.with(row.getString(3))))
                .list();
    }

    /** Notices in some node's hand whose lease ended before this instant. */
    List<Gap> expiredLeases(Instant before, int limit) {
        return jdbc.sql("""
                select id, recipient, next_attempt_at from notice
                where state = 'SENDING' and next_attempt_at < :before order by next_attempt_at limit :limit
                """)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query((row, number) -> ofNotice(
                        GapKind.EXPIRED_LEASE,
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        GapReason.IN_HAND_SINCE.with(Timestamps.instant(row, 3).toString())))
                .list();
    }

    private static Gap ofNotice(GapKind kind, UUID notice, String recipient, Reason why) {
        return new Gap(kind, null, notice, null, null, recipient, why);
    }
}
