package org.duban.letter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.NoticeLine.AlsoTold;
import org.duban.content.NoticeLine.Name;
import org.duban.content.NoticeLine.Office;
import org.duban.content.NoticeLine.StandingIn;
import org.duban.letter.LetterPage.Fact;
import org.duban.letter.LetterPage.Group;
import org.duban.letter.LetterPage.Item;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/** Finds the words for one notice. */
final class PageWriter {

    private static final int LONGEST_SUBJECT = 60;
    /** If more different things are asked about a list, each stands with its task. */
    private static final int MOST_ASKS = 4;

    private static final List<NoticeLevel> MOST_SEVERE_FIRST =
            List.of(NoticeLevel.RED, NoticeLevel.YELLOW, NoticeLevel.BLUE);

    private final Notice notice;
    private final Words wording;
    private final DetailLevel detail;
    private final LetterLinks links;
    private final LineWriter writer;
    private final List<TaskEntry> entries;
    private final List<NoticeLine> bySeverity;
    private final boolean relayed;
    private final Optional<StandingIn> standingIn;

    PageWriter(Notice notice, Words wording, DetailLevel detail, LetterLinks links) {
        this.notice = notice;
        this.wording = wording;
        this.detail = detail;
        this.links = links;
        this.writer = new LineWriter(notice, wording, detail, links);
        this.entries = TaskEntry.of(notice);
        this.bySeverity = entries.stream()
                .flatMap(entry -> entry.lines().stream())
                .sorted(Comparator.comparing(NoticeLine::level).reversed())
                .toList();
        this.standingIn = standingIn(notice);
        this.relayed = notice.lines().stream().allMatch(LineWriter::relayed);
    }

    LetterPage page() {
        var asks = asks();
        var asksAbove = detail.list() && (asks.size() <= MOST_ASKS || detail.terse());
        var groups = groups(!asksAbove);
        return new LetterPage(
                wording.lang(),
                wording.say("product"),
                notice.level(),
                wording.say("level." + notice.level()),
                subject(),
                detail.everything() ? writer.ask(entries.get(0)) : lead(),
                wording.say("heading." + (relayed ? "UNREACHABLE" : theme(bySeverity.get(0)))),
                greeting(notice, wording),
                standingIn
                        .map(deputy -> lead()
                                + wording.say("footer.between")
                                + wording.say("lead.stand-in", contacts(deputy, wording)))
                        .orElseGet(this::lead),
                wording.say("asked"),
                asksAbove ? asks : List.of(),
                detail.list() ? told() : null,
                null,
                links.ofAll(notice, wording).orElse(null),
                links.reply(notice, wording).orElse(null),
                detail.layout(),
                groups,
                footer());
    }

    /** The deadlines for the reader's calendar, each task once. */
    List<Letter.Deadline> deadlines() {
        if (!detail.calendar()) {
            return List.of();
        }
        var deadlines = new LinkedHashMap<String, Letter.Deadline>();
        for (var line : bySeverity) {
            if (line.kind() != NoticeKind.BULLETIN && !isToStayAsItIs(line)) {
                deadlines.putIfAbsent(line.taskId(), writer.calendar(line));
            }
        }
        return List.copyOf(deadlines.values());
    }

    /**
     * What another unit is to take out of its calendar, the office that reads it in its place keeps in its own. Lines of before
     * know who led before only by its name.
     */
    private boolean isToStayAsItIs(NoticeLine line) {
        var relayed = LineWriter.relayed(line);
        return relayed && LineSituation.of(line, notice.issuedAt()) == LineSituation.TAKEN_OFF
                || writer.answersWhoLedBefore(line) && (relayed || line.task().responsibility() == null);
    }

    /** The office that answers, unless it is the reader. */
    Optional<Office> answering() {
        return notice.lines().stream()
                .flatMap(line -> Optional.ofNullable(line.office()).stream())
                .filter(office -> !office.address().equalsIgnoreCase(notice.address()))
                .filter(office -> !office.zh().equals(notice.recipientZh()))
                .findFirst();
    }

    /** The deputy to whom this mail goes, and for whom; lines from before may know nothing of it. */
    static Optional<StandingIn> standingIn(Notice notice) {
        return notice.lines().stream()
                .flatMap(line -> Optional.ofNullable(line.standingIn()).stream())
                .reduce((one, other) -> new StandingIn(
                        one.name(),
                        Stream.concat(one.contacts().stream(), other.contacts().stream())
                                .distinct()
                                .toList()));
    }

