package org.duban.letter;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.NoticeLine.AlsoTold;
import org.duban.content.Responsibility;
import org.duban.content.TaskFacts.Instruction;
import org.duban.content.TaskFacts.Rest;
import org.duban.letter.LetterPage.Evidence;
import org.duban.letter.LetterPage.Fact;
import org.duban.letter.LetterPage.Item;
import org.duban.letter.LetterPage.Proof;
import org.duban.letter.LetterPage.Quote;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/** Finds the words for what one notice says about each of its tasks. */
final class LineWriter {

    private static final int LONGEST_DESCRIPTION = 2_000;
    /** By it a reply names the task. */
    private static final int LEAST_OF_AN_ID = 40;

    private static final int LONGEST_IN_A_LIST = 300;

    private final Notice notice;
    private final Words wording;
    private final DetailLevel detail;
    private final LetterLinks links;

    LineWriter(Notice notice, Words wording, DetailLevel detail, LetterLinks links) {
        this.notice = notice;
        this.wording = wording;
        this.detail = detail;
        this.links = links;
    }

    Item item(int number, TaskEntry entry, boolean withAsk) {
        var line = entry.main();
        return new Item(
                number,
                title(line, detail.title()),
                entry.lines().stream().map(this::head).distinct().collect(Collectors.joining(" · ")),
                quotes(entry),
                withAsk ? ask(entry) : null,
                first(line),
                evidence(line),
                next(line),
                facts(line, entry),
                detail.links() ? links.of(notice, entry, wording, detail) : List.of());
    }

    /** Instructions come word for word, as far as the letter has room. */
    private List<Quote> quotes(TaskEntry entry) {
        return entry.lines().stream()
                .filter(line -> line.step().equals(ActSteps.INSTRUCTED))
                .flatMap(line -> Stream.ofNullable(line.task().instruction()))
                .distinct()
                .map(this::quote)
                .toList();
    }

    private Quote quote(Instruction instruction) {
        var words = detail.list()
                ? List.of(SafeText.line(instruction.text(), detail.terse() ? detail.title() : LONGEST_IN_A_LIST))
                : instruction
                        .text()
                        .lines()
                        .map(line -> SafeText.line(line, LONGEST_DESCRIPTION))
                        .toList();
        return new Quote(wording.say("quote.label", author(instruction)), words);
    }

    /** Who wrote it, who passed it on, and when. */
    private String author(Instruction instruction) {
        var leader = instruction.leader();
        var zh = instruction.byZh();
        var by = zh == null ? null : wording.name(zh, Objects.requireNonNullElse(instruction.byEn(), zh));
        var day = wording.day(instruction.date());
        return wording.say(
                "quote.author",
                leader == null ? wording.say("quote.leader") : SafeText.line(leader, 100),
                by == null ? day : wording.say("quote.passed-on", SafeText.line(by, 100), day));
    }

    /** The last one, where it is not what is told. */
    private @Nullable String instruction(NoticeLine line, TaskEntry entry) {
        var last = line.task().instruction();
        if (last == null || detail.terse() || !quotes(entry).isEmpty()) {
            return null;
        }
        var text = SafeText.line(last.text(), detail.list() ? detail.title() : detail.reason());
        return wording.say("quote.line", author(last), text);
    }

    /** How a task stands that a forwarded mail is about, and what can be done about it; only a decision is asked for. */
    Item standing(int number, TaskEntry entry) {
        var line = entry.main();
        var first = new ArrayList<Fact>(4);
        add(first, "deadline", deadline(line));
        if (decides(line)) {
            add(first, "requested", moment(line.task().requestedDeadline()));
            add(first, "reason", shown(line.task().reason(), detail.reason()));
        }
        completion(line, first);
        var asks = entry.lines().stream()
                .filter(each -> each.kind() == NoticeKind.REVIEW)
                .map(this::ask)
                .collect(Collectors.joining(wording.say("footer.between")));
        var closed = line.kind() == NoticeKind.CLOSURE;
        return new Item(
                number,
                title(line, detail.title()),
                closed ? head(line) : time(line),
                List.of(),
                asks.isEmpty() ? null : asks,
                first,
                evidence(line),
                List.of(),
                facts(line, entry),
                detail.links() ? links.of(notice, entry, wording, detail) : List.of());
    }

