package org.duban.letter;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerLinks;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.letter.LetterPage.Link;
import org.duban.letter.LetterPage.Look;
import org.duban.policy.NoticeKind;
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

    /**
     * One task has all of its links; in a long list each has the one that is asked for, or both ways to decide. An office in charge finds all
     * else that it may do on its page of the task; of several tasks only that.
     */
    List<Link> of(Notice notice, TaskEntry entry, Words wording, DetailLevel detail) {
        var links = new ArrayList<Link>(5);
        for (var answer : answers(notice, entry, detail)) {
            var label = wording.say("link." + answer.answer());
            links.add(link(wording, label, answer.url(), look(answer.answer(), links.isEmpty(), detail)));
        }
        var alone = links.isEmpty();
        var offered = alone && !detail.list() && entry.lines().stream().anyMatch(LetterLinks::wanted);
        acts(notice, entry)
                .filter(url -> alone || !detail.list())
                .map(url -> link(
                        wording,
                        wording.say(closed(entry) ? "link." + Answer.REOPENED : alone ? "link.act" : "link.more"),
                        url,
                        offered ? Look.OFFERED : Look.PLAIN))
                .ifPresent(links::add);
        source(entry, wording, detail).ifPresent(links::add);
        return links;
    }

    private static Look look(Answer answer, boolean first, DetailLevel detail) {
        if (detail.list()) {
            return Look.PLAIN;
        }
        return answer.office() ? Look.OFFERED : first ? Look.ASKED : Look.PLAIN;
    }

    /** Each answer once, whichever of the lines asks for it. */
    private List<AnswerLinks.Link> answers(Notice notice, TaskEntry entry, DetailLevel detail) {
        var all = entry.lines().stream()
                .flatMap(line -> answers.of(notice, line).stream())
                .distinct()
                .toList();
        var decides = all.stream().anyMatch(link -> link.answer().decision());
        var shown = all.stream()
                .filter(link -> !link.answer().office() || detail.everything() && !decides)
                .toList();
        return shown.stream()
                .filter(link -> !detail.list()
                        || link.equals(shown.get(0))
                        || link.answer().decision())
                .toList();
    }

    private Optional<URI> acts(Notice notice, TaskEntry entry) {
        return entry.lines().stream()
                .flatMap(line -> answers.ofTask(notice, line).stream())
                .findFirst();
    }

    /** Whether all that an office in charge may do is to undo the closure. */
    private static boolean closed(TaskEntry entry) {
        return entry.lines().stream().allMatch(NoticeLine::closes);
    }

    /**
     * Whether a line wants something of the reader itself: not of the unit in whose place it reads it, nor does it only inform, as of
     * what others have decided.
     */
    private static boolean wanted(NoticeLine line) {
        return !line.forInformation()
                && line.forUnitZh() == null
                && line.kind() != NoticeKind.CLOSURE
                && line.kind() != NoticeKind.DECISION;
    }

    private static Optional<Link> source(TaskEntry entry, Words wording, DetailLevel detail) {
        return Optional.ofNullable(entry.main().task().url())
                .filter(url -> detail.everything())
                .flatMap(SafeText::link)
                .map(url -> link(wording, wording.say("link.source"), URI.create(url), Look.PLAIN));
    }

    /** The page of a task on which all of it can be read; empty where the reader has none. */
    Optional<Link> page(Notice notice, TaskEntry entry, Words wording) {
        return acts(notice, entry)
                .or(() -> entry.lines().stream()
                        .flatMap(line -> answers.of(notice, line).stream())
                        .map(AnswerLinks.Link::url)
                        .findFirst())
                .map(url -> link(wording, wording.say("link.whole"), url, Look.PLAIN));
    }

    /** Where all tasks of a letter are answered on one page; empty where it has one alone, or nothing can be answered. */
    Optional<Link> ofAll(Notice notice, Words wording) {
        var answerable = notice.lines().stream()
                .filter(line -> asks(notice, line) || Answer.inCharge(line))
                .toList();
        var asked = answerable.stream().anyMatch(line -> asks(notice, line));
        var number = tasks(answerable);
        return number == 0 || tasks(notice.lines()) == 1
                ? Optional.empty()
                : answers.ofAll(notice)
                        .map(url -> link(
                                wording,
                                wording.count(kind(asked, answerable, number == tasks(notice.lines())), number),
                                url,
                                asked ? Look.ASKED : Look.PLAIN));
    }

    /**
     * What the link for all is called: for a unit, for an office in charge of all of them, and where nothing is asked; where
     * the letter tells of more tasks, it does not speak of "these".
     */
    private static String kind(boolean asked, List<NoticeLine> answerable, boolean all) {
        if (!asked) {
            return all ? "link.acts" : "link.acts-some";
        }
        if (answerable.stream().allMatch(Answer::inCharge)) {
            return all ? "link.charge" : "link.charge-some";
        }
        return all ? "link.all" : "link.all-some";
    }

    private static boolean asks(Notice notice, NoticeLine line) {
        return !Answer.to(notice, line).isEmpty() || Answer.inCharge(line) && wanted(line);
    }

    private static long tasks(List<NoticeLine> lines) {
        return lines.stream().map(NoticeLine::taskId).distinct().count();
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
        var first = answerable.get(0);
        var example = wording.say("reply." + byMail(notice, first).get(0)) + " "
                + SafeText.line(first.taskId(), LONGEST_NUMBER);
        var tasks = notice.lines().stream().map(NoticeLine::taskId).distinct().count();
        return Optional.of(wording.say(Words.counted("reply", tasks), all, example));
    }

    /** Asked without the links themselves, as each costs a seal. */
    private static List<Answer> byMail(Notice notice, NoticeLine line) {
        return Answer.to(notice, line).stream().filter(Answer::byMail).toList();
    }

    static Link link(Words wording, String label, URI url, Look look) {
        return new Link(label, url.toString(), wording.say("pair", label, url), look);
    }

    private static final class NoAnswers implements AnswerLinks {
        @Override
        public List<Link> of(Notice notice, NoticeLine line) {
            return List.of();
        }

        @Override
        public Optional<URI> ofTask(Notice notice, NoticeLine line) {
            return Optional.empty();
        }

        @Override
        public Optional<URI> ofAll(Notice notice) {
            return Optional.empty();
        }
    }
}
