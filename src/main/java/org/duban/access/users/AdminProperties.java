package org.duban.access.users;

import java.nio.charset.StandardCharsets;
import org.duban.process.BadSetting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first user, {@code admin}.
 *
 * @param password the password of {@code admin}, at most 72 bytes; without it one is generated on first start and printed once
 */
@ConfigurationProperties("duban.admin")
record AdminProperties(@Nullable String password) {

    AdminProperties {
        if (password != null && password.isBlank()) {
            password = null;
        }
        BadSetting.unless(
                password == null || password.getBytes(StandardCharsets.UTF_8).length <= Passwords.LONGEST,
                "duban.admin.password",
                "***",
                "choose one of at most " + Passwords.LONGEST + " bytes: bcrypt would leave the rest unread");
    }

    /** Settings end up in messages; a password must not. */
    @Override
    public String toString() {
        return "AdminProperties[password=" + (password == null ? "none" : "***") + "]";
    }
}