    /** All that is asked of the reader about one task. */
    String ask(TaskEntry entry) {
        return entry.lines().stream()
                .map(this::ask)
                .distinct()
                .collect(Collectors.joining(wording.say("footer.between")));
    }

    String title(NoticeLine line, int limit) {
        return DeadlineWords.title(line.task().title(), line.taskId(), limit);
    }

    /** What matters most about a line, in a few words. */
    String head(NoticeLine line) {
        return relayed(line) ? wording.say("head.UNREACHABLE") : ownHead(line);
    }

    /** The same, as the unit would have read it whose mail is told here. */
    private String ownHead(NoticeLine line) {
        var situation = LineSituation.of(line, notice.issuedAt());
        var lateAlready = situation.assigned() && LineSituation.late(line, notice.issuedAt());
        return situation.aboutTime() || lateAlready ? time(line) : wording.say("head." + situation);
    }

    /** The number as plain digits, as in all mails before. */
    static String count(Words wording, String key, int number) {
        return wording.say(Words.counted(key, number), String.valueOf(number));
    }

    private String time(NoticeLine line) {
        var days = line.task().workingDaysLeft();
        if (days != 0) {
            return count(wording, days > 0 ? "time.left" : "time.over", Math.abs(days));
        }
        if (LineSituation.late(line, notice.issuedAt())) {
            return wording.say("time.past");
        }
        var today = notice.issuedAt().atZone(notice.zone()).toLocalDate();
        return wording.say(deadlineDay(line).equals(today) ? "time.today" : "time.none");
    }

    /** What is asked of the reader about one task. */
    private String ask(NoticeLine line) {
        return relayed(line)
                ? wording.say("ask.UNREACHABLE", deadline(line), leadUnit(line), "", forUnit(line), "")
                : ownAsk(line);
    }

    private String ownAsk(NoticeLine line) {
        var requested = Objects.requireNonNullElse(moment(line.task().requestedDeadline()), "");
        var earlier = Objects.requireNonNullElse(moment(line.task().earlierDeadline()), "");
        return wording.say(askKey(line), deadline(line), leadUnit(line), requested, asker(line), earlier);
    }

    /** What is asked about each of many tasks, without naming any of them. */
    String generalAsk(NoticeLine line) {
        var key = relayed(line) ? "ask.UNREACHABLE" : askKey(line);
        return wording.say(
                key,
                wording.say("general.deadline"),
                wording.say("general.lead-unit"),
                wording.say("general.requested"),
                wording.say(relayed(line) ? "general.unit" : "general.asker"),
                wording.say("general.earlier"));
    }

    private String askKey(NoticeLine line) {
        var key = "ask." + LineSituation.of(line, notice.issuedAt());
        if (!line.task().status().equals("ASSIGNED")) {
            key = variant(key, ".helper");
        }
        if (line.task().askerZh() != null) {
            key = variant(key, ".formerly");
        }
        if (line.task().requestedDeadline() == null) {
            key = variant(key, ".undated");
        }
        if (!toldAsLead(line)) {
            key = variant(key, ".assisting");
        }
        return LineSituation.late(line, notice.issuedAt()) ? variant(key, ".late") : key;
    }

    private String variant(String key, String suffix) {
        return wording.knows(key + suffix) ? key + suffix : key;
    }

    private List<Fact> first(NoticeLine line) {
        var facts = new ArrayList<Fact>(3);
        var deadline = deadline(line);
        if (takenOff(line)) {
            add(facts, "lead-unit-now", leadUnit(line));
            if (!detail.list()) {
                add(facts, "reason", shown(line.task().reason(), detail.reason()));
            }
            return facts;
        }
        var timed = LineSituation.of(line, notice.issuedAt()).open()
                && (relayed(line) || !ownHead(line).equals(time(line)));
        var before = movedFrom(line);
        if (before != null) {
            facts.add(fact("earlier", before).struckOut());
        }
        add(facts, "deadline", timed ? wording.say("fact.with-time", deadline, time(line)) : deadline);
        if (decides(line)) {
            add(facts, "reason", shown(line.task().reason(), detail.reason()));
        }
        completion(line, facts);
        return facts;
    }

