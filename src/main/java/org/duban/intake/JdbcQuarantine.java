package org.duban.intake;

import static org.duban.database.ColumnArrays.texts;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.events.EventId;
import org.duban.events.RawRecord;
import org.duban.events.RawRecord.RawHeader;
import org.duban.events.RefusalState;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The refused records with their bytes, in PostgreSQL. */
@Component
final class JdbcQuarantine {

    private static final String RECORD =
            "id, topic, partition, record_offset, record_timestamp, record_key, headers, payload, mended, reason, why";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    JdbcQuarantine(JdbcTemplate template) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    /**
     * Keeps records; those that are kept already, from an earlier delivery, stay as they are. An event that somebody sends
     * again and again while it waits, or although it is stale, is kept once.
     */
    void keep(List<QuarantineEntry> refused, Instant at) {
        if (refused.isEmpty()) {
            return;
        }
        var rows = refused.stream().map(keep -> row(keep, at)).toList();
        template.batchUpdate("""
                insert into refusal (topic, partition, record_offset, record_timestamp, record_key, headers, payload,
                    digest, task_id, event_source, event_id, reason, why, state, refused_at, next_copy_at)
                select new.* from (values (?, ?, ?, ?, ?::bytea, ?::jsonb, ?::bytea, ?::bytea, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)) as new (
                    topic, partition, record_offset, record_timestamp, record_key, headers, payload,
                    digest, task_id, event_source, event_id, reason, why, state, refused_at, next_copy_at)
                where new.state not in ('WAITING', 'STALE') or not exists (
                    select from refusal kept
                    where kept.state in ('WAITING', 'STALE') and kept.state = new.state
                        and kept.event_source = new.event_source and kept.event_id = new.event_id
                        and kept.digest = new.digest)
                on conflict (topic, partition, record_offset, digest) do nothing
                """, rows);
    }

    private static Object[] row(QuarantineEntry keep, Instant at) {
        var record = keep.record();
        var name = keep.name();
        var time = at.atOffset(ZoneOffset.UTC);
        return new Object[] {
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            json(record.headers()),
            record.value(),
            digest(record),
            keepable(keep.taskId()),
            name.map(EventId::source).orElse(null),
            name.map(EventId::id).orElse(null),
            keepable(keep.why().english()),
            json(keep.why()),
            keep.state().name(),
            time,
            time
        };
    }

    /** Without the one character that PostgreSQL does not keep: nothing about a record may keep it out of here. */
    private static @Nullable String keepable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    /** Those that wait for one of these tasks, locked; in the order in which they came. */
    List<QuarantinedRecord> waitingFor(Collection<String> taskIds) {
        return jdbc.sql("select " + RECORD + """
                         from refusal where state = 'WAITING' and task_id = any(?) order by id for update
                        """)
                .param(taskIds.toArray(String[]::new))
                .query((row, n) -> kept(row, true))
                .list();
    }

    /** Those that wait under these ids, the first to come first, but for ids that the ledger knows by now. */
    List<QuarantinedRecord> waitingUnder(Collection<EventId> ids) {
        return jdbc.sql("select " + RECORD + """
                         from refusal where state = 'WAITING'
                            and (event_source, event_id) in (select * from unnest(?::text[], ?::text[]))
                            and not exists (
                                select from task_event known where known.source = event_source and known.event_id = refusal.event_id)
                        order by id
                        """)
                .param(texts(ids, EventId::source))
                .param(texts(ids, EventId::id))
                .query((row, n) -> kept(row, true))
                .list();
    }

    /** The record of this id, locked. */
    Optional<QuarantinedRecord> lock(long id) {
        return jdbc.sql("select " + RECORD + " from refusal where id = ? for update")
                .param(id)
                .query((row, n) -> kept(row, true))
                .optional();
    }

    /** Whoever has it tried again takes back that it was dismissed; the audit trail keeps both. */
    void settle(long id, RefusalState state, Reason why) {
        // The words of a code may change with a release: whoever changes them takes the code with them, says the table.
        jdbc.sql("""
                        update refusal set state = :state, why = :why::jsonb,
                            dismissal = null, dismissed_by = null, dismissed_at = null,
                            reason = case when why = :why::jsonb then reason else :reason end
                        where id = :id
                        """)
                .param("state", state.name())
                .param("reason", keepable(why.english()))
                .param("why", json(why))
                .param("id", id)
                .update();
    }

