package org.duban.mail;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duban.mail.LetterPage.Fact;
import org.duban.mail.LetterPage.Group;
import org.duban.mail.LetterPage.Item;
import org.duban.mail.LetterPage.Link;
import org.duban.notice.Notice;
import org.duban.notice.NoticeLine;
import org.duban.policy.NoticeLevel;
import org.jspecify.annotations.Nullable;

/** Finds the words for one notice. */
final class PageWriter {

    private static final int LONGEST_SUBJECT = 60;
    private static final List<NoticeLevel> MOST_SEVERE_FIRST =
            List.of(NoticeLevel.RED, NoticeLevel.YELLOW, NoticeLevel.BLUE);

    private final Notice notice;
    private final String baseUrl;
    private final Letters.Detail detail;
    private final Wording wording;

    PageWriter(Notice notice, String baseUrl, Letters.Detail detail) {
        this.notice = notice;
        this.baseUrl = baseUrl;
        this.detail = detail;
        this.wording = Wording.of(notice.locale());
    }

    LetterPage page() {
        return new LetterPage(
                wording.lang(),
                wording.say("product"),
                notice.level(),
                wording.say("level." + notice.level()),
                subject(),
                wording.say("heading." + notice.kind()),
                wording.say("greeting", Harmless.line(notice.recipientName(), 100)),
                lead(),
                groups(),
                wording.say(
                        "date", wording.date("deadline.time", notice.issuedAt().atZone(notice.zone()))),
                List.of(wording.say("footer.sent"), wording.say("footer.id", notice.id())));
    }

    private String subject() {
        var first = bySeverity().get(0);
        var others = notice.lines().size() - 1;
        var key = others == 0 ? "subject.one" : "subject.other";
        var number = String.valueOf(wording.chinese() ? others + 1 : others);
        var around = wording.say(key, head(first), "", number).length();
        return wording.say(key, head(first), title(first, LONGEST_SUBJECT - around), number);
    }

    private String lead() {
        var relayed =
                notice.lines().stream().filter(line -> forUnit(line) != null).count();
        var number = notice.lines().size();
        if (relayed == number) {
            return wording.count("lead.FOR_UNIT", number);
        }
        var alike = notice.lines().stream().allMatch(line -> line.kind() == notice.kind());
        return wording.count("lead." + (alike && relayed == 0 ? notice.kind() : "MIXED"), number);
    }

    private List<Group> groups() {
        var number = 1;
        var groups = new ArrayList<Group>();
        for (var level : MOST_SEVERE_FIRST) {
            var items = new ArrayList<Item>();
            for (var line : notice.lines()) {
                if (line.level() == level) {
                    items.add(item(number++, line));
                }
            }
            if (!items.isEmpty()) {
                groups.add(new Group(level, wording.count("group." + level, items.size()), items));
            }
        }
        return groups;
    }

    private List<NoticeLine> bySeverity() {
        return notice.lines().stream()
                .sorted(java.util.Comparator.comparing(NoticeLine::level).reversed())
                .toList();
    }

    private Item item(int number, NoticeLine line) {
        var unit = forUnit(line);
        return new Item(
                number,
                title(line, detail.title()),
                head(line),
                ask(line),
                unit == null ? null : wording.say("for-unit", unit),
                facts(line),
                links(line));
    }

    private String title(NoticeLine line, int limit) {
        var title = Harmless.line(line.title(), limit);
        return title.isEmpty() ? Harmless.line(line.taskId(), limit) : title;
    }

    /** What matters most about a line, in a few words. */
    private String head(NoticeLine line) {
        var situation = Situation.of(line, notice.issuedAt());
        var lateAlready = situation == Situation.ASSIGNED && Situation.late(line, notice.issuedAt());
        return situation.aboutTime() || lateAlready ? time(line) : wording.say("head." + situation);
    }

    private String time(NoticeLine line) {
        var days = line.workingDaysLeft();
        if (days != 0) {
            return wording.count(days > 0 ? "time.left" : "time.over", Math.abs(days));
        }
        if (Situation.late(line, notice.issuedAt())) {
            return wording.say("time.past");
        }
        var today = notice.issuedAt().atZone(notice.zone()).toLocalDate();
        return wording.say(deadlineDay(line).equals(today) ? "time.today" : "time.none");
    }

