package org.duban.notice.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.channel.Deliveries.Settlement;
import org.duban.channel.Delivery;
import org.duban.channel.FailureCause;
import org.duban.channel.Outcome;
import org.duban.content.Notice;
import org.duban.directory.Directory;
import org.duban.notice.NoticeEvents;
import org.duban.notice.NoticeState;
import org.duban.notice.NoticeTable;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.NoticeTable.Reading;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns outcomes into states, receipts and, where nobody was reached, news for the office above. */
@Component
final class OutcomeHandler {

    private static final Logger log = LoggerFactory.getLogger(OutcomeHandler.class);

    private final NoticeTable notices;
    private final NoticeEvents events;
    private final UndeliverableNotices undeliverable;
    private final Directory directory;
    private final RetryProperties retries;
    private final NoticeMeters meters;
    private final InstantSource clock;

    OutcomeHandler(
            NoticeTable notices,
            NoticeEvents events,
            UndeliverableNotices undeliverable,
            Directory directory,
            RetryProperties retries,
            NoticeMeters meters,
            InstantSource clock) {
        this.notices = notices;
        this.events = events;
        this.undeliverable = undeliverable;
        this.directory = directory;
        this.retries = retries;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What was settled.
     *
     * @param changes with the instants from which they were tried, without those whose claim had been superseded
     * @param owedAbove whether an office is to be told instead
     */
    record Settled(Map<Change, Instant> changes, boolean owedAbove) {}

    /** Joins the caller's transaction. */
    Settled settle(List<Settlement> settlements) {
        var now = clock.instant();
        var changes = new LinkedHashMap<Change, Settlement>();
        settlements.forEach(settlement -> changes.put(change(settlement, now), settlement));
        var changed = Set.copyOf(notices.change(List.copyOf(changes.keySet())));
        changes.keySet().removeIf(change -> !changed.contains(change.notice().id()));
        events.settled(
                changes.keySet().stream()
                        .filter(change -> change.state().settled())
                        .toList(),
                now);
        var owed = changes.entrySet().stream()
                .filter(each -> each.getKey().state().reachedNobody())
                .filter(each -> reroute(each.getValue(), each.getKey().state(), now))
                .count();
        var tried = new LinkedHashMap<Change, Instant>();
        changes.forEach(
                (change, settlement) -> tried.put(change, settlement.delivery().triedFrom()));
        return new Settled(tried, owed > 0);
    }

    /** Settles notices that turned out to tell nothing themselves any more; joins the caller's transaction. */
    void unsent(List<Change> unsent) {
        var now = clock.instant();
        notices.change(unsent);
        events.settled(unsent, now);
        unsent.forEach(change -> meters.settled(change, now));
    }

    private static Issued issued(Notice notice) {
        return new Issued(
                notice.id(),
                notice.number(),
                notice.recipient(),
                notice.address(),
                notice.kind(),
                notice.level(),
                notice.moment(),
                notice.issuedAt(),
                new Reading(notice.recipientZh(), notice.recipientEn(), notice.locale(), notice.zone()),
                null);
    }

    private Change change(Settlement settlement, Instant now) {
        var delivery = settlement.delivery();
        var outcome = settlement.outcome();
        var attempt = delivery.attempt();
        if (outcome instanceof Outcome.Accepted) {
            return change(delivery, NoticeState.ACCEPTED, attempt, null, outcome.reply(), now);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused(delivery, refused, now);
        }
        if (delivery.triedFrom().plus(retries.retryFor()).isBefore(now)) {
            return change(delivery, NoticeState.UNDELIVERABLE, attempt, null, outcome.reply(), null);
        }
        if (outcome instanceof Outcome.ServerDown) {
            return change(delivery, NoticeState.DEFERRED, attempt - 1, now.plusSeconds(1), outcome.reply(), null);
        }
        var next = now.plus(retries.delayAfter(attempt, delivery.notice().id()));
        var state = outcome instanceof Outcome.Unknown ? NoticeState.UNKNOWN : NoticeState.DEFERRED;
        return change(delivery, state, attempt, next, outcome.reply(), null);
    }

    /** What is against somebody's policy today may be taken in some days. */
    private Change refused(Delivery delivery, Outcome.Refused refused, Instant now) {
        var passes = !refused.addressRefused()
                && FailureCause.of("", refused.reply()).passesInDays()
                && delivery.notice().mail() == null;
        var again = passes ? retries.afterReturn(delivery.triedFrom(), now) : Optional.<Instant>empty();
        return again.map(
                        next -> change(delivery, NoticeState.DEFERRED, delivery.attempt(), next, refused.reply(), null))
                .orElseGet(
                        () -> change(delivery, NoticeState.REFUSED, delivery.attempt(), null, refused.reply(), null));
    }

    /** What becomes of a delivery under its claim. */
    static Change change(
            Delivery delivery,
            NoticeState state,
            int attempts,
            @Nullable Instant next,
            @Nullable String reply,
            @Nullable Instant sentAt) {
        return new Change(
                issued(delivery.notice()).at(delivery.trace()), delivery.claim(), state, attempts, next, reply, sentAt);
    }

    private boolean reroute(Settlement settlement, NoticeState state, Instant now) {
        var notice = settlement.delivery().notice();
        var outcome = settlement.outcome();
        if (outcome instanceof Outcome.Refused refused && refused.addressRefused()) {
            directory.markUnreachable(notice.address(), now, outcome.reply());
        }
        log.warn("Notice {} to {} is {}: {}", notice.id(), notice.recipient(), state, outcome.reply());
        return undeliverable.record(notice, outcome.reply());
    }
}
