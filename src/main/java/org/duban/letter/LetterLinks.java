package org.duban.letter;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duban.answers.Answer;
import org.duban.answers.AnswerLinks;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.letter.LetterPage.Link;
import org.duban.words.Words;

/** Where a letter leads for one of its tasks, what matters most first. It never leads to a page that does not exist. */
public final class LetterLinks {

    private static final int LONGEST_NUMBER = 80;

    /** For letters that nobody answers: those of a drill, and of processes without pages. */
    public static final LetterLinks WITHOUT_ANSWERS = new LetterLinks(new NoAnswers(), false);

    private final AnswerLinks answers;
    private final boolean repliesRead;

    /** @param repliesRead whether a reply to the mail can be an answer, too */
    public LetterLinks(AnswerLinks answers, boolean repliesRead) {
        this.answers = answers;
        this.repliesRead = repliesRead;
    }

    /** One task has all of its links; in a long list each has the one that is asked for, or both ways to decide. */
    List<Link> of(Notice notice, NoticeLine line, Words wording, DetailLevel detail) {
        var links = new ArrayList<Link>(5);
        answers.of(notice, line).stream()
                .filter(link ->
                        !detail.list() || links.isEmpty() || link.answer().decision())
                .forEach(link -> links.add(link(
                        wording,
                        wording.say("link." + link.answer()),
                        link.url().toString(),
                        links.isEmpty() && !detail.list())));
        if (detail.everything() && line.task().url() != null) {
            SafeText.link(line.task().url())
                    .ifPresent(url -> links.add(link(wording, wording.say("link.source"), url, false)));
        }
        return links;
    }

    /** The page of a task on which all of it can be read; empty where the reader has none. */
    Optional<Link> page(Notice notice, TaskEntry entry, Words wording) {
        return entry.lines().stream()
                .flatMap(line -> answers.of(notice, line).stream())
                .findFirst()
                .map(link -> link(wording, wording.say("link.whole"), link.url().toString(), false));
    }

    /** Where all tasks of a letter are answered on one page; empty where it has one alone, or nothing is asked. */
    Optional<Link> ofAll(Notice notice, Words wording) {
        var asked = notice.lines().stream()
                .filter(line -> !Answer.to(notice, line).isEmpty())
                .map(NoticeLine::taskId)
                .distinct()
                .count();
        var several = notice.lines().stream().map(NoticeLine::taskId).distinct().count() > 1;
        return asked == 0 || !several
                ? Optional.empty()
                : answers.ofAll(notice)
                        .map(url -> link(wording, wording.count("link.all", asked), url.toString(), true));
    }

    /** Whether replies to the mail are read here rather than by whom they reach. */
    boolean repliesRead() {
        return repliesRead;
    }

    /** How to answer by a reply instead; empty where nobody reads replies or none of them would be an answer. */
    Optional<String> reply(Notice notice, Words wording) {
        if (!repliesRead) {
            return Optional.empty();
        }
        var answerable = notice.lines().stream()
                .filter(line -> !byMail(notice, line).isEmpty())
                .toList();
        if (answerable.isEmpty()) {
            return Optional.empty();
        }
        var words = answerable.stream()
                .flatMap(line -> byMail(notice, line).stream())
                .distinct()
                .sorted()
                .map(answer -> wording.say("reply." + answer))
                .toList();
        var all = String.join(wording.say("reply.between"), words);
        var example = words.get(0) + " " + SafeText.line(answerable.get(0).taskId(), LONGEST_NUMBER);
        var tasks = notice.lines().stream().map(NoticeLine::taskId).distinct().count();
        return Optional.of(wording.say(Words.counted("reply", tasks), all, example));
    }

    /** Asked without the links themselves, as each costs a seal. */
    private static List<Answer> byMail(Notice notice, NoticeLine line) {
        return Answer.to(notice, line).stream().filter(Answer::byMail).toList();
    }

    static Link link(Words wording, String label, String url, boolean button) {
        return new Link(label, url, wording.say("pair", label, url), button);
    }

    private static final class NoAnswers implements AnswerLinks {
        @Override
        public List<Link> of(Notice notice, NoticeLine line) {
            return List.of();
        }

        @Override
        public Optional<URI> ofAll(Notice notice) {
            return Optional.empty();
        }
    }
}
