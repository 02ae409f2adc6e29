package org.duban.notice.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.channel.Delivery;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.fate.DueStep;
import org.duban.fate.KeptLine;
import org.duban.fate.LineValidity;
import org.duban.notice.NoticeState;
import org.duban.notice.NoticeTable;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Claimed;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.NoticeTable.Reading;
import org.duban.notice.NoticeTable.Recomposed;
import org.duban.notice.StepTable;
import org.duban.policy.NoticeKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Makes of claimed notices what is told by now: without what no longer holds or was overtaken while it waited, and, where
 * several waited for one reader, in as few as that takes. Joins the caller's transaction.
 */
@Component
final class NoticeRefresher {

    private static final Logger log = LoggerFactory.getLogger(NoticeRefresher.class);

    /** So many lie in memory at once. A reader for whom more waits gets the most severe of it first. */
    private static final int MOST_BESIDE = 2_000;

    private final NoticeTable notices;
    private final StepTable steps;
    private final ValidityChecker checker;
    private final OutcomeHandler outcomes;
    private final MailForwarding forwarding;
    private final Directory directory;
    private final RetryProperties retries;
    private final InstantSource clock;

    NoticeRefresher(
            NoticeTable notices,
            StepTable steps,
            ValidityChecker checker,
            OutcomeHandler outcomes,
            MailForwarding forwarding,
            Directory directory,
            RetryProperties retries,
            InstantSource clock) {
        this.notices = notices;
        this.steps = steps;
        this.checker = checker;
        this.outcomes = outcomes;
        this.forwarding = forwarding;
        this.directory = directory;
        this.retries = retries;
        this.clock = clock;
    }

    /**
     * What came of claimed notices.
     *
     * @param deliveries what of them is told
     * @param handedOn what is to be told to others instead, and waits to be composed
     * @param shortened the tasks of which a line was left out
     */
    record Refreshed(List<Delivery> deliveries, List<DueStep> handedOn, Set<String> shortened) {}

    /** @param unsent where to note what is settled without being sent */
    Refreshed refresh(List<Claimed> claimed, UUID claim, Instant leaseEnd, List<Change> unsent) {
        var mails = claimed.stream()
                .filter(each -> each.notice().kind() == NoticeKind.FORWARDED)
                .toList();
        var others = claimed.stream()
                .filter(each -> each.notice().kind() != NoticeKind.FORWARDED)
                .toList();
        var told = told(others, claim, leaseEnd, unsent);
        var forwarded = forwarding.deliveries(mails, claim);
        var deliveries =
                Stream.concat(told.deliveries().stream(), forwarded.stream()).toList();
        return new Refreshed(deliveries, told.handedOn(), told.shortened());
    }

    private Refreshed told(List<Claimed> claimed, UUID claim, Instant leaseEnd, List<Change> unsent) {
        if (claimed.isEmpty()) {
            return new Refreshed(List.of(), List.of(), Set.of());
        }
        var now = clock.instant();
        var all = withWhatWaits(claimed, claim, leaseEnd, now);
        var lines = linesOf(all, claim);
        var readable = all.stream()
                .filter(each -> lines.containsKey(each.notice().id()))
                .toList();
        var waiting = waiting(readable, now);
        var validity = checker.about(
                lines.values().stream().flatMap(List::stream).toList(), toLookAt(readable, waiting), claim);
        var filter = new ClaimFilter(validity);
        readable.forEach(
                each -> filter.apply(each, lines.getOrDefault(each.notice().id(), List.of())));
        filter.merge(waiting);
        var deliveries = new Telling(claim, validity, filter).deliveries(readable, unsent);
        return new Refreshed(deliveries, filter.handedOn(), shortened(lines.values(), filter));
    }

    private static Set<String> shortened(Collection<List<KeptLine>> lines, ClaimFilter filter) {
        return lines.stream()
                .flatMap(List::stream)
                .filter(kept -> filter.dropped().containsKey(kept.id()))
                .map(kept -> kept.line().taskId())
                .collect(Collectors.toSet());
    }

    /** Those that waited, and those of units that have left: for who took over. */
    private Set<UUID> toLookAt(List<Claimed> claimed, List<Claimed> waiting) {
        var units = directory.tree();
        var left = claimed.stream()
                .filter(each -> units.unit(each.notice().recipient()).isEmpty())
                .toList();
        return ids(Stream.concat(waiting.stream(), left.stream()).toList());
    }

