package org.duban.mail;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.duban.notice.Notice;

/** Writes letters: the same notice always gives the same letter, in its reader's language, as text and as HTML. */
final class Letters {

    /** Mail readers cut longer HTML off (Gmail at 102 KB). */
    static final int MOST_HTML_BYTES = 98_000;

    private static final int FEW = 10;

    private final String baseUrl;
    private final Function<LetterPage, String> html;

    /** @param baseUrl where people reach the pages of this installation; links start with it */
    Letters(URI baseUrl) {
        this(baseUrl, precompiled());
    }

    Letters(URI baseUrl, Function<LetterPage, String> html) {
        this.baseUrl = baseUrl.toString().replaceAll("/+$", "");
        this.html = html;
    }

    /** @throws RuntimeException if it cannot be rendered: our mistake, see {@link #plain} */
    Letter letter(Notice notice) {
        var detail = notice.lines().size() > FEW ? Detail.SHORT : Detail.FULL;
        var letter = letter(notice, detail);
        while (tooLong(letter) && detail != Detail.TERSE) {
            detail = detail.less();
            letter = letter(notice, detail);
        }
        return letter;
    }

    /** The bare facts, by the simplest means there are, for when {@link #letter} fails. */
    static Letter plain(Notice notice) {
        var text = new StringBuilder(Harmless.line(notice.recipientName(), 100)).append("\n\n");
        for (var line : notice.lines()) {
            text.append("* ").append(Harmless.line(line.title(), 200)).append('\n');
            text.append("  ").append(line.kind()).append(", ").append(line.level());
            text.append(", ").append(line.deadlineDate()).append('\n');
            text.append("  ")
                    .append(Harmless.line(line.leadUnitZh(), 100))
                    .append(" / ")
                    .append(Harmless.line(line.leadUnitEn(), 100))
                    .append("\n\n");
        }
        var first = notice.lines().get(0);
        return new Letter(
                Harmless.line("Duban " + first.deadlineDate() + ": " + first.title(), 60), text.toString(), null);
    }

    private Letter letter(Notice notice, Detail detail) {
        var page = new PageWriter(notice, baseUrl, detail).page();
        return new Letter(page.subject(), PlainText.of(page), html.apply(page));
    }

    private static boolean tooLong(Letter letter) {
        var html = letter.html();
        return html != null
                && html.length() * 3L > MOST_HTML_BYTES
                && html.getBytes(StandardCharsets.UTF_8).length > MOST_HTML_BYTES;
    }

    private static Function<LetterPage, String> precompiled() {
        var engine =
                TemplateEngine.createPrecompiled(null, ContentType.Html, Letters.class.getClassLoader(), "org.duban");
        return page -> {
            var output = new StringOutput(16_384);
            engine.render("mail/letter.jte", page, output);
            return output.toString();
        };
    }

    /**
     * How much of outside texts is shown.
     *
     * @param title most characters of a title
     * @param reason most characters of a reason
     * @param note most characters of anything else
     * @param facts whether everything known is listed, or only what is needed to act
     */
    record Detail(int title, int reason, int note, boolean facts) {
        static final Detail FULL = new Detail(300, 500, 120, true);
        static final Detail SHORT = new Detail(160, 160, 80, false);
        static final Detail TERSE = new Detail(50, 30, 30, false);

        Detail less() {
            return this == FULL ? SHORT : TERSE;
        }
    }
}
