package org.duban.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCauseTests {

    /** Codes and words as servers write them; the address is blamed only where nothing else can be meant. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.1.0  | words                                                                   | ADDRESS
            5.1.1  | no words                                                                | ADDRESS
            5.1.2  | no words                                                                | ADDRESS
            5.1.3  | no words                                                                | ADDRESS
            5.1.6  | no words                                                                | ADDRESS
            5.1.10 | no words                                                                | ADDRESS
            5.2.1  | no words                                                                | ADDRESS
            5.1.7  | no words                                                                | POLICY
            5.1.8  | 553 5.1.8 Domain of sender address does not exist                       | POLICY
            5.0.0  | no words                                                                | UNCLEAR
            5.0.0  | 550 User not found                                                      | ADDRESS
            5.0.0  | SMTP error, RCPT TO: 550 5.1.1 <a@b.example>: User unknown              | ADDRESS
            5.0.0  | 550 5.1.1 something                                                     | ADDRESS
            5.0.0  | 550 Mailbox not found                                                   | ADDRESS
            5.0.0  | 550 No such user here                                                   | ADDRESS
            5.0.0  | 550 Requested action not taken: mailbox unavailable                     | ADDRESS
            5.4.4  | Host or domain name not found. Name service error for name=a.example    | ADDRESS
            5.0.0  | 550 收件人不存在                                                        | ADDRESS
            5.0.0  | 550 用户不存在或已注销                                                  | ADDRESS
            5.2.2  | no words                                                                | MAILBOX_FULL
            5.0.0  | 552 Quota exceeded (mailbox for user is full)                           | MAILBOX_FULL
            5.1.1  | 552 5.2.2 Over quota                                                    | MAILBOX_FULL
            5.0.0  | 550 收件人邮箱已满                                                      | MAILBOX_FULL
            5.2.3  | no words                                                                | MESSAGE
            5.3.4  | 552 message size exceeds limit                                          | MESSAGE
            5.4.6  | 554 5.4.6 Too many hops                                                 | ROUTE
            5.4.316| Message expired, connection refused                                     | ROUTE
            5.4.1  | no words                                                                | ROUTE
            5.0.0  | 550 Ip frequency limited                                                | SENDER_BLOCKED
            5.0.0  | 550 Connection frequency limited                                        | SENDER_BLOCKED
            5.7.1  | 554 5.7.1 Service unavailable; client blocked using zen.spamhaus.org    | SENDER_BLOCKED
            5.1.1  | 550 5.7.1 IP address blacklisted by recipient                           | SENDER_BLOCKED
            5.2.1  | 550-5.2.1 The user is receiving mail at a rate that prevents more       | SENDER_BLOCKED
            5.0.0  | 550 发信频率过高                                                        | SENDER_BLOCKED
            5.0.0  | 550 DMARC check failed                                                  | POLICY
            5.7.1  | 554 5.7.1 relay access denied                                           | POLICY
            5.7.1  | no words                                                                | POLICY
            5.0.0  | 554 looks like spam                                                     | POLICY
            5.1.0  | 550 5.1.0 <bounce@a.example> sender rejected                            | POLICY
            5.1.0  | 550 5.1.0 192.0.2.2 is not allowed to send from <a.example> per its SPF | POLICY
            5.0.0  | 550 Denied by policy                                                    | POLICY
            5.0.0  | 550 怀疑是垃圾邮件                                                      | POLICY
            5.0.0  | 554 Transaction failed                                                  | UNCLEAR
            5.0.0  | 550 Rejected                                                            | UNCLEAR
            5.0.0  | 550 <mail.example.org>: Helo command rejected: Host not found           | POLICY
            5.0.0  | 550 mailbox unavailable 550-Reject due to policy restrictions.          | POLICY
            5.0.0  | 550 mailbox unavailable 550 invalid DNS MX or A/AAAA resource record    | POLICY
            ''     | 550 mailbox unavailable 550 Reject due to policy restrictions.          | POLICY
            5.0.0  | 550 Mailbox not found or access denied                                  | POLICY
            5.0.0  | 550 Verification failed for <bounce+x@example.org>: No such user        | POLICY
            5.0.0  | 550 Unknown host: client 192.0.2.2 not in DNS                           | POLICY
            5.0.0  | 553 host not found                                                      | UNCLEAR
            5.0.0  | 553 sorry, your envelope from domain must exist / host not found        | POLICY
            5.0.0  | 550 Invalid account: you must log in to send                            | POLICY
            5.0.0  | 550 User suspended for today: you exceed daily limit                    | SENDER_BLOCKED
            5.0.0  | 550 该域名未备案，域名无效，请联系管理员                                | POLICY
            5.1.1  | 550 5.1.1 <a@b.example>: User unknown; http://antispam.example/policy   | ADDRESS
            5.1.2  | 550 5.1.2 host not found                                                | ADDRESS
            ''     | 530 log in first                                                        | UNCLEAR
            ''     | 521 does not accept mail                                                | ADDRESS
            ''     | 553 bad mailbox                                                         | ADDRESS
            """)
    void isToldByWordsFirstAndThenByTheCode(String status, String words, FailureCause cause) {
        assertThat(FailureCause.of(status, words)).isEqualTo(cause);
    }
}
