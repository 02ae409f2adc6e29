package org.duban.access.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.duban.access.Membership;
import org.duban.directory.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts in PostgreSQL. A role is kept as it is written, {@code OFFICE@gyangze-office}, in capitals or not. */
@Component
final class JdbcAccounts {

    /** All of its roles lie at these units: whoever is of another one as well is not theirs alone. */
    private static final String WITHIN = """
            (:everything or cardinality(roles) > 0 and not exists (
                select from unnest(roles) as role where split_part(role, '@', 2) <> all(:units)))
            and (:admins or not exists (select from unnest(roles) as role where upper(role) = 'ADMIN'))
            """;

    private final JdbcClient jdbc;

    JdbcAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which accounts somebody may see and change: those of some units, and those of administrators or not. */
    record Range(Scope scope, boolean admins) {}

    /** By their names. */
    List<Account> find(Range range, @Nullable String after, int limit) {
        return within(
                        "select * from app_user where (:after::text is null or name collate \"C\" > :after) and "
                                + WITHIN + " order by name collate \"C\" limit :limit",
                        range)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> account(row))
                .list();
    }

    Optional<Account> account(Range range, String name) {
        return within("select * from app_user where name = :name and " + WITHIN, range)
                .param("name", name)
                .query((row, number) -> account(row))
                .optional();
    }

    /** Those of this name or mail address that have one; a few, where many share it. */
    List<Account> reachable(String nameOrMail) {
        return jdbc.sql("""
                        select * from app_user
                        where mail is not null and (name = :typed or lower(mail) = lower(:typed))
                        order by name collate "C" limit 5
                        """)
                .param("typed", nameOrMail)
                .query((row, number) -> account(row))
                .list();
    }

    private JdbcClient.StatementSpec within(String sql, Range range) {
        return jdbc.sql(sql)
                .param("everything", range.scope().everything())
                .param("units", range.scope().codes())
                .param("admins", range.admins());
    }

    /** Has nobody else change accounts until the caller's transaction ends; they may log in meanwhile. */
    void lock() {
        jdbc.sql("lock table app_user in share row exclusive mode").update();
    }

    /** @return false if there is one of that name */
    boolean add(Account account, String passwordHash) {
        return jdbc.sql("""
                        insert into app_user (name, password_hash, roles, created_at, display_name, mail, language)
                        values (:name, :hash, :roles, :at, :shown, :mail, :language)
                        on conflict do nothing
                        """)
                        .param("name", account.name())
                        .param("hash", passwordHash)
                        .param("roles", account.roles().toArray(String[]::new))
                        .param("at", account.createdAt().atOffset(ZoneOffset.UTC))
                        .param("shown", account.displayName())
                        .param("mail", account.mail())
                        .param("language", account.language())
                        .update()
                == 1;
    }

    void change(Account account) {
        jdbc.sql("""
                        update app_user set roles = :roles, display_name = :shown, mail = :mail, language = :language
                        where name = :name
                        """)
                .param("name", account.name())
                .param("roles", account.roles().toArray(String[]::new))
                .param("shown", account.displayName())
                .param("mail", account.mail())
                .param("language", account.language())
                .update();
    }

    void remove(String name) {
        jdbc.sql("delete from app_user where name = ?").param(name).update();
    }

    boolean anyAdministrator() {
        return jdbc.sql("select exists (select from app_user, unnest(roles) as role where upper(role) = 'ADMIN')")
                .query(Boolean.class)
                .single();
    }

    private static Account account(ResultSet row) throws SQLException {
        var roles = Arrays.asList((String[]) row.getArray("roles").getArray());
        var shown = row.getString("display_name");
        return new Account(
                row.getString("name"),
                shown == null ? row.getString("name") : shown,
                row.getString("mail"),
                row.getString("language"),
                roles.stream().flatMap(role -> Membership.named(role).stream()).toList(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
