package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.activation.DataHandler;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

final class MailboxTests {

    private static MailboxApplication app;

    @BeforeAll
    static void start() {
        app = new MailboxApplication();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void empty() {
        assertThat(app.ask("DELETE", "/mailbox/api/mails").statusCode()).isEqualTo(204);
    }

    @Test
    void listsAMailWithItsHeadersDecoded() throws Exception {
        app.send("education@gyangze.example", reminder("【逾期2天】军人子女入学优待政策落实"));

        var mail = app.json("/mailbox/api/mails").at("/mails/0");

        assertThat(mail.at("/subject").asString()).isEqualTo("【逾期2天】军人子女入学优待政策落实");
        assertThat(mail.at("/from").asString()).isEqualTo("双拥办 <office@gyangze.example>");
        assertThat(mail.at("/recipients/0").asString()).isEqualTo("education@gyangze.example");
        assertThat(mail.at("/kind").asString()).isEqualTo("CHASER");
        assertThat(mail.at("/level").asString()).isEqualTo("RED");
        assertThat(mail.at("/tasks").size()).isEqualTo(2);
        assertThat(mail.at("/receivedAt").asString()).endsWith("Z");
    }

    @Test
    void opensAMailAsTextHtmlSourceAndParts() throws Exception {
        app.send("education@gyangze.example", reminder("提醒"));
        var id = newest();

        var opened = app.json("/mailbox/api/mails/" + id);

        assertThat(opened.at("/text").asString()).isEqualToIgnoringNewLines("请今日办结。");
        assertThat(opened.at("/html").asString()).contains("<p>请今日办结。</p>");
        assertThat(opened.at("/parts/0/type").asString()).isEqualTo("text/calendar");
        var part = app.ask("GET", "/mailbox/api/mails/" + id + "/parts/" + opened.at("/parts/0/index"));
        assertThat(part.body()).isEqualTo("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
        assertThat(part.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(app.ask("GET", "/mailbox/api/mails/" + id + "/source").body())
                .contains("X-Duban-Level: RED\r\n");
    }

    @Test
    void keepsTheVeryBytesThatWereSent() throws Exception {
        var message = reminder("提醒");
        app.send("education@gyangze.example", message);
        var sent = new java.io.ByteArrayOutputStream();
        message.writeTo(sent);

        assertThat(app.ask("GET", "/mailbox/api/mails/" + newest() + "/source").body())
                .isEqualTo(sent.toString(StandardCharsets.UTF_8));
    }

    @Test
    void showsHtmlOnlyInsideASandboxThatLoadsNothing() throws Exception {
        app.send("education@gyangze.example", reminder("提醒"));

        var html = app.ask("GET", "/mailbox/api/mails/" + newest() + "/html");

        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "sandbox allow-popups")
                .doesNotContain("allow-scripts", "allow-same-origin");
        assertThat(html.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(html.body()).contains("<head><base target=\"_blank\">");
    }

    /** Our page may look into this one, and a reader may do nothing in it. */
    @Test
    void letsHtmlBeMeasuredOnlyInsideASandboxInWhichNothingCanBeDone() throws Exception {
        app.send("education@gyangze.example", reminder("提醒"));

        var html = app.ask("GET", "/mailbox/api/mails/" + newest() + "/gauge");

        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
                .endsWith("frame-ancestors 'self'; sandbox allow-same-origin");
        assertThat(html.body())
                .isEqualTo(app.ask("GET", "/mailbox/api/mails/" + newest() + "/html")
                        .body());
    }

    @Test
    void pagesForwardsAndBackwardsWithFilters() throws Exception {
        for (var subject : new String[] {"one", "two", "three"}) {
            app.send(subject.equals("two") ? "a@x.example" : "b@x.example", reminder(subject));
        }
        var newest = newest();

        assertThat(subjects("?limit=2")).isEqualTo("three,two");
        assertThat(subjects("?before=" + (newest - 1))).isEqualTo("one");
        assertThat(subjects("?after=" + (newest - 2))).isEqualTo("two,three");
        assertThat(subjects("?to=A@x.example")).isEqualTo("two");
        assertThat(subjects("?q=THREE%20chaser")).isEqualTo("three");
        assertThat(subjects("?q=nowhere")).isEmpty();
    }

    @Test
    void showsWhatItCanOfABrokenMail() throws Exception {
        var broken = new MimeMessage(
                app.session(),
                new java.io.ByteArrayInputStream(
                        "Content-Type: multipart/mixed\r\nSubject: =?UTF-8?Q?broken\r\n\r\nno parts"
                                .getBytes(StandardCharsets.UTF_8)));
        try (var transport = app.session().getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(broken, InternetAddress.parse("b@x.example"));
        }

        var opened = app.ask("GET", "/mailbox/api/mails/" + newest());

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).contains("broken");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            zh-CN,zh-CN
            'en-GB,zh;q=0.5',en
            bo,en
            zh-TW,zh-CN
            """)
    void speaksTheReadersLanguage(String accepted, String expected) {
        assertThat(app.ask("GET", "/mailbox", "Accept-Language", accepted).body())
                .contains("<html lang=\"" + expected + "\">");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            X-Forwarded-For,203.0.113.7
            Forwarded,for=203.0.113.7
            """)
    void turnsAwayWhatComesThroughAProxy(String header, String value) {
        assertThat(app.ask("GET", "/mailbox/api/mails", header, value).statusCode())
                .isEqualTo(403);
    }

    @Test
    void saysWhereItIsShown() {
        try (var telling = new MailboxApplication("--spring.web.error.include-message=always")) {
            assertThat(telling.ask("GET", "/mailbox/api/mails", "Via", "1.1 proxy")
                            .body())
                    .contains("the mailbox is shown only to programs on its own machine", "; open it there");
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            127.0.0.1,        localhost:8080,  true
            0:0:0:0:0:0:0:1,  [::1]:8080,      true
            127.0.0.1,        LOCALHOST,       true
            127.0.0.1,        evil.example,    false
            127.0.0.1,        localhost.evil,  false
            127.0.0.1,        127.0.0.1.evil,  false
            127.0.0.1,        evil@localhost,  false
            127.0.0.1,        '',              false
            192.0.2.5,        localhost:8080,  false
            10.0.0.5,         127.0.0.1,       false
            """)
    void answersProgramsOfThisMachineOnly(String peer, String asked, boolean expected) {
        var request = new MockHttpServletRequest();
        request.setProtocol("HTTP/1.1");
        request.addHeader("Host", asked);
        // What a proxy says in its place.
        request.setRemoteAddr("127.0.0.1");
        request.setServerName("localhost");

        assertThat(OwnMachineValve.isLocal(request, peer)).isEqualTo(expected);
    }

    @Test
    void believesNoProxyEvenWhereTheProcessDoes() {
        try (var believing = new MailboxApplication("--server.forward-headers-strategy=native")) {
            assertThat(believing.ask("GET", "/mailbox/api/mails").statusCode()).isEqualTo(200);
            assertThat(believing
                            .ask("GET", "/mailbox/api/mails", "X-Forwarded-For", "127.0.0.1")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(raw(believing, "GET /mailbox HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /mailbox HTTP/1.1\\r\\nHost: rebound.example      | 403
            GET /mailbox HTTP/1.1\\r\\nHost: 192.0.2.1:8080      | 403
            GET /mailbox HTTP/1.0\\r\\nHost: localhost           | 403
            GET /mailbox HTTP/1.1\\r\\nHost: localhost           | 200
            """)
    void looksAtTheNameThatWasAskedFor(String request, int status) {
        assertThat(raw(app, request.replace("\\r\\n", "\r\n"))).startsWith("HTTP/1.1 " + status);
    }

    private static String raw(MailboxApplication app, String request) {
        try (var socket = new Socket("localhost", app.address("/").getPort())) {
            socket.getOutputStream()
                    .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void saysThatAMailIsNotKeptAnyMore() {
        assertThat(app.ask("GET", "/mailbox/api/mails/999999").statusCode()).isEqualTo(404);
    }

    private static long newest() {
        return app.json("/mailbox/api/mails").at("/newest").asLong();
    }

    private static String subjects(String query) {
        return String.join(
                ",",
                app.json("/mailbox/api/mails" + query)
                        .at("/mails")
                        .valueStream()
                        .map(mail -> mail.at("/subject").asString())
                        .toList());
    }

    private static MimeMessage reminder(String subject) throws Exception {
        var parts = new MimeMultipart("alternative");
        var text = new MimeBodyPart();
        text.setText("请今日办结。\n", "UTF-8");
        parts.addBodyPart(text);
        var html = new MimeBodyPart();
        html.setText("<html><head><title>x</title></head><body><p>请今日办结。</p></body></html>", "UTF-8", "html");
        parts.addBodyPart(html);
        var calendar = new MimeBodyPart();
        calendar.setDataHandler(new DataHandler(new ByteArrayDataSource(
                "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".getBytes(StandardCharsets.UTF_8),
                "text/calendar; charset=UTF-8")));
        parts.addBodyPart(calendar);
        var message = app.message();
        message.setFrom(new InternetAddress("office@gyangze.example", "双拥办", "UTF-8"));
        message.setSubject(subject, "UTF-8");
        message.setSentDate(new Date(1_790_000_000_000L));
        message.setHeader("X-Duban-Kind", "CHASER");
        message.setHeader("X-Duban-Level", "RED");
        message.setHeader("X-Duban-Tasks", "sy-001, sy-002");
        message.setContent(parts);
        return message;
    }
}
