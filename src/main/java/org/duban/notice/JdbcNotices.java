package org.duban.notice;

import static org.duban.database.ColumnArrays.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.duban.channel.Delivery;
import org.duban.database.Timestamps;
import org.duban.directory.Scope;
import org.duban.fate.Fate;
import org.duban.fate.StepMove;
import org.duban.ledger.TasksInScope;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Notices and their states in PostgreSQL. */
@Component
final class JdbcNotices implements NoticeTable, Notices {

    private static final String TOLD_OF = "(s.notice_id = n.id or s.merged_from = n.id)";

    private static final String ABOUT_A_TASK = """
            n.id in (
                select notice_id from notice_step where task_id = :task and notice_id is not null
                union select merged_from from notice_step where task_id = :task and merged_from is not null
                union select notice_id from forwarded_mail where tasks @> array[:task::text])""";

    private static final Set<NoticeState> FAILED =
            EnumSet.of(NoticeState.REFUSED, NoticeState.UNDELIVERABLE, NoticeState.BOUNCED);

    /** A newer release may know more; what only it understands is left to its processes. */
    static final String[] KNOWN_KINDS =
            Arrays.stream(NoticeKind.values()).map(Enum::name).toArray(String[]::new);

    private static final String RECORD = """
            select n.*, f.number as mail, coalesce(f.tasks, (
                       select coalesce(array_agg(distinct s.task_id), '{}') from notice_step s where {told})) as tasks
            from (select * from notice where kind = any(:known)) n left join forwarded_mail f on f.notice_id = n.id
            """.replace("{told}", TOLD_OF);

    /** The same with only those tasks that a scope reaches. */
    private static final String RECORD_WITHIN =
            """
            select n.*, f.number as mail, (
                       select coalesce(array_agg(task.id), '{}') from task
                       where task.id = any(coalesce(f.tasks, array(select s.task_id from notice_step s where {told})))
                         and {reached}) as tasks
            from (select * from notice where kind = any(:known)) n left join forwarded_mail f on f.notice_id = n.id
            """.replace("{told}", TOLD_OF).replace("{reached}", TasksInScope.REACHED);

