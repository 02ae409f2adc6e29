package org.duban.views;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Views and columns in PostgreSQL. */
@Component
final class JdbcViews {

    private final JdbcClient jdbc;

    JdbcViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Has nobody else change views of this owner until the transaction ends, so that what was counted holds. */
    void hold(OwnerOfViews owner) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:owner, 20260520))")
                .param("owner", owner.key())
                .query((row, number) -> number)
                .list();
    }

    /** By their names. */
    List<SavedView> of(OwnerOfViews owner) {
        return jdbc.sql("select name, query, saved_at from saved_view where owner = :owner order by name")
                .param("owner", owner.key())
                .query((row, number) -> view(row))
                .list();
    }

    Optional<SavedView> view(OwnerOfViews owner, String name) {
        return jdbc.sql("select name, query, saved_at from saved_view where owner = :owner and name = :name")
                .param("owner", owner.key())
                .param("name", name)
                .query((row, number) -> view(row))
                .optional();
    }

    void save(OwnerOfViews owner, SavedView view) {
        jdbc.sql("""
                        insert into saved_view (owner, account, name, query, saved_at)
                        values (:owner, :account, :name, :query, :at)
                        on conflict (owner, name) do update set query = excluded.query, saved_at = excluded.saved_at
                        """)
                .param("owner", owner.key())
                .param("account", owner.account())
                .param("name", view.name())
                .param("query", view.query())
                .param("at", view.savedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void rename(OwnerOfViews owner, String name, String other) {
        jdbc.sql("update saved_view set name = :other where owner = :owner and name = :name")
                .param("other", other)
                .param("owner", owner.key())
                .param("name", name)
                .update();
    }

    /** @return whether there was one */
    boolean remove(OwnerOfViews owner, String name) {
        return jdbc.sql("delete from saved_view where owner = :owner and name = :name")
                        .param("owner", owner.key())
                        .param("name", name)
                        .update()
                == 1;
    }

    /** Empty where none were chosen. */
    List<String> columns(OwnerOfViews owner) {
        return jdbc.sql("select columns from ledger_columns where owner = :owner")
                .param("owner", owner.key())
                .query((row, number) ->
                        List.of((String[]) row.getArray("columns").getArray()))
                .optional()
                .orElse(List.of());
    }

    /** @param columns none: as nobody has chosen */
    void keepColumns(OwnerOfViews owner, List<String> columns) {
        if (columns.isEmpty()) {
            jdbc.sql("delete from ledger_columns where owner = :owner")
                    .param("owner", owner.key())
                    .update();
            return;
        }
        jdbc.sql("""
                        insert into ledger_columns (owner, account, columns) values (:owner, :account, :columns)
                        on conflict (owner) do update set columns = excluded.columns
                        """)
                .param("owner", owner.key())
                .param("account", owner.account())
                .param("columns", columns.toArray(String[]::new))
                .update();
    }

    private static SavedView view(ResultSet row) throws SQLException {
        Instant at = row.getObject("saved_at", OffsetDateTime.class).toInstant();
        return new SavedView(row.getString("name"), row.getString("query"), at);
    }
}
