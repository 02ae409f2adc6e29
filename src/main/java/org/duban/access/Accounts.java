package org.duban.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.duban.access.JdbcAccounts.Range;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.Directory;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The accounts that the present user may manage: an administrator all of them, somebody of an office those whose roles all lie
 * at its unit or below it. Others are as if they were not there. What is changed is audited.
 */
@Component
public final class Accounts {

    private final JdbcAccounts table;
    private final JdbcUsers users;
    private final JdbcApiTokens tokens;
    private final Passwords passwords;
    private final PresentUser manager;
    private final Directory directory;
    private final Languages languages;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    /** It takes so many because an account is checked, kept and audited in one transaction. */
    Accounts(
            JdbcAccounts table,
            JdbcUsers users,
            JdbcApiTokens tokens,
            Passwords passwords,
            PresentUser manager,
            Directory directory,
            Languages languages,
            AuditTrail audit,
            TransactionOperations transactions,
            InstantSource clock) {
        this.table = table;
        this.users = users;
        this.tokens = tokens;
        this.passwords = passwords;
        this.manager = manager;
        this.directory = directory;
        this.languages = languages;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * An account that was just made.
     *
     * @param password its first password, which nobody can be told again
     */
    public record Made(Account account, String password) {
        @Override
        public String toString() {
            return account.name();
        }
    }

    /** By their names, those that come after this one; null: from the first. */
    public List<Account> find(@Nullable String after, int limit) {
        return table.find(range(), after, limit);
    }

    public Optional<Account> account(String name) {
        return table.account(range(), name);
    }

    /** @throws AccountRefused if something is wrong with it, or it is not the present user's to give; nothing has changed then */
    public Made add(AccountDraft draft) {
        return inOrder(() -> {
            var account = allowed(draft.ofSomebodyNew(), clock.instant());
            var password = passwords.generate();
            if (!table.add(account, passwords.hash(password))) {
                throw new AccountRefused(
                        "name.taken", "name", account.name(), "is somebody's already", "choose another name");
            }
            write(AuditedAct.ACCOUNT_ADDED, account, Map.of("after", fields(account)));
            return new Made(account, password);
        });
    }

    /**
     * Gives an account these particulars and roles, instead of those it has.
     *
     * @return empty if there is none of that name
     * @throws AccountRefused as {@link #add} does
     */
    public Optional<Account> change(AccountDraft draft) {
        return inOrder(() -> account(draft.name()).map(before -> {
            var account = allowed(draft, before.createdAt());
            table.change(account);
            refuseWithoutAdministrator();
            write(AuditedAct.ACCOUNT_SAVED, account, Map.of("before", fields(before), "after", fields(account)));
            return account;
        }));
    }

    /** Gives an account a new password, which nobody can be told again, and takes its tokens away; empty if there is none of that name. */
    public Optional<String> resetPassword(String name) {
        return inOrder(() -> account(name).map(account -> {
            var password = passwords.generate();
            users.changePassword(account.name(), passwords.hash(password));
            tokens.removeAll(account.name());
            write(AuditedAct.PASSWORD_RESET, account, Map.of());
            return password;
        }));
    }

    /**
     * Ends an account.
     *
     * @return false if there is none of that name
     * @throws AccountRefused if nobody would be left to administrate
     */
    public boolean remove(String name) {
        return inOrder(() -> account(name)
                .map(account -> {
                    table.remove(account.name());
                    refuseWithoutAdministrator();
                    write(AuditedAct.ACCOUNT_REMOVED, account, Map.of("before", fields(account)));
                    return true;
                })
                .orElse(false));
    }

    /** One after the other, with all codes of units held. */
    private <T> T inOrder(Supplier<T> change) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            directory.holdCodes();
            table.lock();
            return change.get();
        }));
    }

    private Range range() {
        return new Range(manager.scope(UserRole.OFFICE), manager.administrates());
    }

    /** Nobody gives a role above his own, or at a unit that he does not stand above. */
    private Account allowed(AccountDraft draft, Instant createdAt) {
        var account = draft.checked(languages.names(), createdAt);
        var range = range();
        var asked = draft.checkedRoles();
        if (asked.isEmpty() && !range.scope().everything()) {
            throw new AccountRefused(
                    "roles.empty", "memberships", null, "is empty", "write at which of your units the person is what");
        }
        for (int i = 0; i < asked.size(); i++) {
            refuseUnlessMayGive(asked.get(i), "memberships[" + i + "]", range);
        }
        return account;
    }

    private void refuseUnlessMayGive(Membership membership, String field, Range range) {
        if (membership.role() == UserRole.ADMIN && !range.admins()) {
            throw new AccountRefused(
                    "role.above", field, membership.text(), "is above your own roles", "let an administrator do it");
        }
        var unit = membership.unit();
        var known = unit == null || directory.tree().unit(unit).isPresent();
        if (!known || !range.scope().reaches(unit)) {
            throw new AccountRefused(
                    "role.outside",
                    field,
                    membership.text(),
                    "names none of the units that you may give roles at",
                    "write the code of one of them");
        }
    }

    private void refuseWithoutAdministrator() {
        if (!table.anyAdministrator()) {
            throw new AccountRefused(
                    "administrator",
                    "memberships",
                    null,
                    "would leave no administrator",
                    "give somebody else ADMIN first");
        }
    }

    private void write(AuditedAct act, Account account, Map<String, ?> detail) {
        audit.write(manager.name(), act, account.name(), detail);
    }

    private static Map<String, Object> fields(Account account) {
        var fields = new HashMap<String, Object>();
        fields.put("displayName", account.displayName());
        fields.put("mail", Objects.toString(account.mail(), ""));
        fields.put("language", Objects.toString(account.language(), ""));
        fields.put("memberships", account.roles());
        return fields;
    }
}
