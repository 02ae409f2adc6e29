package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
final class JdbcNoticesTests extends NoticeTableContract {

    private static final DataSource DATABASE = TestDatabase.create("notice");
    private static final Instant NOW = Instant.parse("2026-11-30T01:30:00Z");

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);

    JdbcNoticesTests() {
        super(NoticeTables.in(DATABASE));
    }

    /** As in an update in which processes of two releases send side by side. */
    @Test
    void leavesNoticesOfAKindThatItDoesNotKnowToProcessesThatDo(CapturedOutput log) {
        var notices = new JdbcNotices(jdbc, JsonMapper.builder().build());
        var known = issued();
        var newer = issued();
        notices.insert(List.of(newer, known), NOW);
        jdbc.sql("update notice set kind = 'TELEPHONED', level = 'RED', next_attempt_at = :due where id = :id")
                .param("due", java.sql.Timestamp.from(NOW.minusSeconds(60)))
                .param("id", newer.id())
                .update();
        var ids = List.of(newer.id(), known.id());

        var nextAttemptAt = notices.nextAttemptAt();
        var told = notices.claim(ids, NOW, UUID.randomUUID(), NOW.plusSeconds(1));
        var due = notices.claimDue(NOW.plusSeconds(2), 10, UUID.randomUUID(), NOW.plus(Duration.ofMinutes(5)));

        assertThat(nextAttemptAt).contains(NOW);
        assertThat(List.of(told, due))
                .allSatisfy(claimed -> assertThat(claimed)
                        .extracting(each -> each.notice().id())
                        .containsExactly(known.id()));
        assertThat(notices.settled(newer.id())).isEmpty();
        assertThat(jdbc.sql("select state from notice where id = :id")
                        .param("id", newer.id())
                        .query(String.class)
                        .single())
                .isEqualTo("ISSUED");
        saysSoOnce(log);
    }

    private void saysSoOnce(CapturedOutput log) {
        var registry = new SimpleMeterRegistry();
        var unknown = new UnknownKinds(registry, new JdbcQueues(jdbc), () -> NOW);

        unknown.read();
        unknown.read();

        assertThat(registry.get("duban.notices.unknown").gauge().value()).isOne();
        assertThat(log.toString()).containsOnlyOnce("kinds={TELEPHONED=1}");
    }

    @Test
    void countsWhatCameBackAsWaitingAsLongAsItIsSentAgain() {
        var notices = new JdbcNotices(jdbc, JsonMapper.builder().build());
        var again = issued();
        var lost = issued();
        notices.insert(List.of(again, lost), NOW);
        jdbc.sql("update notice set state = 'BOUNCED', sent_at = issued_at, next_attempt_at = null")
                .update();
        jdbc.sql("update notice set next_attempt_at = :day where id = :id")
                .param("day", java.sql.Timestamp.from(NOW.plus(Duration.ofDays(1))))
                .param("id", again.id())
                .update();

        var queue = new JdbcQueues(jdbc).notices(NOW.plus(Duration.ofHours(20)));

        assertThat(queue.get(NoticeState.BOUNCED)).isEqualTo(new JdbcQueues.Queue(1, null));
    }

    private static NoticeTable.Issued issued() {
        return new NoticeTable.Issued(
                UUID.randomUUID(),
                null,
                "education",
                "education@duban.example",
                NoticeKind.CHASER,
                NoticeLevel.BLUE,
                NOW,
                NOW,
                null,
                null);
    }
}
