package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.directory.Scope;
import org.duban.inbox.mime.InboxReason;
import org.duban.reasons.Reason;
import org.duban.words.ReasonWords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Why mails had their states, as versions before kept it in sentences. */
class InboxReasonMigrationTests {

    private static final String MIGRATION = "2026.12.01.21";
    /** It had no words, or is younger. */
    private static final Set<InboxReason> WITHOUT_A_SENTENCE = Set.of(
            InboxReason.NO_STATUS,
            InboxReason.WORDS_BESIDE,
            InboxReason.ITS_WORDS,
            InboxReason.REPORT_ON_OTHERS,
            InboxReason.UNREADABLE,
            InboxReason.ANSWERS_A_FORWARDED_MAIL,
            InboxReason.ABOUT_A_FORWARDED_MAIL,
            InboxReason.SENT_BY_OURSELVES,
            InboxReason.NO_OFFICE_TO_FORWARD_TO,
            InboxReason.TOO_MANY_OF_THIS_SENDER,
            InboxReason.TOO_MANY_ABOUT_THIS_NOTICE,
            InboxReason.TOO_MANY_ABOUT_NO_NOTICE);

    private final DataSource database = TestDatabase.before(MIGRATION, "inbox");
    private final JdbcClient sql = JdbcClient.create(database);

    @Test
    void readsEverySentence() {
        var sentences = """
                it came to an address that this installation did not make      > NOT_OUR_ADDRESS[]
                it reports on a mail but did not come to the address of one    > REPORT_WITHOUT_ADDRESS[]
                it came to no reply address of a notice                        > NO_REPLY_ADDRESS[]
                a bounce in a form of its own, not that of RFC 3464            > UNUSUAL_BOUNCE[]
                it came to the address for bounces, but it is no report        > NO_REPORT[]
                written by a program: Auto-Submitted: auto-replied             > BY_A_PROGRAM[Auto-Submitted: auto-replied]
                written by a program: no envelope sender                       > BY_A_PROGRAM[NO_ENVELOPE_SENDER[]]
                written by a program: read receipt                             > BY_A_PROGRAM[READ_RECEIPT[]]
                written by a program: its subject                              > BY_A_PROGRAM[ITS_SUBJECT[]]
                written by a program: a report that came to the reply address  > BY_A_PROGRAM[REPORT_TO_REPLY_ADDRESS[]]
                reported failed 5.1.1 <a@x.example>: 550 no mailbox; there is no such notice > REPORT_ON_NO_NOTICE[FAILED[5.1.1 <a@x.example>, 550 no mailbox]]
                reported failed 5.1.1 <a@x.example>: 550: no 'mailbox' {0}     > FAILED[5.1.1 <a@x.example>, 550: no 'mailbox' {0}]
                reported failed 5.1.1: no words                                > FAILED[5.1.1, NO_WORDS[]]
                reported delayed <a@x.example>: 451 later                      > DELAYED[<a@x.example>, 451 later]
                reported delivered 2.0.0 <a@x.example>: 250 ok                 > DELIVERED[2.0.0 <a@x.example>, 250 ok]
                reported relayed 2.0.0 <a@x.example>: 250 ok                   > RELAYED[2.0.0 <a@x.example>, 250 ok]
                reported expanded 2.0.0 <a@x.example>: 250 ok                  > EXPANDED[2.0.0 <a@x.example>, 250 ok]
                reported lost 5.0.0 <a@x.example>: 550 what                    > REPORTED[lost, 5.0.0 <a@x.example>, 550 what]
                there is no such notice                                        > NO_SUCH_NOTICE[]
                nothing is written above the quotation                         > NOTHING_WRITTEN[]
                it names several tasks (a, b): each needs a reply of its own   > SEVERAL_NAMED[a, b]
                the notice tells of no task any more                           > NO_TASK_ANY_MORE[]
                the notice is about 12 tasks and the reply names none: one of a, b, … belongs in its first line > NONE_NAMED[12, a, b, …]
                its first line begins with none of the words that are understood > OTHER_WORDS[]
                it says done and names a percentage                            > DONE_AND_PERCENTAGE[]
                internal error: SQL state P0001                                > OUR_MISTAKE[SQL state P0001]
                This link has expired                                          > ANSWER_EXPIRED[]
                This task is not known                                         > ANSWER_UNKNOWN[]
                This task is closed                                            > ANSWER_CLOSED[]
                Another unit is in charge now                                  > ANSWER_NOT_YOURS[]
                Recorded already                                               > ANSWER_ANSWERED[]
                Signed for already                                             > ANSWER_SIGNED[]
                Reported complete already                                      > ANSWER_IN_REVIEW[]
                This task is on hold                                           > ANSWER_HELD[]
                The deadline has passed                                        > ANSWER_PAST_DEADLINE[]
                There is nothing to decide here any more                       > ANSWER_DECIDED[]
                Please fill this in.                                           > ANSWER_MISSING[]
                This is too long: 2,000 characters at most.                    > ANSWER_LONG[]
                Write a whole number from 0 to 100.                            > ANSWER_PERCENT[]
                data.by: only the lead unit may report progress                > TEXT[data.by: only the lead unit may report progress]
                """.lines().map(line -> List.of(line.split(" +> "))).toList();
        sentences.forEach(line -> kept(line.get(0)));

        TestDatabase.migrate(database, "inbox");

        assertThat(reasons())
                .extracting(InboxReasonMigrationTests::coded)
                .containsExactlyElementsOf(
                        sentences.stream().map(line -> line.get(1)).toList());
        assertThat(reasons())
                .extracting(ReasonWords::english)
                .containsExactlyElementsOf(
                        sentences.stream().map(line -> line.get(0)).toList());
        assertThat(String.join(" ", sentences.stream().map(line -> line.get(1)).toList()))
                .contains(Stream.of(InboxReason.values())
                        .filter(reason -> !WITHOUT_A_SENTENCE.contains(reason))
                        .map(InboxReason::name)
                        .toList());
    }

    @Test
    void readsAReportThatNamedNoStatus() {
        kept("reported failed: no words");
        kept(null);

        TestDatabase.migrate(database, "inbox");

        assertThat(reasons())
                .extracting(InboxReasonMigrationTests::coded)
                .containsExactly("FAILED[NO_STATUS[], NO_WORDS[]]", "");
    }

    private static String coded(@Nullable Reason reason) {
        return reason == null
                ? ""
                : reason.code()
                        + reason.arguments().stream()
                                .map(argument -> argument instanceof Reason nested ? coded(nested) : argument)
                                .toList();
    }

    private List<@Nullable Reason> reasons() {
        return new JdbcInbox(sql)
                .find(InboxQuery.newest(100), Scope.EVERYTHING).stream()
                        .sorted(Comparator.comparing(InboxMail::id))
                        .map(InboxMail::reason)
                        .toList();
    }

    private void kept(@Nullable String reason) {
        sql.sql("""
                insert into inbox_mail (key, received_at, state, sender, subject, words, reason)
                values (gen_random_uuid()::text, '2026-11-23T04:00:00Z', 'NOT_UNDERSTOOD', '', '', '', ?)
                """).params(reason).update();
    }
}