    private static final String OF_A_TASK_IN_REACH =
            " or exists (select from task where task.id = :task and " + TasksInScope.REACHED + ")";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcNotices(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void insert(List<Issued> notices, Instant nextAttemptAt) {
        jdbc.sql("""
                insert into notice (id, recipient, address, kind, level, moment, issued_at, name_zh, name_en, locale,
                                    zone, traceparent, number, state, next_attempt_at, tried_from)
                select new.*, 'ISSUED', first.at, case when first.at > issued + cast(:putOff as interval) then first.at end
                from unnest(:ids::text[]::uuid[], :recipients::text[], :addresses::text[], :kinds::text[],
                            :levels::text[], :moments::text[]::timestamptz[], :issued::text[]::timestamptz[],
                            :namesZh::text[], :namesEn::text[], :locales::text[], :zones::text[], :traces::text[],
                            :numbers::text[])
                    as new (id, recipient, address, kind, level, moment, issued, name_zh, name_en, locale, zone, trace,
                            number),
                    (select cast(:next as timestamptz) as at) first
                """)
                .param("putOff", PUT_OFF.toString())
                .param("numbers", texts(notices, Issued::number))
                .param("traces", texts(notices, notice -> traceparent(notice.trace())))
                .param("next", Timestamp.from(nextAttemptAt))
                .param("ids", texts(notices, notice -> notice.id()))
                .param("recipients", texts(notices, Issued::recipient))
                .param("addresses", texts(notices, Issued::address))
                .param("kinds", texts(notices, notice -> notice.kind().name()))
                .param("levels", texts(notices, notice -> notice.level().name()))
                .param("moments", texts(notices, Issued::moment))
                .param("issued", texts(notices, Issued::issuedAt))
                .param("namesZh", readings(notices, Reading::nameZh))
                .param("namesEn", readings(notices, Reading::nameEn))
                .param("locales", readings(notices, reading -> reading.locale().toLanguageTag()))
                .param("zones", readings(notices, reading -> reading.zone().getId()))
                .update();
    }

    @Override
    public List<Claimed> claim(Collection<UUID> ids, Instant now, UUID claim, Instant leaseEnd) {
        return claim(
                "id = any(:ids::text[]::uuid[]) and state = 'ISSUED' and next_attempt_at <= :soon",
                claim,
                leaseEnd,
                Map.of("ids", texts(ids, UUID::toString), "soon", Timestamp.from(now.plus(PUT_OFF))));
    }

    @Override
    public List<Claimed> claimDue(Instant now, int limit, UUID claim, Instant leaseEnd) {
        return claim("""
                next_attempt_at <= :now
                order by array_position(array['RED', 'YELLOW', 'BLUE'], level), moment, id
                limit :limit""", claim, leaseEnd, Map.of("now", Timestamp.from(now), "limit", limit));
    }

    @Override
    public List<Claimed> claimBeside(
            Collection<Claimed> notices, Instant now, int limit, UUID claim, Instant leaseEnd) {
        var all = notices.stream().map(Claimed::notice).toList();
        var waited = notices.stream()
                .filter(each -> each.waited(now))
                .map(Claimed::notice)
                .toList();
        return claim(
                """
                next_attempt_at is not null and state in ('ISSUED', 'DEFERRED', 'BOUNCED') and not perhaps_sent and not forced
                and kind <> 'FORWARDED'
                and (recipient, address) in (select * from unnest(:recipients::text[], :addresses::text[]))
                and (state in ('DEFERRED', 'BOUNCED') or coalesce(stated_at, issued_at) <= :longAgo
                    or tried_from > issued_at + cast(:putOff as interval)
                    or (recipient, address) in (select * from unnest(:waitedRecipients::text[], :waitedAddresses::text[])))
                order by recipient collate "C", address collate "C", array_position(array['RED', 'YELLOW', 'BLUE'], level)
                limit :limit""",
                claim,
                leaseEnd,
                Map.of(
                        "recipients", texts(all, Issued::recipient),
                        "addresses", texts(all, Issued::address),
                        "putOff", PUT_OFF.toString(),
                        "longAgo", Timestamp.from(now.minus(WAITED)),
                        "waitedRecipients", texts(waited, Issued::recipient),
                        "waitedAddresses", texts(waited, Issued::address),
                        "limit", limit));
    }

    @Override
    public Set<UUID> handedOver(Collection<UUID> ids, UUID claim) {
        return Set.copyOf(jdbc.sql("""
                        select id from notice
                        where id = any(:ids::text[]::uuid[])
                        and (state in ('ACCEPTED', 'UNKNOWN') or perhaps_sent or forced or state = 'SENDING' and claim <> :claim)
                        """)
                .param("ids", texts(ids, UUID::toString))
                .param("claim", claim)
                .query(UUID.class)
                .list());
    }

    private List<Claimed> claim(String which, UUID claim, Instant leaseEnd, Map<String, ?> params) {
        return jdbc.sql("""
                with chosen as (select id, state from notice where kind = any(:known) and %s for update skip locked),
                claimed as (
                    update notice n
                    set state = 'SENDING', attempts = attempts + 1, claim = :claim, next_attempt_at = :lease,
                        perhaps_sent = perhaps_sent or chosen.state in ('SENDING', 'UNKNOWN')
                    from chosen where n.id = chosen.id
                    returning n.*, chosen.state as state_before)
                select * from claimed order by array_position(array['RED', 'YELLOW', 'BLUE'], level), moment, id
                """.formatted(which))
                .param("known", KNOWN_KINDS)
                .param("claim", claim)
                .param("lease", Timestamp.from(leaseEnd))
                .params(params)
                .query((row, number) -> new Claimed(
                        issued(row),
                        NoticeState.valueOf(row.getString("state_before")),
                        row.getBoolean("perhaps_sent"),
                        row.getBoolean("forced"),
                        row.getInt("attempts"),
                        firstOf(row, "asked_again_at", "tried_from", "issued_at")))
                .list();
    }

    @Override
    public List<UUID> change(List<Change> changes) {
        return jdbc.sql("""
                update notice n
                set state = new.state, attempts = new.attempts, next_attempt_at = new.next, smtp_reply = new.reply,
                    sent_at = coalesce(new.sent, n.sent_at), claim = null, forced = n.forced and new.next is not null,
                    merged_into = new.merged
                from unnest(:ids::text[]::uuid[], :claims::text[]::uuid[], :states::text[], :attempts::int[],
                            :next::text[]::timestamptz[], :replies::text[], :sent::text[]::timestamptz[],
                            :merged::text[]::uuid[])
                     as new (id, claim, state, attempts, next, reply, sent, merged)
                where n.id = new.id and n.claim = new.claim
                returning n.id
                """)
                .param("ids", texts(changes, change -> change.notice().id()))
                .param("claims", texts(changes, Change::claim))
                .param("states", texts(changes, change -> change.state().name()))
                .param("attempts", changes.stream().map(Change::attempts).toArray(Integer[]::new))
                .param("next", texts(changes, Change::nextAttemptAt))
                .param("replies", texts(changes, Change::reply))
                .param("sent", texts(changes, Change::sentAt))
                .param("merged", texts(changes, Change::mergedInto))
                .query(UUID.class)
                .list();
    }

    @Override
    public void renew(Collection<Delivery> held, Instant leaseEnd) {
        var deliveries = List.copyOf(held);
        jdbc.sql("""
                with counting as (
                    select n.id from notice n
                    join unnest(:ids::text[]::uuid[], :claims::text[]::uuid[]) as held (id, claim)
                        on n.id = held.id and n.claim = held.claim
                    for no key update of n skip locked)
                update notice set next_attempt_at = :lease where id in (select id from counting)
                """)
                .param("ids", texts(deliveries, delivery -> delivery.notice().id()))
                .param("claims", texts(deliveries, delivery -> delivery.claim()))
                .param("lease", Timestamp.from(leaseEnd))
                .update();
    }

    @Override
    public void recompose(List<Recomposed> notices) {
        jdbc.sql("""
                update notice n
                set kind = new.kind, level = new.level, stated_at = new.stated, tried_from = new.tried
                from unnest(:ids::text[]::uuid[], :kinds::text[], :levels::text[], :stated::text[]::timestamptz[],
                            :tried::text[]::timestamptz[]) as new (id, kind, level, stated, tried)
                where n.id = new.id
                """)
                .param("ids", texts(notices, notice -> notice.id()))
                .param("kinds", texts(notices, notice -> notice.kind().name()))
                .param("levels", texts(notices, notice -> notice.level().name()))
                .param("stated", texts(notices, notice -> notice.statedAt()))
                .param("tried", texts(notices, notice -> notice.triedFrom()))
                .update();
    }

    @Override
    public Optional<Instant> nextAttemptAt() {
        return jdbc.sql("""
                select next_attempt_at from notice
                where next_attempt_at is not null and kind = any(:known) order by next_attempt_at limit 1
                """)
                .param("known", KNOWN_KINDS)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public List<NoticeRecord> find(
            @Nullable String task,
            @Nullable String recipient,
            @Nullable NoticeState state,
            @Nullable UUID after,
            int limit,
            Scope scope) {
        return within(
                        scope,
                        """
                where {about}
                  and (:recipient::text is null or n.recipient = :recipient or n.address = :recipient)
                  and (:state::text is null or n.state = :state)
                  and (:after::uuid is null or (n.moment, n.id) < (select moment, id from notice where id = :after))
                  and {within}
                order by n.moment desc, n.id desc
                limit :limit
                """.replace("{about}", task == null ? "true" : ABOUT_A_TASK),
                        task == null ? "" : OF_A_TASK_IN_REACH,
                        "%s")
                .param("task", task)
                .param("recipient", recipient)
                .param("state", state == null ? null : state.name())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> noticeRecord(row))
                .list();
    }

    @Override
    public List<NoticeRecord> find(NoticeQuery query, Scope scope) {
        return asked(query, scope, "%s")
                .query((row, number) -> noticeRecord(row))
                .list();
    }

    @Override
    public int count(NoticeQuery query, Scope scope) {
        return asked(query.whole(query.limit()), scope, "select count(*) from (%s) found")
                .query(Integer.class)
                .single();
    }

    /** @param statement what is done with those that are found */
    private JdbcClient.StatementSpec asked(NoticeQuery query, Scope scope, String statement) {
        var where = """
                where {about} and {states}
                  and (:recipients::text[] is null or n.recipient = any(:recipients))
                  and (cardinality(:states::text[]) = 0 or n.state = any(:states))
                  and (:waiting::boolean is null or (n.next_attempt_at is not null) = :waiting)
                  and (:from::timestamptz is null or coalesce(n.sent_at, n.issued_at) >= :from::timestamptz)
                  and (:before::timestamptz is null or coalesce(n.sent_at, n.issued_at) < :before::timestamptz)
                  and (:afterAt::timestamptz is null
                          or (coalesce(n.sent_at, n.issued_at), n.id) < (:afterAt::timestamptz, :after::uuid))
                  and {within}
                order by coalesce(n.sent_at, n.issued_at) desc, n.id desc
                limit :limit
                """;
        var recipients = query.recipients();
        var after = query.after();
        var asked = where.replace("{about}", query.task() == null ? "true" : ABOUT_A_TASK)
                .replace("{states}", indexed(query.states(), Boolean.TRUE.equals(query.waiting())));
        return within(scope, asked, query.task() == null ? "" : OF_A_TASK_IN_REACH, statement)
                .param("task", query.task())
                .param("recipients", recipients == null ? null : recipients.toArray(String[]::new))
                .param("states", query.states().stream().map(Enum::name).toArray(String[]::new))
                .param("waiting", query.waiting())
                .param("from", at(query.from()))
                .param("before", at(query.before()))
                .param("afterAt", after == null ? null : Timestamp.from(after.at()))
                .param("after", after == null ? null : after.id())
                .param("limit", query.limit());
    }

    /** Says of states that few notices are in, and of the few that wait, what the index of these few says. */
    private static String indexed(Set<NoticeState> states, boolean waiting) {
        if (waiting) {
            return "n.next_attempt_at is not null";
        }
        if (states.isEmpty()) {
            return "true";
        }
        if (FAILED.containsAll(states)) {
            return "n.state in ('REFUSED', 'UNDELIVERABLE', 'BOUNCED')";
        }
        return states.stream().noneMatch(NoticeState::settled) ? "n.next_attempt_at is not null" : "true";
    }

    private static @Nullable Timestamp at(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    @Override
    public Optional<NoticeRecord> notice(UUID id, Scope scope) {
        return within(scope, "where n.id = :id and {within}", "", "%s")
                .param("id", id)
                .query((row, number) -> noticeRecord(row))
                .optional();
    }

    /**
     * Only what was told to units of the scope.
     *
     * @param orElse which others are seen, too
     * @param statement what is done with them
     */
    private JdbcClient.StatementSpec within(Scope scope, String where, String orElse, String statement) {
        var told = where.replace("{told}", TOLD_OF);
        if (scope.everything()) {
            return jdbc.sql(statement.formatted(RECORD + told.replace("{within}", "true")))
                    .param("known", KNOWN_KINDS);
        }
        var found = RECORD_WITHIN + told.replace("{within}", "(n.recipient = any(:units)" + orElse + ")");
        return jdbc.sql(statement.formatted(found))
                .param("known", KNOWN_KINDS)
                .param("everything", false)
                .param("units", scope.codes());
    }

    @Override
    public List<NoticeRecord> forwarding(Collection<Long> mails) {
        return jdbc.sql(RECORD + "where f.number = any(:mails) order by n.moment, n.address")
                .param("known", KNOWN_KINDS)
                .param("mails", mails.toArray(Long[]::new))
                .query((row, number) -> noticeRecord(row))
                .list();
    }

    @Override
    public Optional<Issued> settled(UUID id) {
        return jdbc.sql("""
                select * from notice
                where id = :id and state in ('ACCEPTED', 'REFUSED', 'MOOT', 'UNDELIVERABLE', 'BOUNCED')
                and kind = any(:known)
                """)
                .param("known", KNOWN_KINDS)
                .param("id", id)
                .query((row, number) -> issued(row))
                .optional();
    }

    @Override
    public boolean resend(UUID id, Instant now) {
        return jdbc.sql("""
                update notice set state = 'ISSUED', forced = true, attempts = 0, next_attempt_at = :now, asked_again_at = :now
                where id = :id and state in ('ACCEPTED', 'REFUSED', 'MOOT', 'UNDELIVERABLE', 'BOUNCED')
                """).param("now", Timestamp.from(now)).param("id", id).update() == 1;
    }

    @Override
    public void makeDue(Collection<UUID> notices, Instant now) {
        jdbc.sql("""
                update notice set next_attempt_at = :now
                where id = any(:ids::text[]::uuid[]) and next_attempt_at is null
                and state not in ('ACCEPTED', 'REFUSED', 'MOOT', 'MERGED', 'UNDELIVERABLE', 'BOUNCED')
                """)
                .param("now", Timestamp.from(now))
                .param("ids", texts(notices, UUID::toString))
                .update();
    }

    @Override
    public List<StepRecord> steps(String taskId) {
        return jdbc.sql("""
                select s.*, n.state as notice_state,
                       (select count(*) from notice_step other
                        where other.notice_id = s.notice_id and other.fate = 'TOLD') as notice_lines
                from notice_step s left join notice n on n.id = s.notice_id
                where s.task_id = :task order by s.step_at, s.id
                """)
                .param("task", taskId)
                .query((row, number) -> stepRecord(row))
                .list();
    }

    private StepRecord stepRecord(ResultSet row) throws SQLException {
        var moved = row.getString("moved");
        var state = row.getString("notice_state");
        return new StepRecord(
                row.getString("task_id"),
                row.getLong("revision"),
                row.getString("step"),
                Timestamps.instant(row, "step_at"),
                row.getString("audience"),
                row.getString("recipient"),
                row.getString("address"),
                row.getString("for_unit"),
                NoticeKind.valueOf(row.getString("kind")),
                NoticeLevel.valueOf(row.getString("level")),
                Fate.valueOf(row.getString("fate")),
                Reason.kept(row.getString("reason"), row.getString("why")),
                moved == null ? null : json.readValue(moved, StepMove.class),
                row.getObject("notice_id", UUID.class),
                state == null ? null : NoticeState.valueOf(state),
                row.getInt("notice_lines"));
    }

    static Issued issued(ResultSet row) throws SQLException {
        return new Issued(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("recipient"),
                row.getString("address"),
                NoticeKind.valueOf(row.getString("kind")),
                NoticeLevel.valueOf(row.getString("level")),
                Timestamps.instant(row, "moment"),
                firstOf(row, "stated_at", "issued_at"),
                reading(row),
                TracePoint.orNull(row.getString("traceparent")));
    }

    private static @Nullable String traceparent(@Nullable TracePoint trace) {
        return trace == null ? null : trace.traceparent();
    }

    private static @Nullable Reading reading(ResultSet row) throws SQLException {
        var zone = row.getString("zone");
        return zone == null
                ? null
                : new Reading(
                        row.getString("name_zh"),
                        row.getString("name_en"),
                        Locale.forLanguageTag(row.getString("locale")),
                        ZoneId.of(zone));
    }

    private static NoticeRecord noticeRecord(ResultSet row) throws SQLException {
        var notice = issued(row);
        return new NoticeRecord(
                notice.id(),
                notice.number(),
                notice.recipient(),
                notice.address(),
                notice.kind(),
                notice.level(),
                notice.moment(),
                Timestamps.instant(row, "issued_at"),
                NoticeState.valueOf(row.getString("state")),
                Arrays.asList((String[]) row.getArray("tasks").getArray()),
                row.getInt("attempts"),
                Timestamps.instantOrNull(row, "next_attempt_at"),
                row.getString("smtp_reply"),
                Timestamps.instantOrNull(row, "sent_at"),
                row.getObject("merged_into", UUID.class),
                row.getObject("mail", Long.class),
                notice.trace() == null ? null : notice.trace().traceId());
    }

    /** The instant in the first of these columns that has one. */
    private static Instant firstOf(ResultSet row, String... columns) throws SQLException {
        var last = columns.length - 1;
        for (var column : List.of(columns).subList(0, last)) {
            var instant = Timestamps.instantOrNull(row, column);
            if (instant != null) {
                return instant;
            }
        }
        return Timestamps.instant(row, columns[last]);
    }

    private static @Nullable String[] readings(List<Issued> notices, Function<Reading, String> text) {
        return texts(notices, notice -> notice.reading() == null ? null : text.apply(notice.reading()));
    }
}
