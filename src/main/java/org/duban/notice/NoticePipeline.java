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
final class NoticePipeline implements Deliveries {

    private static final Logger log = LoggerFactory.getLogger(NoticePipeline.class);

    private final NoticeTable notices;
    private final NoticeRefresher refresher;
    private final OutcomeHandler outcomes;
    private final Chance chance;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    NoticePipeline(
            NoticeTable notices,
            NoticeRefresher refresher,
            OutcomeHandler outcomes,
            Chance chance,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.notices = notices;
        this.refresher = refresher;
        this.outcomes = outcomes;
        this.chance = chance;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Delivery> claim(Collection<UUID> ids, Duration lease) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var leaseEnd = clock.instant().plus(lease);
        return inTransaction(ids.size(), leaseEnd, claim -> notices.claim(ids, claim, leaseEnd))
                .deliveries();
    }

    /** Of what waited long little may be left: it goes on until there are as many as are asked for. */
    @Override
    public List<Delivery> claimDue(int limit, Duration lease) {
        var deliveries = new ArrayList<Delivery>();
        var part = new Part(List.of(), true);
        while (part.all && deliveries.size() < limit) {
            part = claimPart(limit - deliveries.size(), lease, deliveries.isEmpty());
            deliveries.addAll(part.deliveries);
        }
        return deliveries;
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
    private record Part(List<Delivery> deliveries, boolean all) {}

    private Part inTransaction(int limit, Instant leaseEnd, Claiming claiming) {
        var unsent = new ArrayList<Change>();
        var part = transaction.execute(status -> {
            var claim = chance.id();
            var claimed = claiming.claim(claim);
            return claimed.isEmpty()
                    ? new Part(List.of(), false)
                    : new Part(refresher.refresh(claimed, claim, leaseEnd, unsent), claimed.size() == limit);
        });
        if (!unsent.isEmpty()) {
            outcomes.announce();
        }
        return part;
    }

    @Override
    public void settle(List<Settlement> settlements) {
        outcomes.settle(settlements);
    }

    @Override
    public void renew(Collection<Delivery> deliveries, Duration lease) {
        if (!deliveries.isEmpty()) {
            notices.renew(deliveries, clock.instant().plus(lease));
        }
    }

    @Override
    public void release(Collection<Delivery> deliveries) {
        if (!deliveries.isEmpty()) {
            Instant now = clock.instant();
            notices.change(deliveries.stream()
                    .map(delivery -> new Change(
                            OutcomeHandler.issued(delivery.notice()),
                            delivery.claim(),
                            NoticeState.DEFERRED,
                            delivery.attempt() - 1,
                            now,
                            null,
                            null))
                    .toList());
        }
    }
}