    private String ask(NoticeLine line) {
        var situation = Situation.of(line, notice.issuedAt());
        var key = "ask." + situation;
        var requested = requested(line);
        if (requested == null && wording.knows(key + ".undated")) {
            key += ".undated";
        }
        if (!toldAsLead(line) && wording.knows(key + ".assisting")) {
            key += ".assisting";
        }
        if (Situation.late(line, notice.issuedAt()) && wording.knows(key + ".late")) {
            key += ".late";
        }
        return wording.say(key, deadline(line), leadUnit(line), Objects.requireNonNullElse(requested, ""));
    }

    private List<Fact> facts(NoticeLine line) {
        var facts = new ArrayList<Fact>();
        var situation = Situation.of(line, notice.issuedAt());
        var timed = situation.open() && !head(line).equals(time(line));
        add(facts, "deadline", timed ? wording.say("fact.with-time", deadline(line), time(line)) : deadline(line));
        add(facts, "lead-unit", leadUnit(line));
        add(facts, "requested", requested(line));
        add(facts, "reason", shown(line.reason(), detail.reason()));
        if (detail.facts()) {
            add(
                    facts,
                    "status",
                    wording.knows("status." + line.status()) ? wording.say("status." + line.status()) : null);
        }
        if (detail.facts() || line.expectedPercent() != null) {
            add(facts, "progress", percent(reported(line)));
            add(facts, "expected", percent(line.expectedPercent()));
        }
        if (detail.facts()) {
            add(facts, "list", shown(line.list(), detail.note()));
            add(facts, "clause", shown(line.clause(), detail.note()));
            add(facts, "points", points(line.points()));
        }
        add(facts, "task", shown(line.taskId(), detail.note()));
        return facts;
    }

    private void add(List<Fact> facts, String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(wording.say("fact." + key), value));
        }
    }

    private List<Link> links(NoticeLine line) {
        var links = new ArrayList<Link>();
        var id = URLEncoder.encode(line.taskId(), StandardCharsets.UTF_8).replace("+", "%20");
        if (id.length() <= detail.title()) {
            links.add(new Link(wording.say("link.task"), baseUrl + "/tasks/" + id));
        }
        if (line.url() != null && detail.facts()) {
            Harmless.link(line.url()).ifPresent(url -> links.add(new Link(wording.say("link.source"), url)));
        }
        return links;
    }

    private String deadline(NoticeLine line) {
        return line.exactDeadline()
                ? exact(line.deadlineAt().atZone(notice.zone()))
                : wording.date("deadline.day", line.deadlineDate());
    }

    private LocalDate deadlineDay(NoticeLine line) {
        return line.exactDeadline() ? line.deadlineAt().atZone(notice.zone()).toLocalDate() : line.deadlineDate();
    }

    private String exact(ZonedDateTime when) {
        return wording.date(when.getSecond() == 0 ? "deadline.time" : "deadline.second", when);
    }

    private @Nullable String requested(NoticeLine line) {
        var text = line.requestedDeadline();
        if (text == null) {
            return null;
        }
        try {
            return text.length() <= 10
                    ? wording.date("deadline.day", LocalDate.parse(text))
                    : exact(OffsetDateTime.parse(text).atZoneSameInstant(notice.zone()));
        } catch (DateTimeParseException e) {
            return Harmless.line(text, detail.note());
        }
    }

    private boolean toldAsLead(NoticeLine line) {
        var told = line.forUnitZh() == null ? notice.recipientZh() : line.forUnitZh();
        return told.equals(line.leadUnitZh());
    }

    private String leadUnit(NoticeLine line) {
        return Harmless.line(wording.chinese() ? line.leadUnitZh() : line.leadUnitEn(), detail.note());
    }

    private @Nullable String forUnit(NoticeLine line) {
        return shown(wording.chinese() ? line.forUnitZh() : line.forUnitEn(), detail.note());
    }

    /** Who lies behind and has never reported any progress has made none. */
    private static @Nullable Integer reported(NoticeLine line) {
        return line.percent() == null && line.expectedPercent() != null ? Integer.valueOf(0) : line.percent();
    }

    private static @Nullable String percent(@Nullable Integer percent) {
        return percent == null ? null : percent + "%";
    }

    private static @Nullable String points(@Nullable Double points) {
        return points == null || !Double.isFinite(points)
                ? null
                : Harmless.line(BigDecimal.valueOf(points).stripTrailingZeros().toPlainString(), 20);
    }

    private static @Nullable String shown(@Nullable String text, int limit) {
        return text == null ? null : Harmless.line(text, limit);
    }
}
