package org.duban.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.CannotCreateTransactionException;

final class FailureClassifierTests {

    private static DataSource database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create("ledger");
    }

    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final FailureClassifier blame = new FailureClassifier(new JdbcPing(jdbc));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            select from nowhere                                                  | true
            select nothing                                                       | true
            set statement_timeout = 1; select pg_sleep(1)                        | true
            begin read only; create table x ()                                   | true
            do $$ begin raise exception 'x' using errcode = '53100'; end $$      | true
            do $$ begin raise exception 'x' using errcode = '40001'; end $$      | true
            do $$ begin raise exception 'x' using errcode = '40P01'; end $$      | true
            do $$ begin raise exception 'x' using errcode = '55P03'; end $$      | true
            do $$ begin raise exception 'x' using errcode = '57P03'; end $$      | true
            do $$ begin raise exception 'x' using errcode = 'XX001'; end $$      | true
            select 1/0                                                           | false
            select 'x'::int                                                      | false
            select '\\u0000'::jsonb                                              | false
            select 1e200000                                                      | false
            select '2026-02-30'::date                                            | false
            do $$ begin raise exception 'x'; end $$                              | false
            do $$ begin raise exception 'x' using errcode = '54000'; end $$      | false
            do $$ begin raise exception 'x' using errcode = 'XX000'; end $$      | false
            insert into task_event (source) values ('x')                         | false
            """)
    void tellsTheWorldFromTheDataByTheStateOfTheDatabase(String sql, boolean theWorlds) {
        assertThat(blame.isTheWorlds(failureOf(sql))).isEqualTo(theWorlds);
    }

    private RuntimeException failureOf(String sql) {
        try {
            jdbc.execute(sql);
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("does not fail: " + sql);
    }

    @Test
    void blamesWhateverIsUnexpectedOnTheData() {
        for (var failure : new Throwable[] {
            new IllegalStateException(),
            new UnsupportedOperationException(),
            new NullPointerException(),
            new StackOverflowError(),
            new NoClassDefFoundError(),
            new AssertionError(),
            new RuntimeException(new Exception(new SQLException("x", "22P05")))
        }) {
            assertThat(blame.isTheWorlds(failure)).as("%s", failure).isFalse();
        }
    }

    @Test
    void triesAgainWhatOnlyTheMomentIsToBlameFor() {
        for (var failure : new Throwable[] {
            new OutOfMemoryError(),
            new CannotAcquireLockException("x"),
            new CannotCreateTransactionException("x"),
            new CannotGetJdbcConnectionException("x"),
            new IllegalStateException(new SQLTransientConnectionException()),
            new RuntimeException(new SQLException("x", "08006"))
        }) {
            assertThat(blame.isTheWorlds(failure)).as("%s", failure).isTrue();
        }
    }

    @Test
    void blamesNothingOnTheDataWhileTheDatabaseDoesNotAnswer() {
        var nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"localhost"});
        nowhere.setPortNumbers(new int[] {1});

        assertThat(new FailureClassifier(new JdbcPing(new JdbcTemplate(nowhere)))
                        .isTheWorlds(new IllegalStateException(new ConnectException())))
                .isTrue();
    }

    @Test
    void namesTheKindWithoutValues() {
        assertThat(FailureClassifier.kind(failureOf("select 'secret'::int"))).isEqualTo("SQL state 22P02");
        assertThat(FailureClassifier.kind(new IllegalStateException("secret"))).isEqualTo("IllegalStateException");
        assertThat(FailureClassifier.kind(new RuntimeException(new SQLException("secret"))))
                .isEqualTo("RuntimeException");
    }
}
