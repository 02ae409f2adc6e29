package org.duban.access.users;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.duban.directory.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Lets people in as accounts, for rooms that find out by themselves who it is: by a page, a session or a link. */
@Component
public final class AccountDoor {

    /** Fewer characters are guessed too soon. */
    public static final int SHORTEST_PASSWORD = 10;

    private final JdbcUsers users;
    private final JdbcApiTokens tokens;
    private final JdbcAccounts accounts;
    private final Login login;
    private final Passwords passwords;
    private final LoginThrottle asks;

    AccountDoor(
            JdbcUsers users,
            JdbcApiTokens tokens,
            JdbcAccounts accounts,
            Login login,
            Passwords passwords,
            InstantSource clock) {
        this.users = users;
        this.accounts = accounts;
        this.asks = new LoginThrottle(clock);
        this.tokens = tokens;
        this.login = login;
        this.passwords = passwords;
    }

    /**
     * Somebody as he is now.
     *
     * @param stamp another one as soon as the password is another one, or the account another one of this name
     */
    public record Entrant(Authentication user, String stamp) {}

    /**
     * Whoever has this account now.
     *
     * @throws AuthenticationServiceException if nobody can tell now
     */
    public Optional<Entrant> entrant(String name) {
        // PostgreSQL has no NUL in its texts, so nobody is called that.
        var user = name.indexOf('\0') >= 0 ? Optional.<AppUser>empty() : asked(() -> users.user(name));
        return user.map(one -> new Entrant(one.letIn(), one.stamp()));
    }

    /**
     * Whoever brings this name and password, which are slowed down like everywhere.
     *
     * @throws AuthenticationException if they are not those of an account, or nobody looks at them now
     */
    public Entrant entrant(String name, String password, String address) {
        var asked = UsernamePasswordAuthenticationToken.unauthenticated(name, password);
        asked.setDetails(new WebAuthenticationDetails(address, null));
        return entrant(login.user(asked).name())
                .orElseThrow(() -> new AuthenticationServiceException("the account has just ended"));
    }

    /** For how long no password of this caller is looked at; empty where that is not what is wrong. */
    public static Optional<Duration> lockedFor(AuthenticationException problem) {
        return problem instanceof LoginThrottle.TooManyAttempts many ? Optional.of(many.remaining()) : Optional.empty();
    }

    /**
     * Gives an account the password that its holder has chosen, and takes its tokens away.
     *
     * @throws AccountRefused if nobody should have this password
     */
    public void setPassword(String name, String password) {
        checkPassword(name, password);
        users.changePassword(name, passwords.hash(password));
        tokens.removeAll(name);
    }

    /** @throws AccountRefused if the account of this name should not have this password */
    public static void checkPassword(String name, String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
            throw new AccountRefused(AccountReason.PASSWORD_SHORT, "password", null, String.valueOf(SHORTEST_PASSWORD));
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > Passwords.LONGEST) {
            throw new AccountRefused(AccountReason.PASSWORD_LONG, "password", null, String.valueOf(Passwords.LONGEST));
        }
        if (password.equalsIgnoreCase(name)) {
            throw new AccountRefused(AccountReason.PASSWORD_NAME, "password", null);
        }
    }

    /** @param language a language tag; null: that of the browser */
    public void setLanguage(String name, @Nullable String language) {
        users.changeLanguage(name, language);
    }

    /**
     * Those that a link can be mailed to, by their name or by their mail address.
     *
     * @throws AuthenticationServiceException if nobody can tell now
     */
    public List<Account> reachable(String nameOrMail) {
        return nameOrMail.indexOf('\0') >= 0 ? List.of() : asked(() -> accounts.reachable(nameOrMail));
    }

    /** Adds an account with a password that is not its own secret; false if there is one of that name. */
    public boolean provide(Account account, String password) {
        return users.user(account.name()).isEmpty() && accounts.add(account, passwords.hash(password));
    }

    /** Ends an account that still has this password; false if there is none. */
    public boolean withdraw(String name, String password) {
        var known = users.user(name).filter(user -> passwords.right(user, password));
        known.ifPresent(user -> accounts.remove(user.name()));
        return known.isPresent();
    }

    /** What is kept of an account. */
    public Optional<Account> account(String name) {
        return accounts.account(new JdbcAccounts.Range(Scope.EVERYTHING, true), name);
    }

    /** What the holder of an account is called; the name where there is none. */
    public String displayName(String name) {
        return users.user(name).map(AppUser::displayName).orElse(name);
    }

    /**
     * Holds up whoever asks for something in the name of somebody too often, whether there is such an account or not.
     *
     * @throws AuthenticationException if he has to wait
     */
    public void slowDown(String name, String address) {
        var caller = new LoginThrottle.Caller(name, address);
        asks.refuseWhileLocked(caller);
        asks.check(caller, () -> false);
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the users cannot be read now", e);
        }
    }
}
