package org.duban.access.users;

import org.duban.access.users.LoginThrottle.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Tells whether a name and password are those of a user. Spring Security finds it by itself; a chain that names it as well
 * would ask it twice and count each wrong password twice.
 */
@Component
public final class Login implements AuthenticationProvider {

    private final JdbcUsers users;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final SecondFactor secondFactor;

    Login(JdbcUsers users, Passwords passwords, LoginThrottle throttle, SecondFactor secondFactor) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.secondFactor = secondFactor;
    }

    /** For whoever sends name and password with each request: nobody can ask him for more. */
    @Override
    public Authentication authenticate(Authentication asked) {
        var user = user(asked).letIn();
        if (secondFactor.isAskedOf(user)) {
            throw new SecondFactorMissing();
        }
        return user;
    }

    /** A name and password that are right, of an account of which more is asked. */
    public static final class SecondFactorMissing extends AuthenticationException {

        SecondFactorMissing() {
            super("a password is not enough");
        }
    }

    /** Whose name and password they are, of whomever more may be asked. */
    AppUser user(Authentication asked) {
        var name = asked.getName();
        var password = String.valueOf(asked.getCredentials());
        var caller = new Caller(name, address(asked));
        throttle.refuseWhileLocked(caller);
        var user = find(name);
        var right = throttle.check(caller, () -> passwords.right(user, password));
        if (user == null || !right) {
            throw new BadCredentialsException("there is no such user, or the password is another one");
        }
        return user;
    }

    private @Nullable AppUser find(String name) {
        // PostgreSQL has no NUL in its texts, so nobody is called that.
        if (name.indexOf('\0') >= 0) {
            return null;
        }
        try {
            return users.user(name).orElse(null);
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the users cannot be read now", e);
        }
    }

    private static String address(Authentication asked) {
        return asked.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
