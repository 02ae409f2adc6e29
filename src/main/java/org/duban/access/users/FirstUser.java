package org.duban.access.users;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Sees to it that there is an {@code admin}: with the configured password, else with a generated one, printed once. */
@Component
final class FirstUser implements ApplicationRunner {

    private final JdbcUsers users;
    private final Passwords passwords;
    private final AdminProperties properties;
    private final InstantSource clock;

    FirstUser(JdbcUsers users, Passwords passwords, AdminProperties properties, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        // Not through the log: log files are kept and shipped, and a password does not belong there.
        provide().ifPresent(password -> System.out.println(notice(password)));
    }

    /** The password that was generated, if this call did so; no other call will ever return it again. */
    Optional<String> provide() {
        var configured = properties.password();
        var admin = users.user(AppUser.ADMIN);
        if (configured != null) {
            if (admin.isEmpty()) {
                add(configured);
            } else if (!passwords.right(admin.get(), configured)) {
                users.changePassword(AppUser.ADMIN, passwords.hash(configured));
            }
            return Optional.empty();
        }
        if (admin.isPresent()) {
            return Optional.empty();
        }
        var generated = passwords.generate();
        return add(generated) ? Optional.of(generated) : Optional.empty();
    }

    private boolean add(String password) {
        return users.add(new AppUser(AppUser.ADMIN, passwords.hash(password), List.of("ADMIN")), clock.instant());
    }

    static String notice(String password) {
        return """

                ========================================================================
                  A user was made for you. Its password is shown this once:

                      user      admin
                      password  %s

                  To choose another one, start with duban.admin.password.
                ========================================================================
                """.formatted(password);
    }
}
