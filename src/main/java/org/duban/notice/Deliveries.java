package org.duban.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Claimed;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.NoticeTable.Reading;
import org.duban.notice.StepTable.Kept;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/** The state of each notice on its way to a mail server. */
@Component
final class Deliveries implements Outbox {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private final NoticeTable notices;
    private final StepTable steps;
    private final StillHolds stillHolds;
    private final Settling settling;
    private final Directory directory;
    private final Delivery delivery;
    private final Chance chance;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Deliveries(
            NoticeTable notices,
            StepTable steps,
            StillHolds stillHolds,
            Settling settling,
            Directory directory,
            Delivery delivery,
            Chance chance,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.notices = notices;
        this.steps = steps;
        this.stillHolds = stillHolds;
        this.settling = settling;
        this.directory = directory;
        this.delivery = delivery;
        this.chance = chance;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Dispatch> claim(Collection<UUID> ids, Duration lease) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return inTransaction(claim -> notices.claim(ids, claim, clock.instant().plus(lease)));
    }

    @Override
    public List<Dispatch> claimDue(int limit, Duration lease) {
        return inTransaction(claim -> {
            var now = clock.instant();
            return notices.claimDue(now, limit, claim, now.plus(lease));
        });
    }

    @Override
    public Optional<Instant> nextAttemptAt() {
        return notices.nextAttemptAt();
    }

    private interface Claiming {
        List<Claimed> claim(UUID claim);
    }

    private List<Dispatch> inTransaction(Claiming claiming) {
        var mootReceipts = new ArrayList<Change>();
        var dispatches = transaction.execute(status -> {
            var claim = chance.id();
            var claimed = claiming.claim(claim);
            return claimed.isEmpty() ? List.<Dispatch>of() : dispatches(claimed, claim, mootReceipts);
        });
        if (!mootReceipts.isEmpty()) {
            settling.announce();
        }
        return dispatches;
    }

    private List<Dispatch> dispatches(List<Claimed> claimed, UUID claim, List<Change> moot) {
        var lines = linesOf(claimed, claim);
        var judgement =
                stillHolds.about(lines.values().stream().flatMap(List::stream).toList(), claim);
        var units = directory.tree();
        var dispatches = new ArrayList<Dispatch>();
        var dropped = new HashMap<Long, String>();
        var rewritten = new HashMap<Long, NoticeLine>();
        for (var each : claimed) {
            var all = lines.get(each.notice().id());
            if (all == null) {
                continue;
            }
            var holding = holding(each, all, judgement, units);
            if (holding.isEmpty()) {
                if (!each.asked()) {
                    all.forEach(line -> dropped.put(line.id(), whyNot(each, line, judgement, units)));
                }
                moot.add(moot(each, claim));
                continue;
            }
            // A mail that may have arrived already is repeated as the same bytes or not at all.
            if (!each.repeated() && holding.size() < all.size()) {
                all.stream()
                        .filter(line -> !holding.contains(line))
                        .forEach(line -> dropped.put(line.id(), whyNot(each, line, judgement, units)));
                regrade(each, holding);
            }
            var told = each.repeated()
                    ? all.stream().map(Kept::line).toList()
                    : asTheyAreNow(each.notice(), holding, judgement, rewritten);
            dispatches.add(new Dispatch(
                    notice(each.notice(), told, units),
                    each.attempts(),
                    each.perhapsSent(),
                    each.triedFrom(),
                    claim,
                    each.notice().trace()));
        }
        if (!dropped.isEmpty()) {
            steps.moot(dropped);
        }
        if (!rewritten.isEmpty()) {
            steps.rewrite(rewritten);
        }
        if (!moot.isEmpty()) {
            settling.moot(moot);
        }
        return dispatches;
    }

    /** What was told before stays told; only it is not told once more. */
    private static Change moot(Claimed each, UUID claim) {
        var why = each.asked() ? "not sent once more: what it says holds no more" : null;
        return new Change(each.notice(), claim, NoticeState.MOOT, each.attempts() - 1, null, why, null);
    }

    /** A line that still holds may state an old deadline; what nobody can have got yet is told as it is now, for good. */
    private static List<NoticeLine> asTheyAreNow(
            Issued notice, List<Kept> lines, StillHolds.Judgement judgement, Map<Long, NoticeLine> rewritten) {
        return lines.stream()
                .map(kept -> {
                    var now = judgement.asItIsNow(kept, notice);
                    if (now != kept.line()) {
                        rewritten.put(kept.id(), now);
                    }
                    return now;
                })
                .toList();
    }

    /** The lines of each; notices whose lines cannot be read are put off, and missing here, so that the others go. */
    private Map<UUID, List<Kept>> linesOf(List<Claimed> claimed, UUID claim) {
        var lines = new HashMap<UUID, List<Kept>>();
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

    private Optional<List<Kept>> readAlone(Claimed each, UUID claim) {
        try {
            return Optional.of(steps.linesOf(List.of(each.notice().id())));
        } catch (JacksonException e) {
            log.error(
                    "Notice put off because its lines cannot be read, notice={}",
                    each.notice().id(),
                    e);
            var next = clock.instant().plus(delivery.delayAfter(each.attempts(), chance.jitter()));
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

    private static List<Kept> holding(Claimed each, List<Kept> all, StillHolds.Judgement judgement, UnitTree units) {
        var recipient = each.notice().recipient();
        if (units.unit(recipient).isEmpty()) {
            // Taken out of the tree since; there is nobody to tell, whoever asks for it.
            return List.of();
        }
        if (each.asked()) {
            var overtaken = all.stream()
                    .anyMatch(line -> judgement.overtaken(line, recipient).isPresent());
            return overtaken ? List.of() : all;
        }
        return each.forced()
                ? all
                : all.stream().filter(line -> judgement.holds(line, recipient)).toList();
    }

    private static String whyNot(Claimed each, Kept line, StillHolds.Judgement judgement, UnitTree units) {
        var recipient = each.notice().recipient();
        return units.unit(recipient).isEmpty() ? Reason.UNIT_GONE.with(recipient) : judgement.whyNot(line, recipient);
    }

    private void regrade(Claimed each, List<Kept> holding) {
        var first = holding.get(0).line();
        notices.regrade(each.notice().id(), first.kind(), first.level());
    }

    private static Notice notice(Issued notice, List<NoticeLine> lines, UnitTree units) {
        var first = lines.get(0);
        var reading = notice.reading() == null
                ? Reading.of(units.unit(notice.recipient()).orElseThrow())
                : notice.reading();
        return notice.saying(first.kind(), first.level(), reading, lines);
    }

    @Override
    public void settle(List<Settlement> settlements) {
        settling.settle(settlements);
    }

    @Override
    public void renew(Collection<Dispatch> dispatches, Duration lease) {
        if (!dispatches.isEmpty()) {
            notices.renew(dispatches, clock.instant().plus(lease));
        }
    }

    @Override
    public void release(Collection<Dispatch> dispatches) {
        if (!dispatches.isEmpty()) {
            Instant now = clock.instant();
            notices.change(dispatches.stream()
                    .map(dispatch -> new Change(
                            Settling.issued(dispatch.notice()),
                            dispatch.claim(),
                            NoticeState.DEFERRED,
                            dispatch.attempt() - 1,
                            now,
                            null,
                            null))
                    .toList());
        }
    }
}
