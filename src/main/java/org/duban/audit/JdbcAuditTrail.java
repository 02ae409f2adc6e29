package org.duban.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** The audit trail in PostgreSQL. */
@Component
final class JdbcAuditTrail implements AuditTrail, AuditEntries {

    /** Any number that nothing else takes as the key of an advisory lock. */
    private static final long CHAIN = 0x6475_6261_6e61_7564L;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final JsonMapper json;

    JdbcAuditTrail(JdbcClient jdbc, TransactionOperations transactions, InstantSource clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public void write(String actor, AuditedAct act, String subject, Map<String, ?> detail) {
        transactions.executeWithoutResult(transaction -> {
            // One writer at a time makes the chain; it lasts until the commit, so that the next one sees this entry.
            jdbc.sql("select pg_advisory_xact_lock(?)")
                    .param(CHAIN)
                    .query((row, number) -> number)
                    .single();
            insert(actor, act, subject, json.writeValueAsString(detail));
        });
    }

    private void insert(String actor, AuditedAct act, String subject, String detail) {
        jdbc.sql("""
                        insert into audit (seq, at, actor, act, subject, detail, previous_hash, hash)
                        select seq, at, actor, act, subject, detail, previous_hash,
                            audit_hash(previous_hash, seq, at, actor, act, subject, detail)
                        from (
                            select coalesce(last.seq, 0) + 1 as seq, coalesce(last.hash, '') as previous_hash,
                                cast(:at as timestamptz) as at, cast(:actor as text) as actor, cast(:act as text) as act,
                                cast(:subject as text) as subject, cast(:detail as jsonb) as detail
                            from (values (1)) as one
                            left join (select seq, hash from audit order by seq desc limit 1) as last on true
                        ) as entry
                        """)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("act", act.name())
                .param("subject", subject)
                .param("detail", detail)
                .update();
    }

    @Override
    public List<AuditEntry> find(AuditFilter filter, @Nullable Long before, int limit) {
        return jdbc.sql("""
                        select seq, at, actor, act, subject, detail::text as detail, hash from audit
                        where (:before::bigint is null or seq < :before)
                            and (:actor::text is null or actor = :actor)
                            and (:act::text is null or act = :act)
                            and (:subject::text is null or subject = :subject)
                            and (:from::timestamptz is null or at >= :from)
                            and (:until::timestamptz is null or at < :until)
                        order by seq desc limit :limit
                        """)
                .param("before", before)
                .param("actor", filter.actor())
                .param("act", filter.act() == null ? null : filter.act().name())
                .param("subject", filter.subject())
                .param("from", time(filter.from()))
                .param("until", time(filter.until()))
                .param("limit", limit)
                .query((row, number) -> new AuditEntry(
                        row.getLong("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("act"),
                        row.getString("subject"),
                        row.getString("detail"),
                        row.getString("hash")))
                .list();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public ChainVerdict verify() {
        var broken = firstBroken().orElse(null);
        return jdbc.sql("""
                        select count(*) as entries, coalesce(max(seq), 0) as last,
                            (select at from audit order by seq desc limit 1) as last_at,
                            (select hash from audit order by seq desc limit 1) as last_hash
                        from audit
                        """)
                .query((row, number) -> {
                    var at = row.getObject("last_at", OffsetDateTime.class);
                    return new ChainVerdict(
                            row.getLong("entries"),
                            row.getLong("last"),
                            at == null ? null : at.toInstant(),
                            row.getString("last_hash"),
                            broken);
                })
                .single();
    }

    @Override
    public Optional<Long> firstBroken() {
        return jdbc.sql("""
                        select seq from (
                            select a.*, lag(hash, 1, '') over (order by seq) as hash_before,
                                row_number() over (order by seq) as place
                            from audit a
                        ) as chain
                        where seq <> place or previous_hash <> hash_before
                            or hash <> audit_hash(previous_hash, seq, at, actor, act, subject, detail)
                        order by seq limit 1
                        """).query(Long.class).optional();
    }
}
