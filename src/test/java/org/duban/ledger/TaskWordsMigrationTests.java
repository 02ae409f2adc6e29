package org.duban.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.duban.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database takes words apart as {@link FoldedWords} does, for the tasks that were there before. */
class TaskWordsMigrationTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "督", "督办督办", "a-1\n落实 ＡＢ\n2.3", "𠮷野家𠮷", "ß İ Σ"})
    void takesApartAlike(String text) {
        var database = TestDatabase.before("2026.12.03.10", "ledger");
        var sql = JdbcClient.create(database);
        var words = FoldedWords.of(text);
        sql.sql("insert into task_words (task_id, words) values ('one', ?)")
                .param(words.text())
                .update();

        TestDatabase.migrate(database, "ledger");

        var runs =
                sql.sql("select unnest(runs) from task_words").query(Long.class).list();
        assertThat(runs)
                .containsExactlyInAnyOrder(Arrays.stream(words.runs()).boxed().toArray(Long[]::new));
    }

    @Test
    void aPairIsNotItsCharactersTheOtherWayRound() {
        assertThat(FoldedWords.of("甲乙").asked())
                .isNotEqualTo(FoldedWords.of("乙甲").asked());
    }
}
