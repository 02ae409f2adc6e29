package org.duban.rulebook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.database.Timestamps;
import org.duban.rulebook.RuleFiles.News;
import org.duban.rulebook.RuleFiles.Said;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rulebooks in PostgreSQL. They are read again only when there is a version that is not known yet. */
final class JdbcRulebooks implements Rulebooks {

    /** Any number that nothing else takes as the key of an advisory lock. */
    private static final long APPLYING = 0x6475_6261_6e72_756cL;

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final TypeReference<TreeMap<String, String>> BY_NAME = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final JsonMapper json;
    private final InstantSource clock;
    private final RuleParser.World world;
    private final AuditTrail audit;
    private final RuleFiles files;
    private final AtomicReference<@Nullable Reading> last = new AtomicReference<>();
    private volatile boolean started;

    JdbcRulebooks(
            JdbcClient jdbc,
            TransactionOperations transactions,
            JsonMapper json,
            InstantSource clock,
            RuleParser.World world,
            AuditTrail audit,
            RuleFiles files) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
        this.world = world;
        this.audit = audit;
        this.files = files;
    }

    /** All versions, and when by {@link System#nanoTime} it was last seen that there are no more. */
    private record Reading(RuleHistory history, long seenAt) {
        long version() {
            return history.current().version();
        }

        Reading doubted() {
            return new Reading(history, seenAt - FRESH_NANOS);
        }
    }

    private enum Origin {
        FILES,
        API
    }

    @Override
    public RuleHistory history() {
        var known = last.get();
        var now = System.nanoTime();
        if (known != null && now - known.seenAt < FRESH_NANOS) {
            return known.history;
        }
        var newest = jdbc.sql("select max(version) from rulebook")
                .query(Long.class)
                .optional()
                .orElse(0L);
        var history = known != null && known.version() == newest
                ? known.history
                : read(Optional.ofNullable(known).map(Reading::history));
        var seen = new Reading(history, now);
        // Nobody goes back to what he had read a moment before another thread.
        return last.accumulateAndGet(
                        seen, (other, mine) -> other == null || other.version() <= mine.version() ? mine : other)
                .history;
    }

    @Override
    public Rulebook draft(RuleTexts texts) {
        return RuleParser.fresh(texts, Map.of(), world, Optional.of(history().current()));
    }

    @Override
    public Optional<Rulebook> apply(RuleTexts texts, long base, String user, @Nullable String files) {
        lock();
        var before = newest().orElseThrow(() -> new IllegalStateException("no version of the rulebook"));
        if (before.version() != base) {
            return Optional.empty();
        }
        world.holdCodes();
        RuleParser.fresh(texts, Map.of(), world, Optional.of(before));
        insert(texts, Origin.API, files == null ? saidBefore() : said(files), user, Optional.of(before));
        return newest();
    }

    @Override
    public Reloaded reloaded() {
        var all = files.all(saidBefore());
        var texts = history().current().texts().with(all.policies(), all.calendars());
        return new Reloaded(texts, json.writeValueAsString(all.said().digests()));
    }

    /**
     * Takes over what is new in the files of this process; audited if there is anything.
     *
     * @return the names of what was taken over
     * @throws org.duban.files.BadInput with everything that is wrong; nothing is in force then that was not before
     */
    List<String> start() {
        var names = transactions.execute(transaction -> {
            lock();
            var before = newest();
            var news = files.since(saidBefore());
            if (!news.none()) {
                take(news, before);
            }
            return news.names();
        });
        started = true;
        return names == null ? List.of() : names;
    }

    /**
     * The names of the calendars in force. Before the start has taken the files over, which needs the units, those that will
     * be in force then.
     *
     * @throws org.duban.files.BadInput with everything that is wrong with the calendar files
     */
    Set<String> calendarNames() {
        if (started) {
            return history().current().calendars().names();
        }
        var news = files.since(saidBefore());
        return newest().map(Rulebook::texts)
                .orElse(RuleTexts.NONE)
                .with(null, news.calendars())
                .readCalendars(news.places())
                .names();
    }

    private void take(News news, Optional<Rulebook> before) {
        var texts = before.map(Rulebook::texts).orElse(RuleTexts.NONE).with(news.policies(), news.calendars());
        world.holdCodes();
        RuleParser.fresh(texts, news.places(), world, before);
        insert(texts, Origin.FILES, news.said(), AuditTrail.START, before);
    }

    /** One at a time, until the transaction ends. */
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(APPLYING).query().listOfRows();
    }

    private void insert(RuleTexts texts, Origin origin, Said said, String user, Optional<Rulebook> before) {
        // Versions follow each other in time, too, whatever clock wrote the one before.
        var now = before.map(Rulebook::appliedAt)
                .filter(earlier -> earlier.isAfter(clock.instant()))
                .orElseGet(clock::instant);
        var version = before.map(Rulebook::version).orElse(0L) + 1;
        jdbc.sql("""
                insert into rulebook (version, policies, calendars, origin, files, applied_at, applied_by)
                values (:version, :policies, :calendars::jsonb, :origin, :files::jsonb, :at, :user)
                """)
                .param("version", version)
                .param("policies", texts.policies())
                .param("calendars", json.writeValueAsString(texts.calendars()))
                .param("origin", origin.name())
                .param("files", json.writeValueAsString(said.digests()))
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("user", user)
                .update();
        audit.write(
                user,
                AuditedAct.RULES_APPLIED,
                "rulebook",
                Map.of("before", version - 1, "after", version, "changed", changed(texts, before)));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                last.updateAndGet(known -> known == null ? null : known.doubted());
            }
        });
    }

    private static Collection<String> changed(RuleTexts texts, Optional<Rulebook> before) {
        return before.map(book -> texts.changedFrom(book.texts())).orElseGet(() -> texts.changedFrom(RuleTexts.NONE));
    }

    private Said saidBefore() {
        return jdbc.sql("select files from rulebook order by version desc limit 1")
                .query(String.class)
                .optional()
                .map(this::said)
                .orElse(Said.NOTHING);
    }

    private Said said(String files) {
        return new Said(json.readValue(files, BY_NAME));
    }

    /** The rulebook in force, read anew; empty before the first. */
    Optional<Rulebook> newest() {
        return jdbc.sql("select * from rulebook order by version desc limit 1")
                .query((row, number) -> rulebook(row, Optional.empty()))
                .optional();
    }

    private RuleHistory read(Optional<RuleHistory> known) {
        var versions = new ArrayList<>(known.map(RuleHistory::versions).orElse(List.of()));
        jdbc.sql("select * from rulebook where version > :known order by version")
                .param(
                        "known",
                        versions.isEmpty()
                                ? 0
                                : versions.get(versions.size() - 1).version())
                .query(row -> {
                    versions.add(rulebook(
                            row,
                            versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1))));
                });
        return RuleHistory.of(versions);
    }

    private Rulebook rulebook(ResultSet row, Optional<Rulebook> before) throws SQLException {
        var texts = new RuleTexts(row.getString("policies"), json.readValue(row.getString("calendars"), BY_NAME));
        return RuleParser.kept(row.getLong("version"), Timestamps.instant(row, "applied_at"), texts, before);
    }
}
