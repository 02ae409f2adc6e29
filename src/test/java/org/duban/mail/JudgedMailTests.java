package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.duban.content.Notice;
import org.duban.letter.LetterGallery;
import org.duban.letter.Letters;
import org.duban.letter.MailWriter;
import org.duban.letter.NoticeFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Every kind of mail in both languages, read by programs that had no hand in writing it. */
class JudgedMailTests {

    private final Letters letters = LetterGallery.letters();
    private final MailWriter writer = new MailWriter(NoticeFixture.SENDER);

    static Stream<Object[]> kinds() {
        return Stream.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)
                .flatMap(locale -> LetterGallery.notices(locale).entrySet().stream()
                        .map(kind -> new Object[] {kind.getKey() + " " + locale, kind.getValue()}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void twoReadersSeeTheSameMail(String name, Notice notice) throws Exception {
        var letter = letters.letter(notice);
        var bytes = writer.write(notice, letter, notice.address()).bytes();

        var angus = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        var james = james(bytes);

        assertThat(james.getSubject()).isEqualTo(angus.getSubject()).isEqualTo(letter.subject());
        assertThat(james.getMessageId()).isEqualTo(angus.getMessageID());
        assertThat(james.getDate()).isEqualTo(angus.getSentDate());
        var parts = (MimeMultipart) angus.getContent();
        var others = ((Multipart) james.getBody()).getBodyParts();
        // A forwarded mail is no deadline.
        var number = notice.mail() == null ? 3 : 2;
        assertThat(parts.getCount()).isEqualTo(number).isEqualTo(others.size());
        for (var index = 0; index < number; index++) {
            assertThat(new String(
                            ((TextBody) others.get(index).getBody())
                                    .getInputStream()
                                    .readAllBytes(),
                            StandardCharsets.UTF_8))
                    .isEqualTo(new String(
                            parts.getBodyPart(index).getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(others.get(0).getMimeType()).isEqualTo("text/plain");
        assertThat(others.get(1).getMimeType()).isEqualTo("text/html");
        if (number == 3) {
            assertThat(others.get(2).getMimeType()).isEqualTo("text/calendar");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aStrictParserFindsNothingInTheHtml(String name, Notice notice) throws Exception {
        var found = new ArrayList<String>();
        var parser = new HtmlParser(XmlViolationPolicy.ALLOW);
        parser.setContentHandler(new DefaultHandler());
        parser.setErrorHandler(new Collecting(found));

        parser.parse(new InputSource(
                new StringReader(String.valueOf(letters.letter(notice).html()))));

        assertThat(found).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyTextStandsOutFromWhatItStandsOn(String name, Notice notice) {
        var html = String.valueOf(letters.letter(notice).html());
        var split = html.indexOf("@media (prefers-color-scheme:dark)");
        var light = colours(html.substring(0, split));
        var dark = colours(html.substring(split, html.indexOf("</style>")));
        for (var mode : List.of(light, dark)) {
            for (var level : List.of("RED", "YELLOW", "BLUE")) {
                assertReadable(mode.get(".chip-" + level + " color"), mode.get(".chip-" + level + " background"));
                assertReadable(mode.get("td color"), mode.get(".ask-" + level + " background"));
                assertReadable(mode.get(".soft td color"), mode.get(".ask-" + level + " background"));
                assertReadable(mode.get("a color"), mode.get(".ask-" + level + " background"));
            }
            assertReadable(mode.get("td color"), mode.get(".card background"));
            assertReadable(mode.get(".soft td color"), mode.get(".card background"));
        }
    }

    private static final Pattern RULE = Pattern.compile("([.\\w, -]+)\\{([^{}]*)}");
    private static final Pattern COLOUR = Pattern.compile("(color|background):#([0-9a-f]{3,6})");

    private static Map<String, String> colours(String css) {
        var colours = new HashMap<String, String>();
        var rules = RULE.matcher(css);
        while (rules.find()) {
            var found = COLOUR.matcher(rules.group(2));
            while (found.find()) {
                for (var selector : rules.group(1).split(",")) {
                    colours.put(selector.strip() + " " + found.group(1), found.group(2));
                }
            }
        }
        return colours;
    }

    /** WCAG 2.2, 1.4.3. */
    private static void assertReadable(String text, String ground) {
        var one = luminance(text) + 0.05;
        var other = luminance(ground) + 0.05;
        assertThat(Math.max(one, other) / Math.min(one, other))
                .as(text + " on " + ground)
                .isGreaterThanOrEqualTo(4.5);
    }

    private static double luminance(String hex) {
        var full = hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex;
        var sum = 0.0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (var i = 0; i < 3; i++) {
            var share = Integer.parseInt(full.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static Message james(byte[] bytes) throws Exception {
        var builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.STRICT);
        return builder.parseMessage(new ByteArrayInputStream(bytes));
    }

    private record Collecting(List<String> found) implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            found.add(e.getLineNumber() + ": " + e.getMessage());
        }

        @Override
        public void error(SAXParseException e) {
            warning(e);
        }

        @Override
        public void fatalError(SAXParseException e) {
            warning(e);
        }
    }
}
