package org.duban.accounts.links;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.access.users.Account;
import org.duban.access.users.AccountDoor;
import org.duban.access.users.Invitations;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Links by which somebody logs in or chooses a password, once. What is asked for lies in the table until the mail room has mailed it;
 * the secret is made only then, so that it lies nowhere but in the mail.
 */
@Component
public final class MailedLinks implements Invitations {

    /** In the audit trail, where it is not known who it was. */
    public static final String NOT_LOGGED_IN = "not logged in";

    private static final int MOST_IN_AN_HOUR = 5;
    private static final int MOST_TRIES = 5;
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcMailedLinks table;
    private final AccountDoor door;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    MailedLinks(
            JdbcMailedLinks table,
            AccountDoor door,
            AuditTrail audit,
            TransactionOperations transactions,
            InstantSource clock) {
        this.table = table;
        this.door = door;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Mails a link to each account of this name or mail address; does nothing where there is none, or too many were asked for.
     *
     * @throws org.springframework.security.core.AuthenticationException if whoever asks from there has to wait
     */
    public void ask(String nameOrMail, LinkPurpose purpose, String language, String from) {
        door.slowDown(nameOrMail, from);
        for (var account : door.reachable(nameOrMail)) {
            transactions.executeWithoutResult(transaction -> {
                table.removeOver(clock.instant().minus(KEPT));
                if (table.askedSince(account.name(), false, clock.instant().minus(Duration.ofHours(1)))
                        < MOST_IN_AN_HOUR) {
                    add(account, purpose, Objects.requireNonNullElse(account.language(), language));
                    audit.write(
                            NOT_LOGGED_IN,
                            AuditedAct.LINK_ASKED,
                            account.name(),
                            Map.of("purpose", purpose.name(), "from", from));
                }
            });
        }
    }

    @Override
    public boolean invite(Account account, String by, String language) {
        if (account.mail() == null) {
            return false;
        }
        transactions.executeWithoutResult(transaction -> {
            add(account, LinkPurpose.INVITATION, Objects.requireNonNullElse(account.language(), language));
            audit.write(by, AuditedAct.LINK_ASKED, account.name(), Map.of("purpose", LinkPurpose.INVITATION.name()));
        });
        return true;
    }

    /**
     * Mails a code to somebody who has shown his password.
     *
     * @return by what it is checked; empty if he has no address, or has asked too often
     */
    public Optional<UUID> mailCode(Account account, String language) {
        if (account.mail() == null) {
            return Optional.empty();
        }
        var asked = transactions.execute(transaction -> {
            table.removeOver(clock.instant().minus(KEPT));
            return table.askedSince(account.name(), true, clock.instant().minus(Duration.ofHours(1))) < MOST_IN_AN_HOUR
                    ? Optional.of(
                            add(account, LinkPurpose.CODE, Objects.requireNonNullElse(account.language(), language)))
                    : Optional.<UUID>empty();
        });
        return Objects.requireNonNull(asked);
    }

    /** Whether it is the code that was mailed under this id, which counts once. */
    public boolean isCode(UUID id, String account, String typed) {
        var code = typed.replaceAll("\\D", "");
        var right = table.tryCode(id, account, MOST_TRIES, clock.instant())
                .filter(hash -> MessageDigest.isEqual(hash, codeHash(id, code)))
                .isPresent();
        if (right) {
            table.remove(id);
        }
        return right;
    }

    /** So short a secret counts only together with what nobody but the browser that asked for it refers to. */
    public static byte[] codeHash(UUID id, String code) {
        return hash(id + ":" + code);
    }

    private UUID add(Account account, LinkPurpose purpose, String language) {
        var link = new MailedLink(
                UUID.randomUUID(), account.name(), Objects.requireNonNull(account.mail()), language, purpose);
        table.add(link, clock.instant());
        return link.id();
    }

    /** What a secret opens, which is still good afterwards. */
    public Optional<MailedLink> look(String secret) {
        return table.valid(hash(secret), clock.instant());
    }

    /** What a secret opens; it opens nothing any more. */
    public Optional<MailedLink> use(String secret) {
        return table.take(hash(secret), clock.instant());
    }

    @Override
    public void forget(String account) {
        table.removeAll(account);
    }

    public static byte[] hash(String secret) {
        return DigestUtils.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }
}
