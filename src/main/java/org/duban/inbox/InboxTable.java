package org.duban.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.duban.inbox.mime.IncomingMail;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** The mails that came in, how far the mailbox was read, and the probes. */
interface InboxTable {

    /** What became of a mail. */
    record Fate(
            InboxState state,
            @Nullable UUID notice,
            @Nullable String unit,
            @Nullable String office,
            @Nullable String task,
            @Nullable String eventId,
            @Nullable Reason reason,
            @Nullable LocalDate awayUntil) {

        static Fate of(InboxState state, @Nullable UUID notice, @Nullable Reason reason) {
            return new Fate(state, notice, null, null, null, null, reason, null);
        }

        Fate about(String unit, @Nullable String office) {
            return new Fate(state, notice, unit, office, task, eventId, reason, awayUntil);
        }

        Fate asEvent(String task, @Nullable String eventId) {
            return new Fate(state, notice, unit, office, task, eventId, reason, awayUntil);
        }

        Fate away(@Nullable LocalDate until) {
            return new Fate(state, notice, unit, office, task, eventId, reason, until);
        }
    }

    /**
     * Takes a mail in, unless the same was taken in before; another node that takes it in waits for this transaction.
     *
     * @return its id; empty if it was taken in before
     */
    Optional<Long> add(IncomingMail mail, Instant now);

    void settle(long id, Fate fate);

    /** Notes that a mail was forwarded to an office. */
    void noteForwarded(long id, String office);

    /** Notes why a mail was not forwarded though somebody is to read it. */
    void noteNotForwarded(long id, Reason why);

    /**
     * How many mails were forwarded.
     *
     * @param ofWriter those that claim the same writer; 0 where none is claimed
     * @param aboutNotice those about the same notice, or, where no notice is known, about none
     */
    record ForwardedNumber(long ofWriter, long aboutNotice) {}

    /** Counts what was forwarded since then; nobody else counts until this transaction ends. */
    ForwardedNumber forwardedSince(Instant since, String writer, @Nullable UUID notice);

    /** Up to which UID a folder of this validity was read; 0 if it was not. */
    long readUpTo(String folder, long validity);

    void markRead(String folder, long validity, long uid);

    /** A mail to ourselves. */
    record Probe(UUID id, Instant sentAt, @Nullable Instant backAt) {

        /** Whether it should have come back by now. */
        boolean lostBy(Instant now, Duration within) {
            return backAt == null && sentAt.plus(within).isBefore(now);
        }
    }

    /** Notes a probe before it is sent; false if there is one of that id already: another node sends it. */
    boolean addProbe(UUID id, Instant now);

    /** Forgets a probe that was not sent after all. */
    void removeProbe(UUID id);

    /** Notes that a probe came back; false if none of that id was sent. */
    boolean probeBack(UUID id, Instant now);

    Optional<Probe> lastProbe();
}
