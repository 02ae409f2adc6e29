package org.duban.mail;

import java.util.ArrayList;
import java.util.List;
import org.duban.answers.AnswerLinks;
import org.duban.mail.LetterPage.Link;
import org.duban.notice.Notice;
import org.duban.notice.NoticeLine;

/** Where a letter leads for one of its tasks, what matters most first. It never leads to a page that does not exist. */
final class LetterLinks {

    /** For letters that nobody answers: those of a drill, and of processes without pages. */
    static final LetterLinks WITHOUT_ANSWERS = new LetterLinks((notice, line) -> List.of());

    private final AnswerLinks answers;

    LetterLinks(AnswerLinks answers) {
        this.answers = answers;
    }

    /** One task has all of its links; in a long list each has the one that is asked for. */
    List<Link> of(Notice notice, NoticeLine line, Wording wording, Detail detail) {
        var links = new ArrayList<Link>(5);
        answers.of(notice, line).stream()
                .limit(detail.list() ? 1 : Long.MAX_VALUE)
                .forEach(link -> links.add(link(
                        wording, "link." + link.answer(), link.url().toString(), links.isEmpty() && !detail.list())));
        if (detail.everything() && line.task().url() != null) {
            Harmless.link(line.task().url()).ifPresent(url -> links.add(link(wording, "link.source", url, false)));
        }
        return links;
    }

    private static Link link(Wording wording, String words, String url, boolean button) {
        var label = wording.say(words);
        return new Link(label, url, wording.say("pair", label, url), button);
    }
}
