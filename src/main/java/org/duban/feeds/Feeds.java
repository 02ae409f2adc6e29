package org.duban.feeds;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.process.DubanProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The feeds of all units: who made which, and which secret opens which. */
@Component
public final class Feeds {

    static final String PATH = "/feeds/";
    static final String SUFFIX = ".ics";

    private final JdbcFeeds table;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final String baseUrl;

    Feeds(
            JdbcFeeds table,
            AuditTrail audit,
            TransactionOperations transactions,
            InstantSource clock,
            DubanProperties duban) {
        this.table = table;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.baseUrl = duban.baseUrl().toString().replaceAll("/+$", "");
    }

    /**
     * A feed that was just made.
     *
     * @param url its address, which nobody can be told again
     */
    public record Made(Feed feed, URI url) {}

    /** Makes a feed of a unit, and writes it into the audit trail. */
    public Made make(String unit, String user) {
        var secret = Secret.fresh();
        var feed = new Feed(UUID.randomUUID(), unit, clock.instant(), user, null);
        transactions.executeWithoutResult(transaction -> {
            table.insert(feed, secret);
            audit.write(user, AuditedAct.FEED_MADE, unit, detail(feed.id()));
        });
        return new Made(feed, URI.create(baseUrl + PATH + secret.text() + SUFFIX));
    }

    /** The feeds of a unit that are not revoked, the oldest first. */
    public List<Feed> of(String unit) {
        return table.of(unit);
    }

    /**
     * Takes a feed back for ever, and writes it into the audit trail.
     *
     * @return false if the unit has no such feed
     */
    public boolean revoke(String unit, UUID id, String user) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            var revoked = table.revoke(unit, id, clock.instant());
            if (revoked) {
                audit.write(user, AuditedAct.FEED_REVOKED, unit, detail(id));
            }
            return revoked;
        }));
    }

    /** The feed that a secret opens, if it opens any; notes that it was read. */
    Optional<Feed> open(Secret secret) {
        var feed = table.opened(secret);
        feed.ifPresent(opened -> table.noteReading(opened, clock.instant()));
        return feed;
    }

    private static Map<String, String> detail(UUID feed) {
        return Map.of("feed", feed.toString());
    }
}
