package org.duban.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Claimed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The state of each notice on its way to a mail server. */
@Component
final class Deliveries implements Outbox {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private final NoticeTable notices;
    private final Sifting sifting;
    private final Settling settling;
    private final Chance chance;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Deliveries(
            NoticeTable notices,
            Sifting sifting,
            Settling settling,
            Chance chance,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.notices = notices;
        this.sifting = sifting;
        this.settling = settling;
        this.chance = chance;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Dispatch> claim(Collection<UUID> ids, Duration lease) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var leaseEnd = clock.instant().plus(lease);
        return inTransaction(ids.size(), leaseEnd, claim -> notices.claim(ids, claim, leaseEnd))
                .dispatches();
    }

    /** Of what waited long little may be left: it goes on until there are as many as are asked for. */
    @Override
    public List<Dispatch> claimDue(int limit, Duration lease) {
        var dispatches = new ArrayList<Dispatch>();
        var part = new Part(List.of(), true);
        while (part.all && dispatches.size() < limit) {
            part = claimPart(limit - dispatches.size(), lease, dispatches.isEmpty());
            dispatches.addAll(part.dispatches);
        }
        return dispatches;
    }

    /** What was claimed before is in hand, whatever becomes of the rest. */
    private Part claimPart(int limit, Duration lease, boolean first) {
        var now = clock.instant();
        var leaseEnd = now.plus(lease);
        try {
            return inTransaction(limit, leaseEnd, claim -> notices.claimDue(now, limit, claim, leaseEnd));
        } catch (DataAccessException | TransactionException e) {
            if (first) {
                throw e;
            }
            log.warn("No more than the first due notices claimed", e);
            return new Part(List.of(), false);
        }
    }

    @Override
    public Optional<Instant> nextAttemptAt() {
        return notices.nextAttemptAt();
    }

    private interface Claiming {
        List<Claimed> claim(UUID claim);
    }

    /** @param all whether as many were claimed as were asked for, so that there may be more */
    private record Part(List<Dispatch> dispatches, boolean all) {}

    private Part inTransaction(int limit, Instant leaseEnd, Claiming claiming) {
        var unsent = new ArrayList<Change>();
        var part = transaction.execute(status -> {
            var claim = chance.id();
            var claimed = claiming.claim(claim);
            return claimed.isEmpty()
                    ? new Part(List.of(), false)
                    : new Part(sifting.sift(claimed, claim, leaseEnd, unsent), claimed.size() == limit);
        });
        if (!unsent.isEmpty()) {
            settling.announce();
        }
        return part;
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
