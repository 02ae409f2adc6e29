package org.duban.letter;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.function.Function;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.reasons.Reason;
import org.duban.words.Languages;

/** Writes letters: the same notice always gives the same letter, in its reader's language, as text and as HTML. */
public final class Letters {

    /** Mail readers cut longer mails off (Gmail at 102 KB). */
    static final int MOST_BYTES = 99_700;

    /** The words of letters and of what is sent with them. */
    static final String BUNDLE = "mail";

    private final LetterLinks links;
    private final Languages languages;
    private final LetterSize sizes;
    private final Function<LetterPage, String> html;

    /** @param sender whose mails they become */
    public Letters(LetterLinks links, Languages languages, InternetAddress sender) {
        this(links, languages, sender, precompiled());
    }

    Letters(LetterLinks links, Languages languages, InternetAddress sender, Function<LetterPage, String> html) {
        this.links = links;
        this.languages = languages;
        this.sizes = new LetterSize(sender);
        this.html = html;
    }

    /** @throws RuntimeException if it cannot be rendered: our mistake, see {@link #plain} */
    public Letter letter(Notice notice) {
        var tasks = TaskEntry.of(notice).size();
        var detail = DetailLevel.of(notice.mail() == null ? tasks : Math.max(2, tasks));
        var letter = letter(notice, detail);
        while (tasks > 1 && sizes.ofMail(letter, notice) > MOST_BYTES && !detail.least()) {
            detail = detail.less();
            letter = letter(notice, detail);
        }
        return letter;
    }

    /** The bare facts, by the simplest means there are, for when {@link #letter} fails. */
    public static Letter plain(Notice notice) {
        var text = new StringBuilder(SafeText.line(notice.recipientName(), 100));
        PageWriter.standingIn(notice)
                .ifPresent(deputy -> text.append(" (")
                        .append(SafeText.line(deputy.name(), 60))
                        .append(" / ")
                        .append(SafeText.line(String.join(", ", deputy.contacts()), 200))
                        .append(')'));
        text.append("\n\n");
        var mail = notice.mail();
        if (mail != null) {
            text.append(SafeText.line(mail.sender(), 300)).append(":\n");
            mail.words()
                    .lines()
                    .forEach(line ->
                            text.append("> ").append(SafeText.line(line, 600)).append('\n'));
            text.append('\n');
        }
        for (var line : notice.lines()) {
            text.append("* ").append(SafeText.line(line.task().title(), 200)).append('\n');
            text.append("  ").append(line.kind()).append(", ").append(line.level());
            text.append(", ").append(line.task().deadlineDate()).append('\n');
            text.append("  ").append(bothNames(line)).append("\n\n");
        }
        return new Letter(
                notice.locale().toLanguageTag(),
                plainSubject(notice),
                text.toString(),
                null,
                List.of(),
                mail == null ? null : mail.answerTo());
    }

    private static String plainSubject(Notice notice) {
        var mail = notice.mail();
        if (mail != null) {
            return SafeText.line("Duban: " + mail.sender() + ": " + mail.subject(), 60);
        }
        var first = notice.lines().get(0);
        return SafeText.line(
                "Duban " + first.task().deadlineDate() + ": " + first.task().title(), 60);
    }

    private static String bothNames(NoticeLine line) {
        return SafeText.line(line.task().leadUnitZh(), 100) + " / "
                + SafeText.line(line.task().leadUnitEn(), 100);
    }

    private Letter letter(Notice notice, DetailLevel detail) {
        var mail = notice.mail();
        if (mail != null) {
            var words = languages.words(BUNDLE, notice.locale());
            var reasons = languages.words(Reason.BUNDLE, notice.locale());
            var page = new ForwardedPage(notice, words, reasons, detail, links).page();
            return new Letter(
                    page.lang(), page.subject(), PlainText.of(page), html.apply(page), List.of(), mail.answerTo());
        }
        var writer = new PageWriter(notice, languages.words(BUNDLE, notice.locale()), detail, links);
        var page = writer.page();
        return new Letter(
                page.lang(),
                page.subject(),
                PlainText.of(page),
                html.apply(page),
                writer.deadlines(),
                writer.answering().map(NoticeLine.Office::address).orElse(null));
    }

    static Function<LetterPage, String> precompiled() {
        var engine =
                TemplateEngine.createPrecompiled(null, ContentType.Html, Letters.class.getClassLoader(), "org.duban");
        return page -> {
            var output = new StringOutput(16_384);
            engine.render("letter/letter.jte", page, output);
            return output.toString();
        };
    }
}
