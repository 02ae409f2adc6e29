package org.duban.accounts.links;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mailed links in PostgreSQL, by the hashes of their secrets. */
@Component
public final class JdbcMailedLinks {

    /** So long a mail is tried; who wants it then asks anew. */
    private static final Duration LONGEST_TRY = Duration.ofHours(12);

    /** A link opens nothing once the account has another address: whoever reads at the first may be anybody. */
    private static final String GOOD = """
            hash = :hash and expires_at > :now and purpose <> 'CODE' and exists (
                select from app_user u where u.name = mailed_link.account and lower(u.mail) = lower(mailed_link.address))
            """;

    private final JdbcClient jdbc;

    JdbcMailedLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(MailedLink link, Instant now) {
        jdbc.sql("""
                        insert into mailed_link (id, account, address, language, purpose, asked_at, try_at)
                        values (:id, :account, :address, :language, :purpose, :now, :now)
                        """)
                .param("id", link.id())
                .param("account", link.account())
                .param("address", link.address())
                .param("language", link.language())
                .param("purpose", link.purpose().name())
                .param("now", Timestamp.from(now))
                .update();
    }

    int askedSince(String account, boolean codes, Instant since) {
        return jdbc.sql("""
                        select count(*) from mailed_link
                        where account = :account and asked_at > :since and (purpose = 'CODE') = :codes
                        """)
                .param("account", account)
                .param("codes", codes)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    /** One that is to be mailed now; nobody else gets it until then. */
    public Optional<MailedLink> claim(Instant now, Instant until) {
        return jdbc.sql("""
                        update mailed_link set try_at = :until where id = (
                            select id from mailed_link
                            where try_at <= :now and asked_at > :oldest
                            order by try_at limit 1 for update skip locked)
                        returning *
                        """)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .param("oldest", Timestamp.from(now.minus(LONGEST_TRY)))
                .query((row, number) -> link(row))
                .optional();
    }

    /** From now on the secret of this hash counts, and none that was made for the link before. */
    public void seal(UUID id, byte[] hash, Instant expiresAt) {
        jdbc.sql("update mailed_link set hash = :hash, expires_at = :expires where id = :id")
                .param("id", id)
                .param("hash", hash)
                .param("expires", Timestamp.from(expiresAt))
                .update();
    }

    public void mailed(UUID id) {
        jdbc.sql("update mailed_link set try_at = null where id = ?").param(id).update();
    }

    public void tryAgain(UUID id, Instant at) {
        jdbc.sql("update mailed_link set try_at = :at where id = :id")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    Optional<MailedLink> valid(byte[] hash, Instant now) {
        return jdbc.sql("select * from mailed_link where " + GOOD)
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .query((row, number) -> link(row))
                .optional();
    }

    /** The same, and from now on it counts no more: of several who come at once, one gets it. */
    Optional<MailedLink> take(byte[] hash, Instant now) {
        return jdbc.sql("delete from mailed_link where " + GOOD + " returning *")
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .query((row, number) -> link(row))
                .optional();
    }

    /** Counts a try at a code; what it should hash to, while it counts and was not tried too often. */
    Optional<byte[]> tryCode(UUID id, String account, int most, Instant now) {
        return jdbc.sql("""
                        update mailed_link set tries = tries + 1
                        where id = :id and account = :account and purpose = 'CODE' and expires_at > :now and tries < :most
                        returning hash
                        """)
                .param("id", id)
                .param("account", account)
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(byte[].class)
                .optional();
    }

    public void remove(UUID id) {
        jdbc.sql("delete from mailed_link where id = ?").param(id).update();
    }

    void removeAll(String account) {
        jdbc.sql("delete from mailed_link where account = ?").param(account).update();
    }

    void removeOver(Instant before) {
        jdbc.sql("delete from mailed_link where coalesce(expires_at, asked_at) < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private static MailedLink link(ResultSet row) throws SQLException {
        return new MailedLink(
                row.getObject("id", UUID.class),
                row.getString("account"),
                row.getString("address"),
                row.getString("language"),
                LinkPurpose.valueOf(row.getString("purpose")));
    }
}
