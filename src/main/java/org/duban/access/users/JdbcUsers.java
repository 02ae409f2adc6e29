package org.duban.access.users;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The users of this installation. */
@Component
final class JdbcUsers {

    private final JdbcClient jdbc;

    JdbcUsers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<AppUser> user(String name) {
        return jdbc.sql("""
                        select name, password_hash, roles, coalesce(display_name, name) as shown, language
                        from app_user where name = ?
                        """)
                .param(name)
                .query((row, number) -> new AppUser(
                        row.getString("name"),
                        row.getString("password_hash"),
                        List.of((String[]) row.getArray("roles").getArray()),
                        row.getString("shown"),
                        row.getString("language")))
                .optional();
    }

    /** Adds a user unless there is one of that name; says whether it was added. */
    boolean add(AppUser user, Instant at) {
        return jdbc.sql("""
                        insert into app_user (name, password_hash, roles, created_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                        .params(
                                user.name(),
                                user.passwordHash(),
                                user.roles().toArray(String[]::new),
                                at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void changeLanguage(String name, @Nullable String language) {
        jdbc.sql("update app_user set language = ? where name = ?")
                .param(language)
                .param(name)
                .update();
    }

    void changePassword(String name, String passwordHash) {
        jdbc.sql("update app_user set password_hash = ? where name = ?")
                .params(passwordHash, name)
                .update();
    }
}