    /** Keeps beside a record the event that it should have been. */
    void mend(long id, byte[] event, @Nullable String taskId, String by, Instant at) {
        jdbc.sql("""
                        update refusal set mended = :event, task_id = coalesce(:task, task_id), mended_by = :by, mended_at = :at
                        where id = :id
                        """)
                .param("event", event)
                .param("task", taskId)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void dismiss(long id, String reason, String by, Instant at) {
        jdbc.sql("""
                        update refusal set state = 'DISMISSED', dismissal = ?, dismissed_by = ?, dismissed_at = ?
                        where id = ?
                        """).params(reason, by, at.atOffset(ZoneOffset.UTC), id).update();
    }

    /** Claims records whose copy is due, for this node only; what is not copied is due again later and later. */
    List<QuarantinedRecord> claimCopies(Instant now, int limit) {
        return jdbc.sql("""
                        update refusal set
                            copy_attempts = copy_attempts + 1,
                            next_copy_at = ?::timestamptz + least(interval '1 hour', interval '30 seconds' * 2 ^ least(copy_attempts, 8))
                        where id in (
                            select id from refusal where copied_at is null and next_copy_at <= ?
                            order by next_copy_at, id limit ? for update skip locked)
                        returning
                        """ + RECORD)
                .params(now.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC), limit)
                .query((row, n) -> kept(row, false))
                .list();
    }

    void copied(Collection<Long> ids, Instant at) {
        jdbc.sql("update refusal set copied_at = ? where id = any(?)")
                .params(at.atOffset(ZoneOffset.UTC), ids.toArray(Long[]::new))
                .update();
    }

    /** @param asMended whether the record is to be what somebody has made of it, if anybody has */
    private static QuarantinedRecord kept(ResultSet row, boolean asMended) throws SQLException {
        var record = new RawRecord(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getLong("record_timestamp"),
                row.getBytes("record_key"),
                row.getBytes("payload"),
                headers(row.getString("headers")));
        var mended = row.getBytes("mended");
        return new QuarantinedRecord(
                row.getLong("id"), asMended && mended != null ? record.saying(mended) : record, why(row));
    }

    /** Why a record was refused; a text where a version kept it, or keeps it yet, that knows no codes. */
    static Reason why(ResultSet row) throws SQLException {
        var why = row.getString("why");
        return why == null ? Reason.text(row.getString("reason")) : Objects.requireNonNull(Reason.kept(null, why));
    }

    private static @Nullable String json(Reason why) {
        return why.code().equals(Reason.TEXT) ? null : JsonMapper.shared().writeValueAsString(keepable(why));
    }

    /** In JSON the character would be escaped, and refused all the same. */
    private static Reason keepable(Reason why) {
        return new Reason(
                why.code(),
                why.arguments().stream()
                        .map(argument -> argument instanceof Reason inner
                                ? keepable(inner)
                                : argument instanceof String text ? (Object) text.replace('\0', '\uFFFD') : argument)
                        .toList());
    }

    private static String json(List<RawHeader> headers) {
        var pairs = headers.stream()
                .map(header -> Arrays.asList(
                        URLEncoder.encode(header.name(), StandardCharsets.UTF_8),
                        header.value() == null ? null : Base64.getEncoder().encodeToString(header.value())))
                .toList();
        return JsonMapper.shared().writeValueAsString(pairs);
    }

    private static List<RawHeader> headers(String json) {
        var headers = new ArrayList<RawHeader>();
        for (var pair : JsonMapper.shared().readTree(json)) {
            var name = URLDecoder.decode(pair.get(0).stringValue(), StandardCharsets.UTF_8);
            var value = pair.get(1);
            headers.add(new RawHeader(
                    name, value.isNull() ? null : Base64.getDecoder().decode(value.stringValue())));
        }
        return headers;
    }

    private static byte[] digest(RawRecord record) {
        var sha = DigestUtils.getSha256Digest();
        if (record.value() != null) {
            sha.update((byte) 1);
            sha.update(record.value());
        }
        return sha.digest();
    }
}
