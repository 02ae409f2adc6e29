package org.duban.access.users;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.access.Membership;
import org.duban.access.Memberships;
import org.duban.access.PresentUser;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The API tokens of the present user, and the door for whoever brings one. */
@Component
public final class ApiTokens {

    /** How a secret begins, so that it is known for one wherever it is found. */
    public static final String PREFIX = "duban_";

    private static final Period USUAL = Period.ofDays(90);
    private static final Period LONGEST = Period.ofDays(366);

    private static final int LONGEST_LABEL = 100;
    private static final int MOST = 50;

    private final JdbcApiTokens table;
    private final JdbcUsers users;
    private final PresentUser owner;
    private final Directory directory;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    ApiTokens(
            JdbcApiTokens table,
            JdbcUsers users,
            PresentUser owner,
            Directory directory,
            AuditTrail audit,
            TransactionOperations transactions,
            InstantSource clock) {
        this.table = table;
        this.users = users;
        this.owner = owner;
        this.directory = directory;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A token that was just made.
     *
     * @param secret what a program sends, which nobody can be told again
     */
    public record Made(ApiToken token, String secret) {
        @Override
        public String toString() {
            return token.id().toString();
        }
    }

    /** Those of the present user that were not revoked, the oldest first. */
    public List<ApiToken> all() {
        return owner.isOfAProvider() ? List.of() : table.of(owner.name());
    }

    /**
     * Makes one.
     *
     * @param memberships what it may at most, as roles of accounts are written
     * @param until the last day, in UTC, on which it is good; null: the usual one
     * @throws AccountRefused if something is wrong with it, or it would be able to do more than its owner
     */
    public Made make(@Nullable String label, List<String> memberships, @Nullable LocalDate until) {
        if (!owner.hasPassword()) {
            throw new AccountRefused(AccountReason.TOKEN_ACCOUNT, "token", null);
        }
        var now = clock.instant();
        var token = new ApiToken(
                UUID.randomUUID(),
                owner.name(),
                checkedLabel(label),
                checkedRoles(memberships),
                now,
                end(until, LocalDate.ofInstant(now, ZoneOffset.UTC)),
                null);
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        transactions.executeWithoutResult(transaction -> {
            table.add(token, hash(secret));
            write(AuditedAct.API_TOKEN_MADE, token);
        });
        return new Made(token, secret);
    }

    /** Takes one of the present user's back for ever; false if there is none of that id. */
    public boolean revoke(UUID id) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            var mine = all().stream().filter(token -> token.id().equals(id)).findFirst();
            mine.ifPresent(token -> {
                table.remove(owner.name(), id);
                write(AuditedAct.API_TOKEN_REVOKED, token);
            });
            return mine.isPresent();
        }));
    }

    /**
     * Whoever brings this secret, with what its owner still covers of what it may.
     *
     * @throws org.springframework.security.core.AuthenticationException if it opens nothing, or nobody can tell now
     */
    public Authentication authenticate(String secret) {
        try {
            var now = clock.instant();
            var token = table.valid(hash(secret), now).orElseThrow(ApiTokens::notGood);
            var account = users.user(token.account()).orElseThrow(ApiTokens::notGood);
            table.noteUse(token, now);
            var has = new Memberships(account.roles().stream()
                    .flatMap(role -> Membership.named(role).stream())
                    .toList());
            var tree = directory.tree();
            var may = token.memberships().stream()
                    .filter(one -> has.covers(one, tree))
                    .toList();
            return new PreAuthenticatedAuthenticationToken(account.name(), "", may);
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the tokens cannot be read now", e);
        }
    }

    private static BadCredentialsException notGood() {
        return new BadCredentialsException("there is no such token any more");
    }

    private static byte[] hash(String secret) {
        return DigestUtils.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    private String checkedLabel(@Nullable String label) {
        if (label == null
                || label.isBlank()
                || label.strip().length() > LONGEST_LABEL
                || !AccountDraft.oneLine(label)) {
            throw new AccountRefused(AccountReason.LABEL, "label", label, String.valueOf(LONGEST_LABEL));
        }
        if (all().size() >= MOST) {
            throw new AccountRefused(AccountReason.LABEL_MANY, "label", label);
        }
        return label.strip();
    }

    private static Instant end(@Nullable LocalDate until, LocalDate today) {
        var last = until == null ? today.plus(USUAL) : until;
        if (last.isBefore(today) || last.isAfter(today.plus(LONGEST))) {
            throw new AccountRefused(
                    AccountReason.UNTIL,
                    "until",
                    last.toString(),
                    today.toString(),
                    today.plus(LONGEST).toString());
        }
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private List<Membership> checkedRoles(List<String> memberships) {
        var tree = directory.tree();
        var mine = owner.all();
        var checked = new ArrayList<Membership>();
        for (int i = 0; i < memberships.size(); i++) {
            var text = memberships.get(i);
            var field = "memberships[" + i + "]";
            checked.add(Membership.named(text)
                    .filter(one -> mine.covers(one, tree))
                    .orElseThrow(() -> new AccountRefused(AccountReason.TOKEN_ROLE, field, text)));
        }
        if (checked.isEmpty()) {
            throw new AccountRefused(AccountReason.TOKEN_ROLES_EMPTY, "memberships", null);
        }
        return checked;
    }

    private void write(AuditedAct act, ApiToken token) {
        var roles = token.memberships().stream().map(Membership::text).toList();
        audit.write(
                owner.name(),
                act,
                token.account(),
                Map.of(
                        "token", token.id().toString(),
                        "label", token.label(),
                        "memberships", roles,
                        "expiresAt", token.expiresAt().toString()));
    }
}
