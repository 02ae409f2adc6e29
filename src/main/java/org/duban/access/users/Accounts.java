package org.duban.access.users;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.duban.access.Membership;
import org.duban.access.PresentUser;
import org.duban.access.UserRole;
import org.duban.access.users.JdbcAccounts.Range;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.Directory;
import org.duban.files.InputFile;
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
                throw taken(account);
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

    /**
     * What a list of accounts would change, row by row; nothing has changed.
     *
     * @return first the mistakes, if there are any: then nothing of the list can be taken over
     */
    public List<UserRow> read(InputFile sheet) {
        return inOrder(() -> rows(UserSheet.read(sheet)));
    }

    /**
     * Takes a list of accounts over: those that are new are added with a password that nobody knows, the others get what stands there.
     * All of it, or nothing where a row is wrong; a second time nothing changes.
     *
     * @throws AccountRefused if nobody would be left to administrate; nothing has changed then
     */
    public List<UserRow> take(InputFile sheet) {
        var read = UserSheet.read(sheet);
        return inOrder(() -> {
            var rows = rows(read);
            if (rows.stream().allMatch(row -> row.mistake() == null)) {
                rows.forEach(this::apply);
                refuseWithoutAdministrator();
            }
            return rows;
        });
    }

    private List<UserRow> rows(UserSheet.Read read) {
        return read.mistakes().isEmpty() ? read.rows().stream().map(this::row).toList() : read.mistakes();
    }

    private UserRow row(UserSheet.Asked asked) {
        try {
            var before = account(asked.draft().name()).orElse(null);
            if (before == null) {
                var account = allowed(asked.draft().ofSomebodyNew(), clock.instant());
                refuseIfTaken(account);
                return new UserRow(asked.line(), account.name(), UserRow.Outcome.ADDED, account, null);
            }
            var account = allowed(asked.over(before), before.createdAt());
            var outcome = UserSheet.same(before, account) ? UserRow.Outcome.SAME : UserRow.Outcome.CHANGED;
            return new UserRow(asked.line(), account.name(), outcome, account, null);
        } catch (AccountRefused e) {
            return UserRow.wrong(asked.line(), asked.draft().name(), e);
        }
    }

    private void refuseIfTaken(Account account) {
        if (users.user(account.name()).isPresent()) {
            throw taken(account);
        }
    }

    private static AccountRefused taken(Account account) {
        return new AccountRefused(AccountReason.NAME_TAKEN, "name", account.name());
    }

    private void apply(UserRow row) {
        var account = Objects.requireNonNull(row.account());
        if (row.outcome() == UserRow.Outcome.ADDED) {
            if (!table.add(account, passwords.ofNobody())) {
                throw taken(account);
            }
            write(AuditedAct.ACCOUNT_ADDED, account, Map.of("after", fields(account), "imported", true));
        } else if (row.outcome() == UserRow.Outcome.CHANGED) {
            var before = account(account.name()).orElseThrow();
            table.change(account);
            write(
                    AuditedAct.ACCOUNT_SAVED,
                    account,
                    Map.of("before", fields(before), "after", fields(account), "imported", true));
        }
    }

    /** All that the present user manages, as a list that can be taken over again. */
    public String sheet() {
        return UserSheet.write(table.find(range(), null, UserSheet.MOST_ROWS));
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
            throw new AccountRefused(AccountReason.ROLES_EMPTY, "memberships", null);
        }
        for (int i = 0; i < asked.size(); i++) {
            refuseUnlessMayGive(asked.get(i), "memberships[" + i + "]", range);
        }
        return account;
    }

    private void refuseUnlessMayGive(Membership membership, String field, Range range) {
        if (membership.role() == UserRole.ADMIN && !range.admins()) {
            throw new AccountRefused(AccountReason.ROLE_ABOVE, field, membership.text());
        }
        var unit = membership.unit();
        var known = unit == null || directory.tree().unit(unit).isPresent();
        if (!known || !range.scope().reaches(unit)) {
            throw new AccountRefused(AccountReason.ROLE_OUTSIDE, field, membership.text());
        }
    }

    private void refuseWithoutAdministrator() {
        if (!table.anyAdministrator()) {
            throw new AccountRefused(AccountReason.ADMINISTRATOR, "memberships", null);
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
