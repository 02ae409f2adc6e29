package org.duban.notice.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.channel.Delivery;
import org.duban.content.ForwardedMail;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.TaskFactsFactory;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitAddress;
import org.duban.directory.UnitTree;
import org.duban.ledger.TaskLedger;
import org.duban.notice.ForwardedMails;
import org.duban.notice.ForwardedMails.Content;
import org.duban.notice.NoticeEvents;
import org.duban.notice.NoticeTable;
import org.duban.notice.NoticeTable.Claimed;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.NoticeTable.Reading;
import org.duban.notice.OutboxPublisher;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Forwards mails that nobody understood to the people in charge, as notices: on Kafka, through whatever channel, with state,
 * attempts and receipts as all others. The same reader gets a mail once. Everything joins the caller's transaction.
 */
@Component
public final class MailForwarding {

    private static final Logger log = LoggerFactory.getLogger(MailForwarding.class);

    /** The step of what is said about a task for no other reason than that a mail was about it. */
    private static final String STEP = "forwarded";

    private final ForwardedMails mails;
    private final NoticeTable notices;
    private final NoticeEvents events;
    private final TaskLedger ledger;
    private final Planner planner;
    private final Directory directory;
    private final OutboxPublisher publisher;
    private final NoticeMeters meters;
    private final NoticeNames names;
    private final InstantSource clock;

    /** It takes so many because it makes whole notices, from their tasks to Kafka. */
    MailForwarding(
            ForwardedMails mails,
            NoticeTable notices,
            NoticeEvents events,
            TaskLedger ledger,
            Planner planner,
            Directory directory,
            OutboxPublisher publisher,
            NoticeMeters meters,
            NoticeNames names,
            InstantSource clock) {
        this.mails = mails;
        this.notices = notices;
        this.events = events;
        this.ledger = ledger;
        this.planner = planner;
        this.directory = directory;
        this.publisher = publisher;
        this.meters = meters;
        this.names = names;
        this.clock = clock;
    }

    /**
     * What was forwarded.
     *
     * @param office the code of the office
     * @param number to how many of its readers
     */
    public record Forwarded(String office, int number) {}

    /**
     * Forwards a mail to the first of these offices that mail reaches.
     *
     * @param offices their codes
     * @param except addresses that are not to get it, such as its writer's
     * @param tasks the ids of the tasks that it is about; may be empty
     * @return empty if mail reaches none of them
     */
    public Optional<Forwarded> forward(
            ForwardedMail mail, List<String> offices, Set<String> except, Collection<String> tasks) {
        var units = directory.tree();
        var now = clock.instant();
        var had = mails.readersOf(mail.number());
        for (var code : offices) {
            var office = units.unit(code);
            var readers = units.readers(code, now).stream()
                    .filter(reader -> !isAmong(reader, except) && !isAmong(reader, had))
                    .toList();
            if (office.isPresent() && !readers.isEmpty()) {
                var about = ledger.tasks(tasks);
                var known = tasks.stream()
                        .filter(about::containsKey)
                        .map(about::get)
                        .toList();
                var lines = new Lines(units, office.get(), now).about(known);
                return Optional.of(issue(mail, office.get(), readers, lines, now));
            }
        }
        return Optional.empty();
    }

    /** For after the transaction, and without it a little later by itself. */
    public void tell(Forwarded forwarded) {
        meters.forwarded(forwarded.number());
        publisher.nudge();
    }

    /**
     * Forwards what this notice forwards to the next one above, as it reached nobody where it was to.
     *
     * @return false if there is nobody above
     */
    boolean onward(Notice notice) {
        var content = mails.of(List.of(notice.id())).get(notice.id());
        if (content == null) {
            return false;
        }
        var tasks = content.lines().stream().map(NoticeLine::taskId).distinct().toList();
        var above = directory.tree().bodiesAbove(notice.recipient()).stream()
                .map(Unit::code)
                .toList();
        var except = Stream.concat(
                        Stream.of(notice.address()),
                        Stream.ofNullable(content.mail().answerTo()))
                .collect(Collectors.toSet());
        var onward = forward(content.mail(), above, except, tasks);
        onward.ifPresent(this::tell);
        return onward.isPresent();
    }