    private List<Fact> next(NoticeLine line) {
        var facts = new ArrayList<Fact>(2);
        if (takenOff(line)) {
            return facts;
        }
        if (!detail.list()) {
            add(facts, "also-told", alsoTold(line.alsoTold()));
        }
        if (relayed(line)) {
            var owed = Objects.requireNonNullElse(line.owedKind(), line.kind());
            add(facts, "pass-on", detail.list() ? wording.say("heading." + owed) : ownAsk(line));
        }
        return facts;
    }

    /** What the unit says of its report of completion: whoever reviews it decides by that. */
    private void completion(NoticeLine line, List<Fact> facts) {
        var completion = line.task().completion();
        if (completion == null || detail.terse()) {
            return;
        }
        add(facts, "completion", shown(completion.note(), detail.list() ? detail.title() : detail.reason()));
        if (detail.list() && completion.evidenceInAll() > 0) {
            add(facts, "evidence", count(wording, "evidence.number", completion.evidenceInAll()));
        }
    }

    private @Nullable Evidence evidence(NoticeLine line) {
        var completion = line.task().completion();
        if (completion == null || completion.evidenceInAll() == 0 || detail.list() || takenOff(line)) {
            return null;
        }
        var proofs = completion.evidence().stream().map(this::proof).collect(Collectors.toCollection(ArrayList::new));
        var more = completion.evidenceInAll() - completion.evidence().size();
        if (more > 0) {
            proofs.add(new Proof(count(wording, "evidence.more", more), null));
        }
        return new Evidence(wording.say("fact.evidence"), proofs);
    }

    private Proof proof(String evidence) {
        return SafeText.link(evidence)
                .map(url -> new Proof(SafeText.line(url, detail.note()), url))
                .orElseGet(() -> new Proof(SafeText.line(evidence, detail.note()), null));
    }

    /**
     * What a task is. Where the reader has a page it may be shortened, with the way to all of it; where it has none it stands whole, or
     * else says who has the rest.
     */
    private void description(NoticeLine line, TaskEntry entry, List<Fact> facts) {
        if (detail.list()) {
            return;
        }
        var page = links.page(notice, entry, wording);
        var description = shown(line.task().description(), page.isPresent() ? detail.reason() : LONGEST_DESCRIPTION);
        if (description == null || description.isEmpty()) {
            return;
        }
        if (!description.endsWith("…")) {
            facts.add(fact("description", description));
        } else if (page.isPresent()) {
            facts.add(fact("description", description).readAt(page.get()));
        } else {
            facts.add(fact("description", wording.say("description.cut", description)));
        }
    }

    /** Whoever reads of a task first during a hold would wait for reminders. */
    private @Nullable String hold(@Nullable Rest hold) {
        if (hold == null) {
            return null;
        }
        var until = hold.until();
        var rests = until == null ? wording.say("hold.open") : wording.say("hold.until", wording.day(until));
        var why = shown(hold.reason(), detail.note());
        return why == null ? rests : wording.say("hold.why", rests, why);
    }

    private List<Fact> facts(NoticeLine line, TaskEntry entry) {
        var facts = new ArrayList<Fact>(12);
        if (takenOff(line)) {
            add(facts, "task", called(line));
            return facts;
        }
        description(line, entry, facts);
        add(facts, "instruction", instruction(line, entry));
        if (!(detail.terse() && leadUnit(line).equals(reader()))) {
            add(facts, "lead-unit", leadUnit(line));
        }
        if (!decides(line)) {
            add(facts, "requested", moment(line.task().requestedDeadline()));
        }
        if (!detail.list() && !decides(line)) {
            add(facts, "reason", shown(line.task().reason(), detail.reason()));
        }
        if (detail.everything()) {
            add(facts, "earlier", movedFrom(line) == null ? moment(line.task().earlierDeadline()) : null);
        }
        add(facts, "hold", hold(line.task().hold()));
        if (detail.list()) {
            // Beside the words of somebody else there may be no room.
            if (notice.mail() == null || !detail.least()) {
                facts.add(standing(line));
            }
            if (line.task().expectedPercent() != null) {
                add(facts, "expected", percent(line.task().expectedPercent()));
            }
        } else {
            add(facts, "status", status(line));
            add(facts, "progress", progress(line));
            add(facts, "expected", percent(line.task().expectedPercent()));
            add(facts, "list", shown(line.task().list(), detail.note()));
            add(facts, "clause", shown(line.task().clause(), detail.note()));
            add(facts, "points", points(line.task().points()));
        }
        add(facts, "task", called(line));
        return facts;
    }

