package org.duban.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.directory.Scope;
import org.duban.reasons.Reason;
import org.duban.words.ReasonWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was expected and found, as versions before kept it in sentences. */
class GapReasonMigrationTests {

    /** What the version that kept sentences did not say. */
    private static final Set<GapReason> NEVER_A_SENTENCE =
            Set.of(GapReason.NOBODY_COULD_BE_TOLD, GapReason.LEFT_OUT_FOR_NOTHING, GapReason.CAN_BE_TOLD_BY_NOW);

    private final DataSource database = TestDatabase.before("2026.12.01.90", "auditor");
    private final JdbcClient sql = JdbcClient.create(database);

    @Test
    void readsEverySentence() {
        var sentences = """
                the agenda does not know the task                      > NOT_IN_AGENDA[]
                due since 2026-12-01T01:30:00Z                         > DUE_SINCE[2026-12-01T01:30:00Z]
                counts as told until 2026-12-01T01:30:00.000001Z       > TOLD_UNTIL[2026-12-01T01:30:00.000001Z]
                the plan says 2026-12-01T01:30:00Z, the agenda never   > NEVER_WAKES[2026-12-01T01:30:00Z]
                the plan says 2026-12-01T01:30:00Z, the agenda 2026-12-02T01:30:00Z > WAKES_LATE[2026-12-01T01:30:00Z, 2026-12-02T01:30:00Z]
                fell due and was neither told nor left out             > NEITHER_TOLD_NOR_LEFT_OUT[]
                is a task of a unit that is not there; amend its units, or send duban.unit.removed with mergedInto > NO_UNIT_IN_TREE[]
                is to be told, and no notice tells it                  > NO_NOTICE_TELLS[]
                is DEFERRED and would never be tried again             > NEVER_TRIED_AGAIN[DEFERRED]
                in hand since before 2026-12-01T01:30:00Z              > IN_HAND_SINCE[2026-12-01T01:30:00Z]
                is not what its events make of it                      > NOT_OF_ITS_EVENTS[]
                is at revision 7 after 5 events                        > REVISION_AND_EVENTS[7, 5]
                """.lines().map(line -> List.of(line.split(" +> "))).toList();
        sentences.forEach(line -> kept("LATE_WAKE_UP", line.get(0)));

        TestDatabase.migrate(database, "auditor");

        assertThat(reasons())
                .extracting(reason -> reason.code() + reason.arguments())
                .containsExactlyElementsOf(
                        sentences.stream().map(line -> line.get(1)).toList());
        assertThat(reasons())
                .extracting(ReasonWords::english)
                .containsExactlyElementsOf(
                        sentences.stream().map(line -> line.get(0)).toList());
        assertThat(reasons())
                .extracting(Reason::code)
                .containsAll(Arrays.stream(GapReason.values())
                        .filter(reason -> !NEVER_A_SENTENCE.contains(reason))
                        .map(GapReason::name)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UNPLANNABLE    | task T-1 follows the policy "gone", which no version of the rulebook has
            UNPLANNABLE    | due since 2026-12-01T01:30:00Z
            TOLD_TO_NOBODY | no reachable address, and none above
            LATE_WAKE_UP   | a sentence of a version that nobody remembers
            """)
    void leavesWhatOthersSaidAsItIs(String kind, String detail) {
        kept(kind, detail);

        TestDatabase.migrate(database, "auditor");

        assertThat(reasons()).containsExactly(Reason.text(detail));
    }

    private List<Reason> reasons() {
        return new JdbcFindings(sql)
                .find(null, null, 100, Scope.EVERYTHING).stream()
                        .sorted(Comparator.comparing(Finding::id))
                        .map(Finding::why)
                        .toList();
    }

    private void kept(String kind, String detail) {
        sql.sql("""
                insert into audit_finding (kind, task_id, detail, found_at, seen_at)
                values (?, gen_random_uuid()::text, ?, '2026-12-01T04:00:00Z', '2026-12-01T04:00:00Z')
                """).params(kind, detail).update();
    }
}