    /** What claimed notices tell that forward mails: always all of it, in the words of the first attempt. */
    List<Delivery> deliveries(Collection<Claimed> claimed, UUID claim) {
        if (claimed.isEmpty()) {
            return List.of();
        }
        var contents = mails.of(claimed.stream().map(each -> each.notice().id()).toList());
        return claimed.stream()
                .flatMap(each -> Stream.ofNullable(contents.get(each.notice().id()))
                        .map(content -> delivery(each, content, claim)))
                .toList();
    }

    private Delivery delivery(Claimed claimed, Content content, UUID claim) {
        return new Delivery(
                notice(claimed.notice(), content),
                claimed.attempts(),
                claimed.perhapsSent(),
                claimed.triedFrom(),
                claim,
                claimed.notice().trace());
    }

    /** What a notice says that forwards a mail; empty if it forwards none. */
    Optional<Notice> notice(Issued issued) {
        return Optional.ofNullable(mails.of(List.of(issued.id())).get(issued.id()))
                .map(content -> notice(issued, content));
    }

    private Notice notice(Issued issued, Content content) {
        var reading = issued.reading() == null
                ? directory.tree().unit(issued.recipient()).map(Reading::of).orElseThrow()
                : issued.reading();
        return issued.forwarding(content, reading);
    }

    private Forwarded issue(
            ForwardedMail mail, Unit office, List<UnitAddress> readers, List<NoticeLine> lines, Instant now) {
        var issued = new ArrayList<Issued>();
        for (var reader : readers) {
            var content = new Content(
                    mail, lines.stream().map(line -> line.readBy(reader)).toList());
            var notice = new Issued(
                    names.id(),
                    names.numbers(List.of(office.code()), directory.tree(), now).get(0),
                    office.code(),
                    reader.address(),
                    NoticeKind.FORWARDED,
                    NoticeLevel.BLUE,
                    now,
                    now,
                    Reading.of(office),
                    null);
            if (mails.add(notice.id(), reader.address(), content)) {
                issued.add(notice);
                events.forwarded(notice, content, now);
            }
        }
        notices.insert(issued, now.plus(FirstAttempts.HEAD_START));
        log.info("Mail {} forwarded to {} in {} notices", mail.number(), office.code(), issued.size());
        return new Forwarded(office.code(), issued.size());
    }

    private static boolean isAmong(UnitAddress reader, Set<String> addresses) {
        return addresses.stream().anyMatch(reader.address()::equalsIgnoreCase);
    }

    /** What an office reads about the tasks of a mail: how they stand, and what it is asked to decide, if anything is. */
    private final class Lines {
        private final UnitTree units;
        private final Unit office;
        private final Instant now;
        private final Planner rules = planner.now();
        private final TaskFactsFactory facts;

        Lines(UnitTree units, Unit office, Instant now) {
            this.units = units;
            this.office = office;
            this.now = now;
            this.facts = new TaskFactsFactory(rules, units);
        }

        List<NoticeLine> about(List<Task> tasks) {
            return tasks.stream().flatMap(this::of).limit(Notice.MOST_LINES).toList();
        }

        /** An extension that is asked for and a report that waits may both want a decision. */
        private Stream<NoticeLine> of(Task task) {
            if (!task.open()) {
                return Stream.of(line(task, NoticeKind.CLOSURE, ActSteps.CLOSED));
            }
            var lines = new ArrayList<NoticeLine>();
            if (task.request() != null) {
                lines.add(line(task, NoticeKind.REVIEW, ActSteps.EXTENSION_REQUESTED));
            }
            if (task.submitted()) {
                lines.add(line(task, NoticeKind.REVIEW, STEP));
            }
            return lines.isEmpty() ? Stream.of(line(task, NoticeKind.ESCALATION, STEP)) : lines.stream();
        }

        private NoticeLine line(Task task, NoticeKind kind, String step) {
            var reader = new TaskFactsFactory.Reader(office.code(), office.code(), office.zone());
            var stated =
                    facts.facts(task, rules.plan(task, units), new TaskFactsFactory.Said(step, now, kind), reader, now);
            var above = facts.officeAbove(office.code(), now);
            return new NoticeLine(step, now, kind, NoticeLevel.BLUE, stated, null, null, null, null, above, null, null);
        }
    }
}
