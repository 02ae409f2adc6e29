package org.duban.notice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.directory.Directory;
import org.duban.fate.KeptLine;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.OutboxTable.OutboxRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns reports that come after delivery into states, receipts and news for the office above; joins a transaction. */
@Component
final class DeliveryReportHandler implements DeliveryReports {

    private static final Logger log = LoggerFactory.getLogger(DeliveryReportHandler.class);

    private final DeliveryReportTable notices;
    private final StepTable steps;
    private final OutboxTable outbox;
    private final UndeliverableNotices undeliverable;
    private final Directory directory;
    private final OutboxPublisher publisher;
    private final NoticeMeters meters;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Receipts receipts;

    DeliveryReportHandler(
            DeliveryReportTable notices,
            StepTable steps,
            OutboxTable outbox,
            UndeliverableNotices undeliverable,
            Directory directory,
            OutboxPublisher publisher,
            NoticeMeters meters,
            TransactionTemplate transaction,
            InstantSource clock,
            Receipts receipts) {
        this.notices = notices;
        this.steps = steps;
        this.outbox = outbox;
        this.undeliverable = undeliverable;
        this.directory = directory;
        this.publisher = publisher;
        this.meters = meters;
        this.transaction = transaction;
        this.clock = clock;
        this.receipts = receipts;
    }

    @Override
    public Optional<Told> told(UUID id) {
        return notices.issued(id)
                .map(notice -> new Told(notice.recipient(), notice.address(), notice.moment(), notices.tasks(id)));
    }

    @Override
    public Effect bounced(UUID id, String reply, boolean addressAtFault) {
        return transaction.execute(status -> {
            var now = clock.instant();
            var effect = effect(id, NoticeState.BOUNCED, reply, now);
            if (addressAtFault && effect != Effect.LATER) {
                notices.issued(id).ifPresent(notice -> directory.markUnreachable(notice.address(), now, reply));
            }
            if (effect == Effect.CHANGED) {
                notices.issued(id).ifPresent(notice -> tellAbove(notice, reply));
            }
            return effect;
        });
    }

    @Override
    public Effect arrived(UUID id, String reply) {
        return transaction.execute(status -> effect(id, NoticeState.ACCEPTED, reply, clock.instant()));
    }

    @Override
    public void tell() {
        undeliverable.tellAbove();
        publisher.nudge();
    }

    private Effect effect(UUID id, NoticeState state, String reply, Instant now) {
        var before = notices.lock(id);
        if (before.isEmpty()) {
            return Effect.NONE;
        }
        if (before.get().state() == NoticeState.SENDING) {
            return Effect.LATER;
        }
        if (!changes(before.get(), state)) {
            return Effect.NONE;
        }
        notices.settle(id, state, reply, now);
        var notice = notices.issued(id).orElseThrow();
        outbox.add(List.of(receipt(notice, state, reply, now)));
        log.info("Notice {} to {} is {}: {}", id, notice.recipient(), state, reply);
        meters.returned(notice, state);
        return Effect.CHANGED;
    }

    /**
     * Only a server that had taken the mail over can report on it: so an attempt whose answer was lost had succeeded,
     * also where the next one was deferred. What is being sent once more on purpose is not that mail.
     */
    private static boolean changes(DeliveryReportTable.Locked before, NoticeState reported) {
        return switch (before.state()) {
            case UNKNOWN -> true;
            case DEFERRED -> !before.resent();
            case ACCEPTED -> reported == NoticeState.BOUNCED;
            default -> false;
        };
    }

    private void tellAbove(Issued issued, String reply) {
        var lines = steps.linesOf(List.of(issued.id()));
        var unit = directory.tree().unit(issued.recipient());
        if (lines.isEmpty() || unit.isEmpty()) {
            return;
        }
        var told = lines.stream().map(KeptLine::line).toList();
        var notice = issued.saying(issued.kind(), issued.level(), NoticeTable.Reading.of(unit.get()), told);
        undeliverable.record(notice, reply);
    }

    private OutboxRecord receipt(Issued notice, NoticeState state, String reply, Instant now) {
        var type = state == NoticeState.BOUNCED ? "bounced" : "sent";
        return receipts.receipt(
                        notice,
                        type,
                        state + "-" + now,
                        now,
                        body -> body.put("state", state.name()).put("reply", reply))
                .after(notice.trace());
    }
}
