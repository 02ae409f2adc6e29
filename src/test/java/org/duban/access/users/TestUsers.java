package org.duban.access.users;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.duban.access.UserRole;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Users for tests of the rooms that people log in to. */
public final class TestUsers {

    /** How many wrong passwords cost nothing. */
    public static final int FREE_TRIES = LoginThrottle.FREE;

    private TestUsers() {}

    public static void add(ApplicationContext context, String name, String password, List<String> roles, Instant at) {
        var user = new AppUser(name, new BCryptPasswordEncoder().encode(password), roles);
        context.getBean(JdbcUsers.class).add(user, at);
    }

    /** The names of all roles; each may what those before it may. */
    public static List<String> roles() {
        return Arrays.stream(UserRole.values()).map(UserRole::name).toList();
    }
}
