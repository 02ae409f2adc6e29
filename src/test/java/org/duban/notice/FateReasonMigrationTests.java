package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.fate.FateReason;
import org.duban.fate.StepMove;
import org.duban.plan.DayWords;
import org.duban.reasons.Reason;
import org.duban.words.ReasonWords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Why steps had their fates, as versions before kept it in sentences. */
class FateReasonMigrationTests {

    /** No version kept them in sentences. */
    private static final Set<FateReason> YOUNGER =
            Set.of(FateReason.CLOSURE_KNOWN, FateReason.CLOSURE_UNKNOWN, FateReason.REOPENED);

    private static final String MIGRATION = "2026.12.01.20";

    private final DataSource database = TestDatabase.before(MIGRATION, "notice");
    private final JdbcClient sql = JdbcClient.create(database);

    @Test
    void readsEverySentence() {
        var sentences = """
                superseded by overdue-2                                      > SUPERSEDED[overdue-2]
                while it waited to be sent, overdue took its place           > OVERTAKEN[overdue]
                held until 2026-12-01T02:00:00Z: no way; told nobody instead > HELD[2026-12-01T02:00:00Z, no way; told nobody instead]
                held until 2026-12-01T02:00:00.123456Z                       > HELD_WITHOUT_REASON[2026-12-01T02:00:00.123456Z]
                held until further notice: 等待上级批复                        > HELD_ON[等待上级批复]
                held until further notice                                    > HELD_ON_WITHOUT_REASON[]
                no reachable address; told office instead                    > TOLD_INSTEAD[office]
                no reachable address, and none above                         > NOBODY_ABOVE[]
                there is no unit "education" any more; told office instead   > GONE_TOLD_INSTEAD[education, office]
                there is no unit "education" any more, and none above        > GONE_NOBODY_ABOVE[education]
                no higher-office above education                             > NO_AUDIENCE[higher-office, education]
                nobody is told: there is no office above education, and no office or leading group anywhere > NOBODY_AT_ALL[office, education]
                had not been told of the task before                         > NEVER_TOLD[]
                had been told this deadline before                           > DEADLINE_KNOWN[]
                not told: education is no unit any more                      > NO_UNIT_ANY_MORE[education]
                for education                                                > IN_PLACE_OF[education]
                550 no mailbox; told office instead                          > REFUSED_TOLD_INSTEAD[550 no mailbox, office]
                450 4.7.1 told to wait; told you so; told office instead     > REFUSED_TOLD_INSTEAD[450 4.7.1 told to wait; told you so, office]
                550 no mailbox; nobody above can be reached                  > REFUSED_NOBODY_ABOVE[550 no mailbox]
                no longer held when it was to be sent: struck off            > STRUCK_OFF[]
                no longer held when it was to be sent: withdrawn             > WITHDRAWN[]
                no longer held when it was to be sent: put on hold           > PUT_ON_HOLD[]
                no longer held when it was to be sent: reported complete     > REPORTED_COMPLETE[]
                no longer held when it was to be sent: signed for            > SIGNED[]
                no longer held when it was to be sent: the review is done    > REVIEWED[]
                no longer held when it was to be sent: no longer behind      > CAUGHT_UP[]
                no longer held when it was to be sent: the deadline is now 2026-12-31 > DEADLINE_MOVED[2026-12-31]
                no longer held when it was to be sent: County Bureau no longer answers for it > UNIT_CHANGED[County Bureau]
                no longer held when it was to be sent: education is no unit any more > UNIT_GONE[education]
                no longer held when it was to be sent: education has the task again > HAS_IT_AGAIN[education]
                no longer held when it was to be sent: the plan has changed  > PLAN_CHANGED[]
                no longer held when it was to be sent                        > NO_LONGER_HELD[]
                what nobody ever said                                        > TEXT[what nobody ever said]
                """.lines().map(line -> List.of(line.split(" +> "))).toList();
        IntStream.range(0, sentences.size())
                .forEach(number -> kept("T-" + number, sentences.get(number).get(0), null));

        TestDatabase.migrate(database, "notice");

        var reasons = IntStream.range(0, sentences.size())
                .mapToObj(number -> step("T-" + number).reason())
                .toList();
        assertThat(reasons)
                .extracting(reason -> reason.code() + reason.arguments())
                .containsExactlyElementsOf(
                        sentences.stream().map(line -> line.get(1)).toList());
        assertThat(reasons)
                .extracting(ReasonWords::english)
                .containsExactlyElementsOf(
                        sentences.stream().map(line -> line.get(0)).toList());
        assertThat(reasons)
                .extracting(Reason::code)
                .containsAll(Stream.of(FateReason.values())
                        .filter(reason -> !YOUNGER.contains(reason))
                        .map(FateReason::name)
                        .toList());
    }

