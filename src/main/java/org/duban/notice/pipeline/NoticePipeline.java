package org.duban.notice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duban.agenda.WakeUp;
import org.duban.channel.Deliveries;
import org.duban.channel.Deliveries.Settlement;
import org.duban.channel.Delivery;
import org.duban.fate.DueStep;
import org.duban.notice.NoticeState;
import org.duban.notice.NoticeTable;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Claimed;
import org.duban.notice.OutboxPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

/**
 * The way from a due task to a settled notice:
 *
 * <pre>
 * at a moment    due tasks → steps with their fates → notices → outbox → Kafka
 * at a claim     claimed notices → what of them still holds → deliveries, and what was left out for nothing → notices
 * at an outcome  outcomes → new states → receipts → what the office above is told instead
 * </pre>
 *
 * Each arrow is a stage in a class of its own. The transactions are begun here, and the stages join them.
 */
@Component
final class NoticePipeline implements WakeUp, Deliveries, NoticeIssuer {

    private static final Logger log = LoggerFactory.getLogger(NoticePipeline.class);
    private static final int BATCH = 500;

    private final DueTaskProcessor dueTasks;
    private final Composer composer;
    private final NoticeTable notices;
    private final NoticeRefresher refresher;
    private final LeftOutSteps leftOut;
    private final OutcomeHandler outcomes;
    private final UndeliverableNotices undeliverable;
    private final OutboxPublisher publisher;
    private final NoticeMeters meters;
    private final TransactionTemplate transaction;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final Executor beside;
    private final ReentrantLock round = new ReentrantLock();
    private final AtomicBoolean called = new AtomicBoolean();

    /**
     * It takes so many because it is the place that joins the stages.
     *
     * @param beside where a second taker works while more than one batch is due
     */
    NoticePipeline(
            DueTaskProcessor dueTasks,
            Composer composer,
            NoticeTable notices,
            NoticeRefresher refresher,
            LeftOutSteps leftOut,
            OutcomeHandler outcomes,
            UndeliverableNotices undeliverable,
            OutboxPublisher publisher,
            NoticeMeters meters,
            TransactionTemplate transaction,
            IdGenerator ids,
            InstantSource clock,
            @Qualifier(NoticeConfiguration.BESIDE) Executor beside) {
        this.dueTasks = dueTasks;
        this.composer = composer;
        this.notices = notices;
        this.refresher = refresher;
        this.leftOut = leftOut;
        this.outcomes = outcomes;
        this.undeliverable = undeliverable;
        this.publisher = publisher;
        this.meters = meters;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
        this.beside = beside;
    }

    /** One round at a time on a node; a call during a round makes it look again before it ends. */
    @Override
    public void wakeUp() {
        called.set(true);
        while (called.get() && round.tryLock()) {
            try {
                called.set(false);
                round();
            } finally {
                round.unlock();
            }
        }
    }

    private void round() {
        do {
            takeAll();
        } while (!compose());
    }

    private void takeAll() {
        if (takeBatch()) {
            // The database works on one batch while the other is planned.
            var second = CompletableFuture.runAsync(this::takeRest, beside);
            takeRest();
            second.join();
        }
    }

    private void takeRest() {
        while (takeBatch()) {
            log.trace("More is due");
        }
    }

    /** Whether there may be more. */
    private boolean takeBatch() {
        var taken = transaction.execute(status -> dueTasks.take(BATCH));
        undeliverable.alarm(taken.toldToNobody());
        return taken.tasks() == BATCH;
    }

    /**
     * Composes everything that has been taken, unless more is due that nobody has taken. A part at a time, so that the first
     * are on their way while the others are composed.
     *
     * @return whether nothing is left to take
     */
    private boolean compose() {
        Composer.Part part;
        do {
            part = transaction.execute(status -> composer.compose());
            if (!part.issued().isEmpty()) {
                meters.issued(part.issued());
                publisher.nudge();
            }
        } while (part.moreUntold());
        return part.complete();
    }

    @Override
    public void issue() {
        compose();
        publisher.nudge();
    }

    @Override
    public List<Delivery> claim(Collection<UUID> ids, Duration lease) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var now = clock.instant();
        var leaseEnd = now.plus(lease);
        return deliveries(ids.size(), leaseEnd, claim -> notices.claim(ids, now, claim, leaseEnd))
                .deliveries();
    }

    /** Of what waited long little may be left: it goes on until there are as many as are asked for. */
    @Override
    public List<Delivery> claimDue(int limit, Duration lease) {
        var deliveries = new ArrayList<Delivery>();
        var part = Part.empty(true);
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
            return deliveries(limit, leaseEnd, claim -> notices.claimDue(now, limit, claim, leaseEnd));
        } catch (DataAccessException | TransactionException e) {
            if (first) {
                throw e;
            }
            log.warn("No more than the first due notices claimed", e);
            return Part.empty(false);
        }
    }

    /**
     * @param all whether as many were claimed as were asked for, so that there may be more
     * @param toCompose what is told instead of what was left out
     */
    private record Part(List<Delivery> deliveries, boolean all, List<DueStep> toCompose) {
        static Part empty(boolean all) {
            return new Part(List.of(), all, List.of());
        }
    }

    private Part deliveries(int limit, Instant leaseEnd, Function<UUID, List<Claimed>> claiming) {
        var unsent = new ArrayList<Change>();
        var part = transaction.execute(status -> {
            var claim = ids.generateId();
            var claimed = claiming.apply(claim);
            if (claimed.isEmpty()) {
                return Part.empty(false);
            }
            var refreshed = refresher.refresh(claimed, claim, leaseEnd, unsent);
            var afterAll = leftOut.tellAfterAll(refreshed.shortened());
            var toCompose = Stream.concat(refreshed.handedOn().stream(), afterAll.stream())
                    .toList();
            return new Part(refreshed.deliveries(), claimed.size() == limit, toCompose);
        });
        if (!part.toCompose.isEmpty()) {
            tellInstead(part.toCompose);
        }
        if (!unsent.isEmpty()) {
            publisher.nudge();
        }
        return part;
    }

    /** What was claimed is in hand, whatever becomes of this; the next round composes it, too. */
    private void tellInstead(List<DueStep> steps) {
        undeliverable.alarm(steps.stream().filter(DueStep::toldToNobody).toList());
        try {
            compose();
        } catch (DataAccessException | TransactionException e) {
            log.warn("What is told instead of what was left out waits to be composed", e);
        }
    }

    @Override
    public void settle(List<Settlement> settlements) {
        var settled = transaction.execute(status -> outcomes.settle(settlements));
        settled.changes().forEach(meters::settled);
        publisher.nudge();
        if (settled.owedAbove()) {
            compose();
        }
    }

    @Override
    public Optional<Instant> nextAttemptAt() {
        return notices.nextAttemptAt();
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
            var now = clock.instant();
            notices.change(deliveries.stream()
                    .map(delivery -> OutcomeHandler.change(
                            delivery, NoticeState.DEFERRED, delivery.attempt() - 1, now, null, null))
                    .toList());
        }
    }
}
