package org.duban.letter;

import org.duban.content.Notice;
import org.duban.words.Languages;

/** Writes the mails of notices without sending them, as the senders would, for those who want to know what would go out. */
public final class MailRenderer {

    private final Letters letters;
    private final MailWriter writer;

    MailRenderer(LetterProperties settings, Languages languages) {
        this.letters = new Letters(LetterLinks.WITHOUT_ANSWERS, languages, settings.sender());
        this.writer = new MailWriter(settings.sender());
    }

    /** The mail of a notice, headers and all; the same notice always gives the same mail. */
    public Rendered render(Notice notice) {
        var letter = letters.letter(notice);
        var mail = writer.write(notice, letter, notice.address());
        return new Rendered(letter.subject(), mail.bytes().length);
    }

    /**
     * What a mail looks like from outside.
     *
     * @param subject as its reader sees it
     * @param bytes how large it is on the wire, headers and all
     */
    public record Rendered(String subject, int bytes) {}
}