    /** Its number, and beside it the id by which it is answered. */
    private String called(NoticeLine line) {
        var id = SafeText.line(line.taskId(), Math.max(detail.note(), LEAST_OF_AN_ID));
        var number = line.task().number();
        return number == null || number.equals(line.taskId())
                ? id
                : wording.say("number.and-id", SafeText.line(number, 100), id);
    }

    /** Whose task it is not any more has nothing to do with how it stands, but may be asked who has it. */
    private boolean takenOff(NoticeLine line) {
        return !relayed(line) && LineSituation.of(line, notice.issuedAt()) == LineSituation.TAKEN_OFF;
    }

    /** The deadline that a line says was moved; null if it says nothing of the kind. */
    private @Nullable String movedFrom(NoticeLine line) {
        return LineSituation.of(line, notice.issuedAt()).aboutMove()
                ? moment(line.task().earlierDeadline())
                : null;
    }

    /** Whether it is about a decision, to be made or made: then its reason belongs to what is read first. */
    private boolean decides(NoticeLine line) {
        return !detail.list() && (line.kind() == NoticeKind.REVIEW || line.kind() == NoticeKind.DECISION);
    }

    private void add(List<Fact> facts, String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(fact(key, value));
        }
    }

    Fact fact(String key, String value) {
        return fact(wording, key, value);
    }

    static Fact fact(Words wording, String key, String value) {
        var label = wording.say("fact." + key);
        return new Fact(label, value, wording.say("pair", label, value));
    }

    /** Who else was told; null if nobody knows any more. */
    @Nullable
    String alsoTold(@Nullable AlsoTold told) {
        if (told == null) {
            return null;
        }
        var reader = wording.name(notice.recipientZh(), notice.recipientEn());
        var names = told.named().stream()
                .map(unit -> wording.name(unit.zh(), unit.en()))
                .filter(name -> !name.equals(reader))
                .map(name -> SafeText.line(name, detail.note()))
                .toList();
        if (names.isEmpty()) {
            return wording.say("told.nobody");
        }
        var joined = String.join(wording.say("told.between"), names);
        var more = told.number() - told.named().size();
        return more > 0 ? wording.say("told.more", joined, String.valueOf(more)) : joined;
    }

    /** The deadline as it is to stand in the reader's calendar. */
    Letter.Deadline calendar(NoticeLine line) {
        var words = new DeadlineWords(wording);
        return new Letter.Deadline(
                line.taskId(),
                Objects.requireNonNullElse(
                        line.task().calendarSequence(), line.task().revision()),
                !LineSituation.of(line, notice.issuedAt()).open() || answersWhoLedBefore(line),
                words.summary(title(line, Math.min(detail.title(), DeadlineWords.LONGEST_TITLE))),
                detail.list() ? "" : words.notes(leadUnit(line), line.taskId()),
                line.task().deadlineDate(),
                line.task().exactDeadline() ? line.task().deadlineAt() : null,
                detail.list() ? null : DeadlineWords.link(line.task().url()));
    }

    private String deadline(NoticeLine line) {
        return line.task().exactDeadline()
                ? wording.time(line.task().deadlineAt().atZone(notice.zone()))
                : wording.day(line.task().deadlineDate());
    }

    private LocalDate deadlineDay(NoticeLine line) {
        return line.task().exactDeadline()
                ? line.task().deadlineAt().atZone(notice.zone()).toLocalDate()
                : line.task().deadlineDate();
    }

    /** A date or instant as an event gave it. */
    private @Nullable String moment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() <= 10
                    ? wording.day(LocalDate.parse(text))
                    : wording.time(OffsetDateTime.parse(text).atZoneSameInstant(notice.zone()));
        } catch (DateTimeParseException e) {
            return SafeText.line(text, detail.note());
        }
    }

    private boolean toldAsLead(NoticeLine line) {
        var responsibility = line.task().responsibility();
        return responsibility == null
                ? owedTo(line).equals(line.task().leadUnitZh())
                : responsibility == Responsibility.LEAD;
    }

    /** Whether it answers a unit that asked before the task changed hands, and has nothing to do with it any more. */
    boolean answersWhoLedBefore(NoticeLine line) {
        if (line.asks() != NoticeKind.DECISION || line.task().askerZh() == null) {
            return false;
        }
        var responsibility = line.task().responsibility();
        return responsibility == null
                ? owedTo(line).equals(line.task().askerZh())
                : responsibility == Responsibility.NONE;
    }

    /** The name of the unit whose mail it is, whoever reads it; units of several counties may share one. */
    private String owedTo(NoticeLine line) {
        return line.forUnitZh() == null ? notice.recipientZh() : line.forUnitZh();
    }

    private String leadUnit(NoticeLine line) {
        return SafeText.line(wording.name(line.task().leadUnitZh(), line.task().leadUnitEn()), detail.note());
    }

    private String reader() {
        return SafeText.line(wording.name(notice.recipientZh(), notice.recipientEn()), detail.note());
    }

    /** Whether another unit's mail is told here because that unit cannot be reached. */
    static boolean relayed(NoticeLine line) {
        return line.forUnitZh() != null;
    }

    private String forUnit(NoticeLine line) {
        var zh = Objects.requireNonNullElse(line.forUnitZh(), "");
        return SafeText.line(wording.name(zh, Objects.requireNonNullElse(line.forUnitEn(), zh)), detail.note());
    }

    /** Who asked for the extension, where that is not the lead unit. */
    private String asker(NoticeLine line) {
        var zh = Objects.requireNonNullElse(line.task().askerZh(), "");
        return SafeText.line(
                wording.name(zh, Objects.requireNonNullElse(line.task().askerEn(), zh)), detail.note());
    }

    /** Who lies behind and has never reported any progress has made none. */
    private static @Nullable Integer reported(NoticeLine line) {
        return line.task().percent() == null && line.task().expectedPercent() != null
                ? Integer.valueOf(0)
                : line.task().percent();
    }

    /** The same in one line, as each of many tasks has it. */
    private Fact standing(NoticeLine line) {
        var points = points(line.task().points());
        var all = Stream.of(
                        status(line),
                        progress(line),
                        shown(line.task().list(), detail.note()),
                        shown(line.task().clause(), detail.note()),
                        points == null ? null : wording.say("points", points))
                .filter(text -> text != null && !text.isEmpty())
                .collect(Collectors.joining(" · "));
        return new Fact("", all, all);
    }

    private @Nullable String status(NoticeLine line) {
        var status = "status." + line.task().status();
        return wording.knows(status) ? wording.say(status) : null;
    }

    /** Who has reported complete has said that all is done, whatever was reported before. */
    private @Nullable String progress(NoticeLine line) {
        var reported = line.task().status().equals("STRUCK_OFF") ? null : percent(reported(line));
        if (!line.task().status().equals("SUBMITTED")) {
            return reported;
        }
        return reported == null ? wording.say("progress.complete") : wording.say("progress.complete-after", reported);
    }

    private static @Nullable String percent(@Nullable Integer percent) {
        return percent == null ? null : percent + "%";
    }

    private static @Nullable String points(@Nullable Double points) {
        return points == null || !Double.isFinite(points)
                ? null
                : SafeText.line(BigDecimal.valueOf(points).stripTrailingZeros().toPlainString(), 20);
    }

    private static @Nullable String shown(@Nullable String text, int limit) {
        return text == null ? null : SafeText.line(text, limit);
    }
}
