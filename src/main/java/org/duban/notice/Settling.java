package org.duban.notice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.duban.directory.Directory;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.NoticeTable.Reading;
import org.duban.notice.Outbox.Settlement;
import org.duban.notice.OutgoingTable.Outgoing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Turns outcomes into states, receipts and, where nobody was reached, news for the office above. */
@Component
final class Settling {

    private static final Logger log = LoggerFactory.getLogger(Settling.class);

    private final NoticeTable notices;
    private final OutgoingTable outgoing;
    private final Unreached unreached;
    private final Directory directory;
    private final Delivery delivery;
    private final Announcer announcer;
    private final NoticeMeters meters;
    private final Chance chance;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Receipts receipts;

    Settling(
            NoticeTable notices,
            OutgoingTable outgoing,
            Unreached unreached,
            Directory directory,
            Delivery delivery,
            Announcer announcer,
            NoticeMeters meters,
            Chance chance,
            TransactionTemplate transaction,
            InstantSource clock,
            Receipts receipts) {
        this.notices = notices;
        this.outgoing = outgoing;
        this.unreached = unreached;
        this.directory = directory;
        this.delivery = delivery;
        this.announcer = announcer;
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
            outgoing.add(settled.stream()
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
        announcer.nudge();
        if (above > 0) {
            unreached.tellAbove();
        }
    }

    /** Settles notices that turned out to tell nothing themselves any more; joins the caller's transaction. */
    void unsent(List<Change> unsent) {
        var now = clock.instant();
        notices.change(unsent);
        outgoing.add(unsent.stream().map(change -> receipt(change, now)).toList());
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
        announcer.nudge();
    }

    private Change change(Settlement settlement, Instant now) {
        var dispatch = settlement.dispatch();
        var outcome = settlement.outcome();
        var attempt = dispatch.attempt();
        if (outcome instanceof Outcome.Accepted) {
            return changed(dispatch, NoticeState.ACCEPTED, attempt, null, outcome, now);
        }
        if (outcome instanceof Outcome.Refused) {
            return changed(dispatch, NoticeState.REFUSED, attempt, null, outcome, null);
        }
        if (dispatch.triedFrom().plus(delivery.retryFor()).isBefore(now)) {
            return changed(dispatch, NoticeState.UNDELIVERABLE, attempt, null, outcome, null);
        }
        if (outcome instanceof Outcome.ServerDown) {
            return changed(dispatch, NoticeState.DEFERRED, attempt - 1, now.plusSeconds(1), outcome, null);
        }
        var next = now.plus(delivery.delayAfter(attempt, chance.jitter()));
        var state = outcome instanceof Outcome.Unknown ? NoticeState.UNKNOWN : NoticeState.DEFERRED;
        return changed(dispatch, state, attempt, next, outcome, null);
    }

    private static Change changed(
            Dispatch dispatch,
            NoticeState state,
            int attempts,
            @Nullable Instant next,
            Outcome outcome,
            @Nullable Instant sentAt) {
        return new Change(
                issued(dispatch.notice()).at(dispatch.trace()),
                dispatch.claim(),
                state,
                attempts,
                next,
                outcome.reply(),
                sentAt);
    }

    private boolean reroute(Settled settled, Instant now) {
        var notice = settled.settlement.dispatch().notice();
        var outcome = settled.settlement.outcome();
        var reply = outcome.reply();
        if (outcome instanceof Outcome.Refused refused && refused.addressRefused()) {
            directory.markUnreachable(notice.address(), now, reply);
        }
        log.warn("Notice {} to {} is {}: {}", notice.id(), notice.recipient(), settled.change.state(), reply);
        return unreached.record(notice, reply);
    }

    private Outgoing receipt(Change change, Instant now) {
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
