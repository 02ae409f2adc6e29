package org.duban.inbox;

import java.nio.charset.StandardCharsets;

/** Mails as other programs write them. */
public final class Mails {

    private Mails() {}

    public static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] reply(String to, String text) {
        return bytes("""
                From: =?UTF-8?B?5pWZ6IKy5bGA?= <staff@education.example>
                To: <%s>
                Subject: =?UTF-8?B?5Zue5aSNOiDnnaPlip4=?=
                Message-ID: <%s@education.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                %s
                """.formatted(to, Math.abs((to + text).hashCode()), text));
    }

    /** In the shape that Postfix gives to its reports. */
    public static byte[] postfix(String to, String recipient, String action, String status, String words) {
        return bytes("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.example (Mail Delivery System)
                Subject: Undelivered Mail Returned to Sender
                To: %1$s
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                	boundary="8F2C1A.1/mx.example"
                Message-Id: <20261123.8F2C1A@mx.example>

                This is a MIME-encapsulated message.

                --8F2C1A.1/mx.example
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                Your mail did not get where it should.

                --8F2C1A.1/mx.example
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example
                X-Postfix-Queue-ID: 8F2C1A
                X-Postfix-Sender: rfc822; %1$s
                Arrival-Date: Mon, 23 Nov 2026 09:30:01 +0800 (CST)

                Final-Recipient: rfc822; %2$s
                Original-Recipient: rfc822;%2$s
                Action: %3$s
                Status: %4$s
                Remote-MTA: dns; mail.far.example
                Diagnostic-Code: smtp; %5$s

                --8F2C1A.1/mx.example
                Content-Description: Undelivered Message
                Content-Type: message/rfc822

                Subject: what was sent
                Auto-Submitted: auto-generated

                已完成
                --8F2C1A.1/mx.example--
                """.formatted(to, recipient, action, status, words));
    }

    /** In the shape that Exchange gives to its reports: HTML first, folded and typed fields. */
    public static byte[] exchange(String to, String recipient) {
        return bytes("""
                From: <postmaster@exchange.example>
                To: <%1$s>
                Date: Mon, 23 Nov 2026 01:31:00 +0000
                Content-Type: multipart/report; report-type=delivery-status;
                	boundary="c3a9_exchange_"
                X-MS-Exchange-Message-Is-Ndr:
                Content-Language: zh-CN
                Message-ID: <ndr-1@exchange.example>
                In-Reply-To: <x@duban.example>
                Subject: =?gb2312?B?zrS0q7XdOg==?= test
                Auto-Submitted: auto-replied
                MIME-Version: 1.0

                --c3a9_exchange_
                Content-Type: multipart/alternative; differences=Content-Type;
                	boundary="inner_exchange_"

                --inner_exchange_
                Content-Type: text/plain; charset="us-ascii"

                The address was not found.

                --inner_exchange_
                Content-Type: text/html; charset="us-ascii"

                <html><body>The address was not found.</body></html>

                --inner_exchange_--

                --c3a9_exchange_
                Content-Type: message/delivery-status

                Reporting-MTA: dns;exchange.example
                Received-From-MTA: dns;mx.duban.example
                Arrival-Date: Mon, 23 Nov 2026 01:30:59 +0000

                Original-Recipient: rfc822;%2$s
                Final-Recipient: rfc822;%2$s
                Action: failed
                Status: 5.1.10
                Diagnostic-Code: smtp;550 5.1.10 recipient not found by
                 lookup

                --c3a9_exchange_
                Content-Type: message/rfc822

                Subject: what was sent

                --c3a9_exchange_--
                """.formatted(to, recipient));
    }

    /** In the shape of a Chinese provider: Chinese words in GB2312, a bare status, no original recipient. */
    public static byte[] chineseProvider(String to, String recipient) {
        return bytes("""
                From: postmaster@provider.example
                To: %1$s
                Subject: =?GBK?B?z7XNs83L0MU=?=
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="----=_Part_77"

                ------=_Part_77
                Content-Type: text/html; charset=gb2312
                Content-Transfer-Encoding: base64

                PHA+zcvQxTwvcD4=
                ------=_Part_77
                Content-Type: message/delivery-status; name="details.txt"
                Content-Transfer-Encoding: 7bit

                Reporting-MTA: dns;provider.example

                Final-Recipient: RFC822;%2$s
                Action: Failed
                Status: 5.0.0
                Diagnostic-Code: smtp;550 User not found

                ------=_Part_77--
                """.formatted(to, recipient));
    }

    static byte[] absence(String to) {
        return bytes("""
                Return-Path: <>
                From: staff@education.example
                To: <%s>
                Subject: =?UTF-8?B?6Ieq5Yqo5Zue5aSNOiDkvJHlgYc=?=
                Message-ID: <away-1@education.example>
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8

                已收到。我将于12月1日返回。
                """.formatted(to));
    }
}
