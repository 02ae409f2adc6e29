package org.duban.notice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.duban.content.Notice;
import org.duban.directory.Directory;
import org.duban.notice.Deliveries.Settlement;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.NoticeTable.Reading;
import org.duban.notice.OutboxTable.OutboxRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Turns outcomes into states, receipts and, where nobody was reached, news for the office above. */
@Component
final class OutcomeHandler {

    private static final Logger log = LoggerFactory.getLogger(OutcomeHandler.class);

    private final NoticeTable notices;
    private final OutboxTable outbox;
    private final UndeliverableNotices undeliverable;
    private final Directory directory;
    private final RetrySettings retries;
    private final OutboxPublisher publisher;
    private final NoticeMeters meters;
    private final Chance chance;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Receipts receipts;

    OutcomeHandler(
            NoticeTable notices,
            OutboxTable outbox,
            UndeliverableNotices undeliverable,
            Directory directory,
            RetrySettings retries,
            OutboxPublisher publisher,
            NoticeMeters meters,
            Chance chance,
            TransactionTemplate transaction,
            InstantSource clock,
            Receipts receipts) {
        this.notices = notices;
        this.outbox = outbox;
        this.undeliverable = undeliverable;
        this.directory = directory;
        this.retries = retries;
        this.publisher = publisher;
        this.meters = meters;
        this.chance = chance;
        this.transaction = transaction;
        this.clock = clock;
        this.receipts = receipts;
    }

    private record Settled(Settlement settlement, Change change) {}

    void settle(List<Settlement> settlements) {
        var now = clock.instant();
        var all = settlements.stream()
                .map(settlement -> new Settled(settlement, change(settlement, now)))
                .toList();
        var settled = new ArrayList<Settled>();
        var above = transaction.execute(status -> {
            var changed = new HashSet<>(
                    notices.change(all.stream().map(Settled::change).toList()));
            all.stream()
                    .filter(each -> changed.contains(each.change.notice().id()))
                    .forEach(settled::add);
            outbox.add(settled.stream()
                    .map(Settled::change)
                    .filter(change -> change.state().settled())
                    .map(change -> receipt(change, now))
                    .toList());
            return settled.stream()
                    .filter(each -> each.change.state() == NoticeState.REFUSED
                            || each.change.state() == NoticeState.UNDELIVERABLE)
                    .filter(each -> reroute(each, now))
                    .count();
        });
        settled.forEach(each -> meters.settled(each.change));
        publisher.nudge();
        if (above > 0) {
            undeliverable.tellAbove();
        }
    }

    /** Settles notices that turned out to tell nothing themselves any more; joins the caller's transaction. */
    void unsent(List<Change> unsent) {
        var now = clock.instant();
        notices.change(unsent);
        outbox.add(unsent.stream().map(change -> receipt(change, now)).toList());
        unsent.forEach(meters::settled);
    }

    static Issued issued(Notice notice) {
        return new Issued(
                notice.id(),
                notice.recipient(),
                notice.address(),
                notice.kind(),
                notice.level(),
                notice.moment(),
                notice.issuedAt(),
                new Reading(notice.recipientZh(), notice.recipientEn(), notice.locale(), notice.zone()),
                null);
    }

    void announce() {
        publisher.nudge();
    }

    private Change change(Settlement settlement, Instant now) {
        var delivery = settlement.delivery();
        var outcome = settlement.outcome();
        var attempt = delivery.attempt();
        if (outcome instanceof Outcome.Accepted) {
            return changed(delivery, NoticeState.ACCEPTED, attempt, null, outcome, now);
        }
        if (outcome instanceof Outcome.Refused) {
            return changed(delivery, NoticeState.REFUSED, attempt, null, outcome, null);
        }
        if (delivery.triedFrom().plus(retries.retryFor()).isBefore(now)) {
            return changed(delivery, NoticeState.UNDELIVERABLE, attempt, null, outcome, null);
        }
        if (outcome instanceof Outcome.ServerDown) {
            return changed(delivery, NoticeState.DEFERRED, attempt - 1, now.plusSeconds(1), outcome, null);
        }
        var next = now.plus(retries.delayAfter(attempt, chance.jitter()));
        var state = outcome instanceof Outcome.Unknown ? NoticeState.UNKNOWN : NoticeState.DEFERRED;
        return changed(delivery, state, attempt, next, outcome, null);
    }

    private static Change changed(
            Delivery delivery,
            NoticeState state,
            int attempts,
            @Nullable Instant next,
            Outcome outcome,
            @Nullable Instant sentAt) {
        return new Change(
                issued(delivery.notice()).at(delivery.trace()),
                delivery.claim(),
                state,
                attempts,
                next,
                outcome.reply(),
                sentAt);
    }

    private boolean reroute(Settled settled, Instant now) {
        var notice = settled.settlement.delivery().notice();
        var outcome = settled.settlement.outcome();
        var reply = outcome.reply();
        if (outcome instanceof Outcome.Refused refused && refused.addressRefused()) {
            directory.markUnreachable(notice.address(), now, reply);
        }
        log.warn("Notice {} to {} is {}: {}", notice.id(), notice.recipient(), settled.change.state(), reply);
        return undeliverable.record(notice, reply);
    }

    private OutboxRecord receipt(Change change, Instant now) {
        var notice = change.notice();
        var type = switch (change.state()) {
            case ACCEPTED -> "sent";
            case MOOT, MERGED -> "moot";
            default -> "undeliverable";
        };
        return receipts.receipt(notice, type, change.state() + "-" + change.claim(), now, body -> tell(change, body))
                .after(notice.trace());
    }

    private static void tell(Change change, ObjectNode body) {
        body.put("state", change.state().name())
                .put("attempts", change.attempts())
                .put("reply", change.reply());
        if (change.mergedInto() != null) {
            body.put("mergedInto", change.mergedInto().toString());
        }
    }
}