    /** And what else waits for their readers. */
    private List<Claimed> withWhatWaits(List<Claimed> claimed, UUID claim, Instant leaseEnd, Instant now) {
        var unsent = claimed.stream().filter(each -> !each.repeated()).toList();
        if (unsent.isEmpty()) {
            return claimed;
        }
        var beside = notices.claimBeside(unsent, now, MOST_BESIDE, claim, leaseEnd);
        var all = Stream.concat(claimed.stream(), beside.stream()).toList();
        return beside.size() < MOST_BESIDE ? all : ofWholeReaders(all, beside, claim, now);
    }

    /** So much waits that not all of it was claimed: those who would not get all of theirs get it with the next claim. */
    private List<Claimed> ofWholeReaders(List<Claimed> all, List<Claimed> beside, UUID claim, Instant now) {
        var readers = new TreeSet<>(beside.stream().map(NoticeRefresher::reader).toList());
        var whole = readers.size() == 1 ? readers : readers.headSet(readers.last());
        var waiting = ids(waiting(all, now));
        Predicate<Claimed> kept = each -> !waiting.contains(each.notice().id()) || whole.contains(reader(each));
        notices.change(all.stream()
                .filter(kept.negate())
                .map(each ->
                        new Change(each.notice(), claim, NoticeState.DEFERRED, each.attempts() - 1, now, null, null))
                .toList());
        return all.stream().filter(kept).toList();
    }

    /** Those that nobody can have got, of readers for whom one waited. */
    private static List<Claimed> waiting(List<Claimed> claimed, Instant now) {
        var readers = claimed.stream()
                .filter(each -> each.waited(now))
                .map(NoticeRefresher::reader)
                .collect(Collectors.toSet());
        return claimed.stream()
                .filter(each -> !each.repeated() && readers.contains(reader(each)))
                .toList();
    }

    private static ClaimFilter.Mailbox reader(Claimed claimed) {
        return ClaimFilter.Mailbox.of(claimed);
    }

    private static Set<UUID> ids(List<Claimed> claimed) {
        return claimed.stream().map(each -> each.notice().id()).collect(Collectors.toSet());
    }

    /** The lines of each; notices whose lines cannot be read are put off, and missing here, so that the others go. */
    private Map<UUID, List<KeptLine>> linesOf(List<Claimed> claimed, UUID claim) {
        var lines = new HashMap<UUID, List<KeptLine>>();
        claimed.forEach(each -> lines.put(each.notice().id(), new ArrayList<>()));
        try {
            steps.linesOf(List.copyOf(lines.keySet()))
                    .forEach(line -> lines.computeIfAbsent(line.notice(), any -> new ArrayList<>())
                            .add(line));
        } catch (JacksonException e) {
            claimed.forEach(each -> readAlone(each, claim)
                    .ifPresentOrElse(
                            all -> lines.put(each.notice().id(), all),
                            () -> lines.remove(each.notice().id())));
        }
        return lines;
    }

    private Optional<List<KeptLine>> readAlone(Claimed each, UUID claim) {
        try {
            return Optional.of(steps.linesOf(List.of(each.notice().id())));
        } catch (JacksonException e) {
            log.error(
                    "Notice put off because its lines cannot be read, notice={}",
                    each.notice().id(),
                    e);
            var next = clock.instant()
                    .plus(retries.delayAfter(each.attempts(), each.notice().id()));
            notices.change(List.of(new Change(
                    each.notice(),
                    claim,
                    NoticeState.DEFERRED,
                    each.attempts(),
                    next,
                    "internal error: its lines cannot be read",
                    null)));
            return Optional.empty();
        }
    }

    /** What the filter has left, as it is written down and told. */
    private final class Telling {
        private final UUID claim;
        private final LineValidity validity;
        private final ClaimFilter filter;
        private final UnitTree units;
        private final Map<UUID, List<KeptLine>> grown = new HashMap<>();
        private final Map<Long, NoticeLine> rewritten = new HashMap<>();
        private final List<Recomposed> recomposed = new ArrayList<>();

        Telling(UUID claim, LineValidity validity, ClaimFilter filter) {
            this.claim = claim;
            this.validity = validity;
            this.filter = filter;
            this.units = directory.tree();
        }

        List<Delivery> deliveries(List<Claimed> claimed, List<Change> unsent) {
            regroup();
            var deliveries = new ArrayList<Delivery>();
            for (var each : claimed) {
                var told = grown.getOrDefault(each.notice().id(), filter.told(each));
                if (told.isEmpty()) {
                    unsent.add(unsent(each));
                } else {
                    deliveries.add(delivery(each, told));
                }
            }
            write(unsent);
            return deliveries;
        }

