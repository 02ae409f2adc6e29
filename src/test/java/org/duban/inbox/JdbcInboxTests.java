package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.TestDatabase;
import org.duban.inbox.InboxTable.Fate;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcInboxTests {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    private final JdbcInbox inbox = new JdbcInbox(JdbcClient.create(TestDatabase.create("inbox")));

    @Test
    void takesEachMailInOnce() {
        var mail = mail("已收到\u0000");

        assertThat(inbox.add(mail, NOW)).isPresent();
        assertThat(inbox.add(mail, NOW)).isEmpty();
        assertThat(inbox.find(List.of(), null, null, null, 10))
                .singleElement()
                .extracting(InboxMail::words)
                .isEqualTo("已收到");
    }

    @Test
    void findsByStateOfficeNoticeAndCursor() {
        var notice = new UUID(1, 2);
        var first = inbox.add(mail("one"), NOW).orElseThrow();
        inbox.settle(first, Fate.of(InboxState.REPLY, notice, null).about("education", "county-office"));
        var second = inbox.add(mail("two"), NOW).orElseThrow();

        assertThat(ids(inbox.find(List.of(), null, null, null, 10))).containsExactly(second, first);
        assertThat(ids(inbox.find(List.of(), null, null, second, 10))).containsExactly(first);
        assertThat(ids(inbox.find(List.of(InboxState.REPLY), "county-office", notice, null, 10)))
                .containsExactly(first);
        assertThat(inbox.find(List.of(InboxState.FORGED), null, null, null, 10)).isEmpty();
    }

    @Test
    void readsAFolderAnewThatWasMadeAnew() {
        inbox.markRead("INBOX", 1, 40);
        inbox.markRead("INBOX", 1, 30);

        assertThat(inbox.readUpTo("INBOX", 1)).isEqualTo(40);
        assertThat(inbox.readUpTo("INBOX", 2)).isZero();
        inbox.markRead("INBOX", 2, 3);
        assertThat(inbox.readUpTo("INBOX", 2)).isEqualTo(3);
    }

    @Test
    void sendsEachProbeOnceAndKnowsWhenItCameBack() {
        var probe = new UUID(3, 4);

        assertThat(inbox.addProbe(probe, NOW)).isTrue();
        assertThat(inbox.addProbe(probe, NOW)).isFalse();
        assertThat(inbox.probeBack(new UUID(5, 6), NOW)).isFalse();
        assertThat(inbox.probeBack(probe, NOW.plusSeconds(5))).isTrue();
        assertThat(inbox.probeBack(probe, NOW.plusSeconds(9))).isTrue();
        assertThat(inbox.lastProbe().orElseThrow().backAt()).isEqualTo(NOW.plusSeconds(5));
    }

    private static List<Long> ids(List<InboxMail> mails) {
        return mails.stream().map(InboxMail::id).toList();
    }

    private static Incoming mail(String text) {
        return MailParser.parse(("Subject: s\r\n\r\n" + text).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