    @Test
    void leavesOutWhatWasSimplyTold() {
        kept("T-1", null, null);

        TestDatabase.migrate(database, "notice");

        assertThat(step("T-1").reason()).isNull();
        assertThat(step("T-1").moved()).isNull();
    }

    @Test
    void showsWhatAnOlderProcessKeepsMeanwhileAsItIs() {
        kept("T-1", "for education", null);
        TestDatabase.migrate(database, "notice");

        sql.sql("update notice_step set reason = 'superseded by overdue'").update();

        assertThat(step("T-1").reason()).isEqualTo(Reason.text("superseded by overdue"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from Sat 2026-10-17: weekend | 原定2026-10-17（周六），适逢周末
            from Sat 2026-10-03: National Day | 原定2026-10-03（周六），适逢国庆节放假
            from Fri 2026-10-16: day off in the calendar county | 原定2026-10-16（周五），日历county定为休息日
            from Thu 2026-12-03: taken by three-days | 原定2026-12-03（周四），须与three-days相隔至少一个工作日
            from Sun 2026-10-04: National Day; then taken by one-day | 原定2026-10-04（周日），适逢国庆节放假；须与one-day相隔至少一个工作日
            """)
    void readsWhyAStepWasMoved(String english, String chinese) {
        var day = english.substring(9, 19);
        var moved = Map.of("from", day, "en", english, "zh", chinese);
        kept("T-1", null, new JsonMapper().writeValueAsString(moved));

        TestDatabase.migrate(database, "notice");

        var read = step("T-1").moved();
        assertThat(read.from()).isEqualTo(day);
        assertThat(read.why()).extracting(Reason::code).doesNotContain(Reason.TEXT);
        assertThat(said(read, Locale.ENGLISH)).isEqualTo(english);
        assertThat(said(read, Locale.CHINESE)).isEqualTo(chinese);
    }

    @Test
    void showsAMoveThatItCannotReadAsItIs() {
        kept("T-1", null, "{\"from\": \"2026-10-03\", \"en\": \"from some day\", \"zh\": \"原定某日\"}");

        TestDatabase.migrate(database, "notice");

        assertThat(said(step("T-1").moved(), Locale.ENGLISH)).isEqualTo("from some day");
    }

    private static String said(StepMove moved, Locale reader) {
        return new DayWords(ReasonWords.of(reader)).moved(moved.from(), moved.why());
    }

    private void kept(String task, @Nullable String reason, @Nullable String moved) {
        sql.sql("""
                insert into notice_step (task_id, revision, step, step_at, audience, recipient, address, kind, level, fate,
                                         reason, moved)
                values (?, 1, 'one-day', '2026-12-01T01:30:00Z', 'lead', 'education', '', 'REMINDER', 'BLUE', 'MOOT',
                        ?, ?::json)
                """).params(task, reason, moved).update();
    }

    private StepRecord step(String task) {
        return new JdbcNotices(sql, new JsonMapper()).steps(task).get(0);
    }
}