        /** What has grown is read again, so that a copy of it will have its lines in the same order. */
        private void regroup() {
            if (!filter.dropped().isEmpty()) {
                steps.drop(filter.dropped());
            }
            if (!filter.handedOn().isEmpty()) {
                handOn(filter.handedOn());
            }
            if (!filter.moved().isEmpty()) {
                steps.move(filter.moved());
                steps.linesOf(Set.copyOf(filter.moved().values()))
                        .forEach(kept -> grown.computeIfAbsent(kept.notice(), any -> new ArrayList<>())
                                .add(kept));
            }
        }

        /** Whoever took over may have had it anyway; an office that passes it on has to have it, too, if another had it. */
        private void handOn(List<DueStep> rows) {
            var own = rows.stream().filter(row -> row.forUnit().isEmpty()).toList();
            steps.insertNew(own);
            steps.insert(rows.stream().filter(row -> !row.forUnit().isEmpty()).toList());
        }

        private void write(List<Change> unsent) {
            if (!rewritten.isEmpty()) {
                steps.rewrite(rewritten);
            }
            if (!recomposed.isEmpty()) {
                notices.recompose(recomposed);
            }
            if (!unsent.isEmpty()) {
                outcomes.unsent(unsent);
            }
        }

        private Change unsent(Claimed each) {
            var into = filter.merged().get(each.notice().id());
            var state = into == null ? NoticeState.MOOT : NoticeState.MERGED;
            var why = each.asked() ? "not sent once more: what it says holds no more" : null;
            return new Change(each.notice(), claim, state, each.attempts() - 1, null, why, null, into);
        }

        private Delivery delivery(Claimed each, List<KeptLine> told) {
            var lines = each.repeated()
                    ? told.stream().map(KeptLine::line).toList()
                    : told.stream().map(kept -> asItIsNow(each, kept)).toList();
            var anew =
                    !each.repeated() && (each.putOff() || composedAnew(each, told) || readsOtherwiseByNow(each, lines));
            var issued = anew ? each.notice().at(validity.now()) : each.notice();
            var tried = earlier(filter.triedFrom(each), validity.now());
            if (issued != each.notice() || filter.changed(each)) {
                var first = lines.get(0);
                recomposed.add(new Recomposed(issued.id(), first.kind(), first.level(), issued.issuedAt(), tried));
            }
            return new Delivery(
                    notice(issued, lines), each.attempts(), each.perhapsSent(), tried, claim, issued.trace());
        }

        /** What is taken along before its time is tried from now on. */
        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }

        /** A line that still holds may state an old deadline; what nobody can have got yet is told as it is now, for good. */
        private NoticeLine asItIsNow(Claimed each, KeptLine kept) {
            var line = validity.asItIsNow(
                    kept, each.notice().recipient(), reading(each.notice()).zone());
            if (line != kept.line()) {
                rewritten.put(kept.id(), line);
            }
            return line;
        }

        private boolean composedAnew(Claimed each, List<KeptLine> told) {
            return grown.containsKey(each.notice().id())
                    || told.stream().anyMatch(kept -> rewritten.containsKey(kept.id()));
        }

        /** Whether time alone has changed what a letter says: the deadline has passed since, or its day has come. */
        private boolean readsOtherwiseByNow(Claimed each, List<NoticeLine> lines) {
            var issued = each.notice().issuedAt();
            var zone = reading(each.notice()).zone();
            var sameDay = issued.atZone(zone)
                    .toLocalDate()
                    .equals(validity.now().atZone(zone).toLocalDate());
            return lines.stream()
                    .map(NoticeLine::task)
                    .anyMatch(task -> passed(task.deadlineAt(), issued) || task.workingDaysLeft() == 0 && !sameDay);
        }

        private boolean passed(Instant deadline, Instant issued) {
            return deadline.isAfter(issued) && !deadline.isAfter(validity.now());
        }

        private Notice notice(Issued issued, List<NoticeLine> lines) {
            var first = lines.get(0);
            return issued.saying(first.kind(), first.level(), reading(issued), lines);
        }

        private Reading reading(Issued issued) {
            return issued.reading() == null
                    ? Reading.of(units.unit(issued.recipient()).orElseThrow())
                    : issued.reading();
        }
    }
}
