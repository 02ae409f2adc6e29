package org.duban.notice.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.duban.channel.FailureCause;
import org.duban.directory.Directory;
import org.duban.fate.KeptLine;
import org.duban.notice.JdbcDeliveryReports;
import org.duban.notice.NoticeEvents;
import org.duban.notice.NoticeState;
import org.duban.notice.NoticeTable;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.StepTable;
import org.duban.policy.NoticeKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What mail servers report about notices after one of them had taken them over. Everything may be reported again, and
 * joins the caller's transaction.
 */
@Component
public final class DeliveryReports {

    private static final Logger log = LoggerFactory.getLogger(DeliveryReports.class);

    private final JdbcDeliveryReports notices;
    private final StepTable steps;
    private final NoticeEvents events;
    private final UndeliverableNotices undeliverable;
    private final Directory directory;
    private final MailForwarding forwarding;
    private final NoticeIssuer issuer;
    private final RetryProperties retries;
    private final NoticeMeters meters;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    /** It takes so many because a late report changes notice, steps and directory at once, and may owe the office above a notice. */
    DeliveryReports(
            JdbcDeliveryReports notices,
            StepTable steps,
            NoticeEvents events,
            UndeliverableNotices undeliverable,
            Directory directory,
            MailForwarding forwarding,
            NoticeIssuer issuer,
            RetryProperties retries,
            NoticeMeters meters,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.notices = notices;
        this.steps = steps;
        this.events = events;
        this.undeliverable = undeliverable;
        this.directory = directory;
        this.forwarding = forwarding;
        this.issuer = issuer;
        this.retries = retries;
        this.meters = meters;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Whom a notice told what.
     *
     * @param recipient the code of the unit told
     * @param due when it was due
     * @param tasks the ids of the tasks that it told of
     * @param numbers by the id of such a task the number by which people call it, of those that have one
     * @param forwarding whether it forwarded a mail; then its tasks are none of its own
     */
    public record Told(
            String recipient,
            String address,
            Instant due,
            List<String> tasks,
            Map<String, String> numbers,
            boolean forwarding) {
        public Told {
            tasks = List.copyOf(tasks);
            numbers = Map.copyOf(numbers);
        }
    }

    /** What a report led to. */
    public enum Effect {
        /** The notice has a new state. */
        CHANGED,
        /** It had that state before, or one that the report says nothing against. */
        NONE,
        /** A mail node has the notice in hand: to be reported again when that is recorded. */
        LATER
    }

    /** Empty if there is no notice of this id. */
    public Optional<Told> told(UUID id) {
        return notices.issued(id)
                .map(notice -> new Told(
                        notice.recipient(),
                        notice.address(),
                        notice.moment(),
                        notices.tasks(id),
                        notices.numbers(id),
                        notice.kind() == NoticeKind.FORWARDED));
    }

    /**
     * Reports that a notice did not arrive after all. For a reason that passes in days it is sent again a day and three days after
     * its first attempt, as far as it still holds and nobody has answered it. Else the office above is told instead, once. It is
     * {@link NoticeState#BOUNCED} in either case.
     *
     * @param reply the words of the mail server, one line
     * @param cause what it complains of
     * @param addressAtFault whether it is the address that is wrong: then it gets no more mail
     */
    public Effect bounced(UUID id, String reply, FailureCause cause, boolean addressAtFault) {
        return transaction.execute(status -> {
            var now = clock.instant();
            var passing = cause.passesInDays() ? returned(id, reply, now) : Optional.<Effect>empty();
            if (passing.isPresent()) {
                return passing.get();
            }
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

    /** Reports that a notice arrived: one whose answer was lost need not be sent again. */
    public Effect arrived(UUID id, String reply) {
        return transaction.execute(status -> effect(id, NoticeState.ACCEPTED, reply, clock.instant()));
    }

    /** Has told at once what reports led to; for after their transaction, and without it a little later by itself. */
    public void tell() {
        issuer.issue();
    }

    /** Empty if it counts as any other that came back; forwarded mails go to the next office rather than wait. */
    private Optional<Effect> returned(UUID id, String reply, Instant now) {
        var before = notices.lock(id).filter(one -> changes(one, NoticeState.BOUNCED));
        var notice = notices.issued(id).filter(one -> one.kind() != NoticeKind.FORWARDED);
        if (before.isEmpty() || notice.isEmpty()) {
            return Optional.empty();
        }
        if (before.get().actedOn()) {
            return Optional.of(Effect.NONE);
        }
        var again = retries.afterReturn(before.get().triedFrom(), now);
        if (again.isEmpty()) {
            return Optional.empty();
        }
        if (before.get().comesBack() && again.get().equals(before.get().nextAttemptAt())) {
            return Optional.of(Effect.NONE);
        }
        notices.sendAgain(id, reply, again.get());
        events.returned(notice.get(), reply, again.get(), now);
        log.info(
                "Notice {} to {} came back, sent again at {}: {}",
                id,
                notice.get().recipient(),
                again.get(),
                reply);
        meters.returned(notice.get(), NoticeState.BOUNCED);
        return Optional.of(Effect.CHANGED);
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
        events.reported(notice, state, reply, now);
        log.info("Notice {} to {} is {}: {}", id, notice.recipient(), state, reply);
        meters.returned(notice, state);
        return Effect.CHANGED;
    }

    /**
     * Only a server that had taken the mail over can report on it: so an attempt whose answer was lost had succeeded,
     * also where the next one was deferred. What is being sent once more on purpose is not that mail.
     */
    private static boolean changes(JdbcDeliveryReports.Locked before, NoticeState reported) {
        return switch (before.state()) {
            case UNKNOWN -> true;
            case DEFERRED -> !before.resent();
            case BOUNCED -> before.comesBack();
            case ACCEPTED -> reported == NoticeState.BOUNCED;
            default -> false;
        };
    }

    private void tellAbove(Issued issued, String reply) {
        var forwarded = forwarding.notice(issued);
        if (forwarded.isPresent()) {
            undeliverable.record(forwarded.get(), reply);
            return;
        }
        var lines = steps.linesOf(List.of(issued.id()));
        var unit = directory.tree().unit(issued.recipient());
        if (lines.isEmpty() || unit.isEmpty()) {
            return;
        }
        var told = lines.stream().map(KeptLine::line).toList();
        var notice = issued.saying(issued.kind(), issued.level(), NoticeTable.Reading.of(unit.get()), told);
        undeliverable.record(notice, reply);
    }
}
