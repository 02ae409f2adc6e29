package org.duban.desk;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.desk.InboxPage.Card;
import org.duban.desk.InboxPage.Done;
import org.duban.desk.InboxPage.Fact;
import org.duban.desk.InboxPage.Option;
import org.duban.directory.Scope;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.inbox.InboxMail;
import org.duban.inbox.InboxState;
import org.duban.notice.NoticeRecord;
import org.duban.reasons.Reason;
import org.duban.task.Task;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words for the inbox, in the language of whoever looks at it.
 *
 * @param scope what its reader sees
 * @param notices by their ids, those that the mails came back about
 * @param tasks by their ids, those that these notices told of
 * @param forwarding by the numbers of the mails, the notices that forward them
 */
record InboxPageMaker(
        Words words,
        Words reasons,
        UnitTree units,
        Scope scope,
        Map<java.util.UUID, NoticeRecord> notices,
        Map<String, Task> tasks,
        Map<Long, List<NoticeRecord>> forwarding) {

    private static final int START = 600;
    private static final int MOST_TASKS = 5;

    String summary(long waiting) {
        return waiting == 0 ? words.say("inbox.waiting.none") : words.count("inbox.waiting", waiting);
    }

    String empty(InboxFilter filter, long waiting) {
        if (!filter.show().equals(InboxFilter.WAITING)) {
            return words.say("inbox.empty.other");
        }
        return words.say(waiting == 0 ? "inbox.empty" : "inbox.empty.office");
    }

    InboxPage.Filter filter(InboxFilter filter) {
        var shows = InboxFilter.SHOWS.stream()
                .map(show -> new Option(show, words.say("show." + show), show.equals(filter.show())))
                .toList();
        var offices = units.within(scope).units().stream()
                .filter(unit -> unit.kind() == UnitKind.LEADING_GROUP_OFFICE)
                .sorted(Comparator.comparing(unit -> unit.name(words.locale())))
                .map(unit -> new Option(
                        unit.code(), unit.name(words.locale()), unit.code().equals(filter.office())));
        var any = new Option("", words.say("inbox.any-office"), filter.office() == null);
        return new InboxPage.Filter(
                InboxFilter.PATH, shows, Stream.concat(Stream.of(any), offices).toList());
    }

    /** What to say after a mail was marked, by whomever. */
    Done done(InboxMail mail) {
        var dealt = dealt(mail);
        return dealt == null
                ? new Done(words.say("done.taken-up-again", mail.subject()), null)
                : new Done(words.say("done.dealt-with", mail.subject(), dealt), mail.id());
    }

    Card card(InboxMail mail) {
        var start = mail.words().length() <= START ? mail.words() : start(mail.words());
        return new Card(
                mail.id(),
                words.say("state." + mail.state()),
                tone(mail),
                mail.receivedAt().toString(),
                words.time(mail.receivedAt().atZone(zone(mail))),
                mail.subject().isEmpty() ? words.say("inbox.no-subject") : mail.subject(),
                mail.words(),
                start,
                facts(mail),
                mail.waiting() ? words.say(mail.unit() == null ? "advice.unknown" : "advice." + mail.state()) : null,
                mail.waiting() && mail.unit() != null ? units.reachableAddresses(mail.unit()) : List.of(),
                dealt(mail),
                mail.waiting());
    }

    private static String start(String text) {
        var end = Character.isHighSurrogate(text.charAt(START - 1)) ? START - 1 : START;
        return text.substring(0, end).stripTrailing() + "…";
    }

    private static String tone(InboxMail mail) {
        if (mail.waiting()) {
            return "wait";
        }
        return mail.state() == InboxState.BOUNCE || mail.state() == InboxState.FORGED ? "bad" : "calm";
    }

    private @Nullable String dealt(InboxMail mail) {
        return mail.dealtBy() == null || mail.dealtAt() == null
                ? null
                : words.say(
                        "inbox.dealt", mail.dealtBy(), words.time(mail.dealtAt().atZone(zone(mail))));
    }

    private List<Fact> facts(InboxMail mail) {
        var facts = new ArrayList<Fact>();
        add(facts, "sender", mail.sender().isEmpty() ? words.say("inbox.no-sender") : mail.sender());
        add(facts, "reason", mail.reason() == null ? null : why(mail.reason()));
        add(facts, "away", mail.awayUntil() == null ? null : words.day(mail.awayUntil()));
        add(facts, "event", mail.eventId());
        add(facts, "unit", mail.unit() == null ? null : name(mail.unit()));
        add(facts, "office", mail.office() == null ? null : name(mail.office()));
        forwarded(mail, facts);
        notice(mail).ifPresent(notice -> add(facts, "notice", told(notice, zone(mail))));
        var about = about(mail);
        if (!about.isEmpty()) {
            facts.add(new Fact(words.say("fact.task"), about));
        }
        return facts;
    }

    /** To whom it was forwarded, and what became of that; or why it was not. */
    private void forwarded(InboxMail mail, List<Fact> facts) {
        var to = forwarding.getOrDefault(mail.id(), List.of()).stream()
                .map(notice -> words.say(
                        "fact.forwarded.to",
                        name(notice.recipient()),
                        notice.address(),
                        words.say("delivery." + notice.state())))
                .toList();
        if (!to.isEmpty()) {
            facts.add(new Fact(words.say("fact.forwarded"), to));
        }
        add(facts, "not-forwarded", mail.notForwarded() == null ? null : why(mail.notForwarded()));
    }

    private String why(Reason cause) {
        var said = cause.in(reasons);
        return said.isEmpty() ? said : Character.toUpperCase(said.charAt(0)) + said.substring(1);
    }

    private void add(List<Fact> facts, String key, @Nullable String value) {
        if (value != null) {
            facts.add(new Fact(words.say("fact." + key), List.of(value)));
        }
    }

    private Optional<NoticeRecord> notice(InboxMail mail) {
        return Optional.ofNullable(mail.notice()).map(notices::get);
    }

    private String told(NoticeRecord notice, ZoneId zone) {
        return words.say(
                "fact.notice.told",
                words.say("kind." + notice.kind()),
                words.time(notice.moment().atZone(zone)),
                notice.address());
    }

    /** The task that it names, or else those that the notice told of. */
    private List<String> about(InboxMail mail) {
        var ids = mail.task() != null
                ? List.of(mail.task())
                : notice(mail).map(NoticeRecord::taskIds).orElse(List.of());
        var named = ids.stream().limit(MOST_TASKS).map(this::task);
        var more = ids.size() - MOST_TASKS;
        return Stream.concat(named, more > 0 ? Stream.of(words.say("fact.task.more", more)) : Stream.of())
                .toList();
    }

    private String task(String id) {
        var task = tasks.get(id);
        return task == null ? id : words.say("fact.task.titled", task.matter().title(), id);
    }

    private String name(String code) {
        return units.unit(code).map(unit -> unit.name(words.locale())).orElse(code);
    }

    /** That of the office whose business it is, or of the leading group at the top. */
    private ZoneId zone(InboxMail mail) {
        return Stream.of(Optional.ofNullable(mail.office()), Optional.ofNullable(mail.unit()))
                .flatMap(Optional::stream)
                .flatMap(code -> units.unit(code).stream())
                .findFirst()
                .or(() -> units.units().stream()
                        .filter(unit -> unit.kind() == UnitKind.LEADING_GROUP)
                        .findFirst())
                .map(Unit::zone)
                .orElse(ZoneOffset.UTC);
    }
}
