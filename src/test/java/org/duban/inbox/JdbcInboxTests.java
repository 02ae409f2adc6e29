package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.duban.TestDatabase;
import org.duban.directory.Scope;
import org.duban.inbox.InboxTable.Fate;
import org.duban.inbox.mime.IncomingMail;
import org.duban.inbox.mime.MailParser;
import org.duban.reasons.Reason;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class JdbcInboxTests {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.create("inbox"));
    private final JdbcInbox face = new JdbcInbox(jdbc);
    private final JdbcInboxTable inbox = new JdbcInboxTable(jdbc, new JsonMapper());

    @Test
    void takesEachMailInOnce() {
        var mail = mail("已收到\u0000");

        assertThat(inbox.add(mail, NOW)).isPresent();
        assertThat(inbox.add(mail, NOW)).isEmpty();
        assertThat(face.find(InboxQuery.newest(10), Scope.EVERYTHING))
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

        assertThat(ids(face.find(InboxQuery.newest(10), Scope.EVERYTHING))).containsExactly(second, first);
        assertThat(ids(face.find(new InboxQuery(Set.of(), null, null, null, second, 10), Scope.EVERYTHING)))
                .containsExactly(first);
        assertThat(ids(face.find(
                        new InboxQuery(Set.of(InboxState.REPLY), null, "county-office", notice, null, 10),
                        Scope.EVERYTHING)))
                .containsExactly(first);
        assertThat(face.find(InboxQuery.newest(10).in(InboxState.FORGED), Scope.EVERYTHING))
                .isEmpty();
    }

    @Test
    void showsOnlyWhatCameFromUnitsOfAScope() {
        var notice = new UUID(1, 2);
        var known = inbox.add(mail("one"), NOW).orElseThrow();
        inbox.settle(known, Fate.of(InboxState.AUTO_REPLY, notice, null).about("education", "county-office"));
        var unknown = inbox.add(mail("two"), NOW).orElseThrow();
        var unit = Scope.of(Set.of("education"));
        // Whoever is of the office alone, and not of those below it, sees its own business only.
        var office = Scope.of(Set.of("county-office"));

        assertThat(ids(face.find(InboxQuery.newest(10), unit))).containsExactly(known);
        assertThat(ids(face.find(InboxQuery.newest(10), office))).isEmpty();
        assertThat(face.mail(known, unit)).isPresent();
        assertThat(face.mail(known, office)).isEmpty();
        assertThat(face.mail(unknown, unit)).isEmpty();
        assertThat(List.of(face.waiting(unit), face.waiting(Scope.EVERYTHING))).containsExactly(0L, 1L);
        assertThat(face.autoReplies(List.of(notice), unit)).hasSize(1);
        assertThat(face.autoReplies(List.of(notice), office)).isEmpty();
    }

    @Test
    void knowsWhatNobodyHasDealtWith() {
        var mail = inbox.add(mail("请来电"), NOW).orElseThrow();

        assertThat(face.waiting(Scope.EVERYTHING)).isEqualTo(1);
        assertThat(face.dealtWith(mail, "admin", NOW)).isTrue();
        assertThat(face.dealtWith(mail, "other", NOW.plusSeconds(5))).isFalse();
        assertThat(face.waiting(Scope.EVERYTHING)).isZero();
        assertThat(face.find(new InboxQuery(Set.of(), true, null, null, null, 10), Scope.EVERYTHING))
                .singleElement()
                .extracting(InboxMail::dealtBy, InboxMail::dealtAt)
                .containsExactly("admin", NOW);
        assertThat(face.takeUpAgain(mail)).isTrue();
        assertThat(face.takeUpAgain(mail)).isFalse();
        assertThat(face.find(new InboxQuery(Set.of(), false, null, null, null, 10), Scope.EVERYTHING))
                .hasSize(1);
    }

    @Test
    void findsTheAbsencesOfSomeNotices() {
        var notice = new UUID(1, 2);
        var mail = inbox.add(mail("休假至12月1日"), NOW).orElseThrow();
        inbox.settle(
                mail,
                Fate.of(InboxState.AUTO_REPLY, notice, Reason.text("a program")).away(LocalDate.parse("2026-12-01")));

        assertThat(face.autoReplies(List.of(notice, new UUID(3, 4)), Scope.EVERYTHING))
                .singleElement()
                .extracting(InboxMail::awayUntil)
                .isEqualTo(LocalDate.parse("2026-12-01"));
        assertThat(face.autoReplies(List.of(new UUID(3, 4)), Scope.EVERYTHING)).isEmpty();
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

    private static IncomingMail mail(String text) {
        return MailParser.parse(("Subject: s\r\n\r\n" + text).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
