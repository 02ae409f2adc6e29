package org.duban.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.notice.JdbcNotices.Change;
import org.duban.notice.JdbcNotices.Claimed;
import org.duban.notice.JdbcSteps.Kept;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The state of each notice on its way to a mail server. */
@Component
final class Deliveries implements Outbox {

    private final JdbcNotices notices;
    private final JdbcSteps steps;
    private final StillHolds stillHolds;
    private final Settling settling;
    private final Directory directory;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Deliveries(
            JdbcNotices notices,
            JdbcSteps steps,
            StillHolds stillHolds,
            Settling settling,
            Directory directory,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.notices = notices;
        this.steps = steps;
        this.stillHolds = stillHolds;
        this.settling = settling;
        this.directory = directory;
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
            var claim = UUID.randomUUID();
            var claimed = claiming.claim(claim);
            return claimed.isEmpty() ? List.<Dispatch>of() : dispatches(claimed, claim, mootReceipts);
        });
        if (!mootReceipts.isEmpty()) {
            settling.announce();
        }
        return dispatches;
    }

    private List<Dispatch> dispatches(List<Claimed> claimed, UUID claim, List<Change> moot) {
        var lines = steps
                .linesOf(claimed.stream().map(each -> each.notice().id()).toList())
                .stream()
                .collect(Collectors.groupingBy(Kept::notice, HashMap::new, Collectors.toList()));
        var judgement =
                stillHolds.about(lines.values().stream().flatMap(List::stream).toList());
        var units = directory.tree();
        var dispatches = new ArrayList<Dispatch>();
        var dropped = new HashMap<Long, String>();
        for (var each : claimed) {
            var all = lines.getOrDefault(each.notice().id(), List.of());
            var holding = holding(each, all, judgement, units);
            if (holding.isEmpty()) {
                all.forEach(line -> dropped.put(line.id(), whyNot(each, line, judgement, units)));
                moot.add(new Change(each.notice(), claim, NoticeState.MOOT, each.attempts() - 1, null, null, null));
                continue;
            }
            // A mail that may have arrived already is repeated as the same bytes or not at all.
            if (!each.perhapsSent() && holding.size() < all.size()) {
                all.stream()
                        .filter(line -> !holding.contains(line))
                        .forEach(line -> dropped.put(line.id(), whyNot(each, line, judgement, units)));
                regrade(each, holding);
            }
            dispatches.add(
                    new Dispatch(notice(each, each.perhapsSent() ? all : holding, units), each.attempts(), claim));
        }
        if (!dropped.isEmpty()) {
            steps.moot(dropped);
        }
        if (!moot.isEmpty()) {
            settling.moot(moot);
        }
        return dispatches;
    }

    private static List<Kept> holding(Claimed each, List<Kept> all, StillHolds.Judgement judgement, UnitTree units) {
        var recipient = each.notice().recipient();
        if (units.unit(recipient).isEmpty()) {
            // Taken out of the tree since; there is nobody to tell, whoever asks for it.
            return List.of();
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

    private static Notice notice(Claimed each, List<Kept> lines, UnitTree units) {
        var notice = each.notice();
        var unit = units.unit(notice.recipient()).orElseThrow();
        var first = lines.get(0).line();
        return new Notice(
                notice.id(),
                notice.recipient(),
                unit.nameZh(),
                unit.nameEn(),
                notice.address(),
                unit.locale(),
                unit.zone(),
                first.kind(),
                first.level(),
                notice.moment(),
                notice.issuedAt(),
                lines.stream().map(Kept::line).toList());
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
