package org.duban.letter;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duban.content.ForwardedMail;
import org.duban.content.Notice;
import org.duban.letter.LetterPage.Fact;
import org.duban.letter.LetterPage.Forwarded;
import org.duban.letter.LetterPage.Group;
import org.duban.letter.LetterPage.Item;
import org.duban.letter.LetterPage.Layout;
import org.duban.words.Words;

/** Finds the words for a notice that forwards a mail: who wrote what, why nobody understood it, and what can be done. */
final class ForwardedPage {

    private static final int LONGEST_SUBJECT = 60;
    private static final int LONGEST_NAME = 31;
    private static final int LONGEST_WORDS = 2_000;
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_LINES = 60;

    private final Notice notice;
    private final ForwardedMail mail;
    private final Words wording;
    private final Words reasons;
    private final DetailLevel detail;
    private final LetterLinks links;
    private final LineWriter writer;

    /** @param reasons the words for why it was not understood */
    ForwardedPage(Notice notice, Words wording, Words reasons, DetailLevel detail, LetterLinks links) {
        this.notice = notice;
        this.mail = Objects.requireNonNull(notice.mail());
        this.wording = wording;
        this.reasons = reasons;
        this.detail = detail;
        this.links = links;
        this.writer = new LineWriter(notice, wording, detail, links);
    }

    LetterPage page() {
        return new LetterPage(
                wording.lang(),
                wording.say("product"),
                notice.level(),
                wording.say("level." + notice.level()),
                subject(),
                first(),
                wording.say("heading." + notice.kind()),
                PageWriter.greeting(notice, wording),
                lead(),
                wording.say("forwarded.asked"),
                List.of(),
                null,
                new Forwarded(
                        facts(), wording.say("forwarded.words"), words(), wording.say("forwarded.asked"), steps()),
                links.ofAll(notice, wording).orElse(null),
                null,
                detail.list() ? Layout.LIST : Layout.FEW,
                groups(),
                footer());
    }

    private String subject() {
        var around = wording.say("subject.FORWARDED", "", "").length();
        var from = SafeText.line(from(), LONGEST_NAME);
        var left = Math.max(10, LONGEST_SUBJECT - around - from.length());
        return SafeText.line(wording.say("subject.FORWARDED", from, SafeText.line(first(), left)), LONGEST_SUBJECT);
    }

    private String from() {
        var unit = mail.unit();
        if (unit != null) {
            return wording.name(unit.zh(), unit.en());
        }
        return mail.sender().isEmpty() ? wording.say("forwarded.nobody") : mail.sender();
    }

    /** What it says in a few words. */
    private String first() {
        return mail.words()
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> SafeText.line(line, 120))
                .orElseGet(() -> mail.subject().isEmpty()
                        ? wording.say("forwarded.no-words")
                        : SafeText.line(mail.subject(), 120));
    }

    private String lead() {
        var unit = mail.unit();
        return unit == null
                ? wording.say("lead.FORWARDED.unknown")
                : wording.say(
                        Words.counted("lead.FORWARDED", notice.lines().size()),
                        SafeText.line(wording.name(unit.zh(), unit.en()), 100));
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>(7);
        var unit = mail.unit();
        if (unit != null) {
            add(facts, "unit", SafeText.line(wording.name(unit.zh(), unit.en()), 100));
        }
        add(facts, "sender", mail.sender().isEmpty() ? wording.say("forwarded.nobody") : mail.sender());
        add(facts, "received", wording.time(mail.receivedAt().atZone(notice.zone())));
        add(facts, "mail-subject", mail.subject());
        add(facts, "attachments", attachments());
        var why = mail.why();
        if (why != null) {
            add(facts, "why", capitalised(SafeText.line(why.in(reasons), 300)));
        }
        return facts;
    }

    private static String capitalised(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** Only their names: what they hold stays where it came. */
    private String attachments() {
        if (mail.attachments().isEmpty()) {
            return "";
        }
        var named = mail.attachments().stream()
                .map(name -> SafeText.line(name, 80))
                .collect(Collectors.joining(wording.say("told.between")));
        var all = mail.moreAttachments() == 0
                ? named
                : wording.say("forwarded.more", named, String.valueOf(mail.moreAttachments()));
        return wording.say("forwarded.attachments", all);
    }

    private void add(List<Fact> facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.add(LineWriter.fact(wording, key, SafeText.line(value, 400)));
        }
    }

    /** Line by line, each made safe; none is more than there is room for. */
    private List<String> words() {
        if (mail.words().isBlank()) {
            return List.of(wording.say("forwarded.no-words"));
        }
        var shown = new ArrayList<String>();
        var left = LONGEST_WORDS;
        for (var line : mail.words().lines().toList()) {
            if (left <= 0 || shown.size() == MOST_LINES) {
                shown.add("…");
                return shown;
            }
            var safe = SafeText.line(line, Math.min(left, LONGEST_LINE));
            shown.add(safe);
            left -= safe.length();
        }
        return shown;
    }

    /** What the reader can do. */
    private List<Forwarded.Step> steps() {
        var steps = new ArrayList<Forwarded.Step>(3);
        var answerTo = mail.answerTo();
        steps.add(new Forwarded.Step(
                answerTo == null
                        ? wording.say("forwarded.answer.none")
                        : wording.say("forwarded.answer", SafeText.line(answerTo, 200)),
                null));
        if (TaskEntry.of(notice).stream()
                .anyMatch(entry -> !links.of(notice, entry, wording, detail).isEmpty())) {
            steps.add(new Forwarded.Step(wording.say("forwarded.act"), null));
        }
        SafeText.link(mail.page())
                .ifPresent(url -> steps.add(new Forwarded.Step(
                        wording.say("forwarded.page"),
                        LetterLinks.link(wording, wording.say("link.inbox"), URI.create(url), LetterPage.Look.PLAIN))));
        return steps;
    }

    private List<Group> groups() {
        var items = new ArrayList<Item>();
        for (var entry : TaskEntry.of(notice)) {
            items.add(writer.standing(items.size() + 1, entry));
        }
        return items.isEmpty()
                ? List.of()
                : List.of(new Group(notice.level(), LineWriter.count(wording, "forwarded.tasks", items.size()), items));
    }

    private List<String> footer() {
        var issued = wording.time(notice.issuedAt().atZone(notice.zone()));
        return List.of(
                wording.say("footer.sent") + wording.say("footer.between") + wording.say("footer.forwarded"),
                wording.say("footer.issued", issued, PageWriter.called(notice)));
    }
}