    static String greeting(Notice notice, Words wording) {
        var unit = SafeText.line(wording.name(notice.recipientZh(), notice.recipientEn()), 100);
        return standingIn(notice)
                .map(deputy -> wording.say(
                        "greeting.stand-in", unit, SafeText.line(deputy.name(), 60), contacts(deputy, wording)))
                .orElseGet(() -> wording.say("greeting", unit));
    }

    private static String contacts(StandingIn deputy, Words wording) {
        return deputy.contacts().stream()
                .map(contact -> SafeText.line(contact, 80))
                .collect(Collectors.joining(wording.say("told.between")));
    }

    private String subject() {
        var first = bySeverity.get(0);
        var others = entries.size() - 1;
        var key = Words.counted("subject", others + 1);
        var head = writer.head(first);
        var all = String.valueOf(others + 1);
        var around = wording.say(key, head, "", String.valueOf(others), all).length();
        var title = writer.title(first, Math.max(10, LONGEST_SUBJECT - around));
        return wording.say(key, head, title, String.valueOf(others), all);
    }

    private String lead() {
        var number = entries.size();
        if (relayed) {
            return LineWriter.count(wording, "lead.UNREACHABLE", number);
        }
        var theme = theme(bySeverity.get(0));
        var alike = bySeverity.stream().allMatch(line -> theme(line).equals(theme) && !LineWriter.relayed(line));
        return LineWriter.count(wording, alike ? "lead." + theme : "lead.MIXED", number);
    }

    private String theme(NoticeLine line) {
        var situation = LineSituation.of(line, notice.issuedAt());
        // The deadline of a reminder that waited may have passed by now, and approaches no more.
        var tooLate = situation == LineSituation.OVERDUE && line.kind() == NoticeKind.REMINDER;
        return situation
                .theme()
                .orElse(tooLate ? NoticeKind.CHASER.name() : line.kind().name());
    }

    /** What is asked, each thing once and about how many tasks. */
    private List<String> asks() {
        if (!detail.list()) {
            return List.of();
        }
        var asks = new LinkedHashMap<String, Integer>();
        bySeverity.forEach(line -> asks.merge(writer.generalAsk(line), 1, Integer::sum));
        return asks.entrySet().stream()
                .map(ask -> wording.say(
                        Words.counted("asks", ask.getValue()),
                        String.valueOf(ask.getValue()),
                        capitalised(ask.getKey())))
                .toList();
    }

    /** General words may come to stand at the beginning. */
    private static String capitalised(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** Who was told about any of the tasks. */
    private @Nullable Fact told() {
        var named = new LinkedHashSet<Name>();
        var more = 0;
        for (var line : notice.lines()) {
            var told = line.alsoTold();
            if (told == null) {
                return null;
            }
            named.addAll(told.named());
            more = Math.max(more, told.number());
        }
        var first = named.stream().limit(AlsoTold.MOST_NAMED).toList();
        var all = new AlsoTold(first, Math.max(named.size(), more));
        var words = writer.alsoTold(all);
        return words == null ? null : writer.fact("also-told", words);
    }

    private List<Group> groups(boolean withAsks) {
        var number = 1;
        var groups = new ArrayList<Group>();
        for (var level : MOST_SEVERE_FIRST) {
            var items = new ArrayList<Item>();
            for (var entry : entries) {
                if (entry.main().level() == level) {
                    items.add(writer.item(number++, entry, withAsks));
                }
            }
            if (!items.isEmpty()) {
                groups.add(new Group(level, LineWriter.count(wording, "group." + level, items.size()), items));
            }
        }
        return groups;
    }

    /** Its number; programs know it by its id, which a header bears. */
    static String called(Notice notice) {
        return notice.number() == null ? notice.id().toString() : SafeText.line(notice.number(), 100);
    }

    private List<String> footer() {
        var reply = answering()
                .map(office -> wording.say(
                        links.repliesRead() ? "footer.read" : "footer.reply",
                        SafeText.line(wording.name(office.zh(), office.en()), 80)));
        var issued = wording.time(notice.issuedAt().atZone(notice.zone()));
        var footer = new ArrayList<String>();
        if (!detail.calendar()) {
            footer.add(wording.say("footer.no-calendar"));
        }
        footer.add(wording.say("footer.sent")
                + reply.map(words -> wording.say("footer.between") + words).orElse(""));
        footer.add(wording.say("footer.issued", issued, called(notice)));
        return List.copyOf(footer);
    }
}
