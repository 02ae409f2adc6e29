package org.duban.access.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.duban.TestDatabase;
import org.duban.process.BadSetting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class FirstUserTests {

    private final JdbcUsers users = new JdbcUsers(JdbcClient.create(TestDatabase.create("api")));
    private final Passwords passwords = new Passwords();

    @Test
    void makesAPasswordOnceAndKeepsOnlyItsHash() {
        var generated = started(null).provide().orElseThrow();

        var admin = users.user("admin").orElseThrow();
        assertThat(generated).hasSize(20);
        assertThat(admin.passwordHash()).startsWith("$2a$10$").doesNotContain(generated);
        assertThat(passwords.right(admin, generated)).isTrue();
        assertThat(started(null).provide()).isEmpty();
        assertThat(FirstUser.notice(generated)).contains("admin", generated);
    }

    @Test
    void takesTheConfiguredPasswordAtEveryStart() {
        assertThat(started("first-choice").provide()).isEmpty();
        assertThat(logsIn("first-choice")).isTrue();

        assertThat(started("second-choice").provide()).isEmpty();

        assertThat(logsIn("second-choice")).isTrue();
        assertThat(logsIn("first-choice")).isFalse();
    }

    @Test
    void leavesAPasswordThatIsNoLongerConfigured() {
        started("chosen").provide();

        started("  ").provide();

        assertThat(logsIn("chosen")).isTrue();
    }

    @Test
    void refusesAPasswordThatBcryptWouldCut() {
        assertThatThrownBy(() -> new AdminProperties("密".repeat(25)))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("duban.admin.password");
    }

    @Test
    void keepsThePasswordOutOfMessages() {
        assertThat(new AdminProperties("very-secret")).asString().doesNotContain("very-secret");
    }

    private FirstUser started(@Nullable String password) {
        return new FirstUser(
                users, passwords, new AdminProperties(password), () -> Instant.parse("2026-11-23T04:00:00Z"));
    }

    private boolean logsIn(String password) {
        return passwords.right(users.user("admin").orElseThrow(), password);
    }
}
