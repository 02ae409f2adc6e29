package org.duban.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.duban.channel.Delivery;
import org.duban.content.ForwardedMail;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.directory.Unit;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;

/** The notices on their way, and their states. */
public interface NoticeTable {

    /**
     * What a notice says of its recipient, and by which clock; frozen with it, so that a copy is the same mail even if the
     * unit is named anew or moves meanwhile.
     */
    record Reading(String nameZh, String nameEn, Locale locale, ZoneId zone) {

        public static Reading of(Unit unit) {
            return new Reading(unit.nameZh(), unit.nameEn(), unit.locale(), unit.zone());
        }
    }

    /**
     * A notice as it is first written.
     *
     * @param number by which people call it; null in notices from before there were numbers
     * @param reading null if there was no such unit any more, and in notices from before this was kept
     * @param issuedAt when it was composed, or composed anew because nobody can have got it
     * @param trace where its issue stands in a trace; null if nobody traces it
     */
    record Issued(
            UUID id,
            @Nullable String number,
            String recipient,
            String address,
            NoticeKind kind,
            NoticeLevel level,
            Instant moment,
            Instant issuedAt,
            @Nullable Reading reading,
            @Nullable TracePoint trace)
            implements NoticeEvents.Subject {

        public Issued at(@Nullable TracePoint place) {
            return new Issued(id, number, recipient, address, kind, level, moment, issuedAt, reading, place);
        }

        /** The same composed anew. */
        public Issued at(Instant now) {
            return new Issued(id, number, recipient, address, kind, level, moment, now, reading, trace);
        }

        public Notice forwarding(ForwardedMails.Content content, Reading words) {
            return notice(kind, level, words, content.lines(), content.mail());
        }

        public Notice saying(NoticeKind anotherKind, NoticeLevel anotherLevel, Reading words, List<NoticeLine> lines) {
            return notice(anotherKind, anotherLevel, words, lines, null);
        }

        private Notice notice(
                NoticeKind kind,
                NoticeLevel level,
                Reading words,
                List<NoticeLine> lines,
                @Nullable ForwardedMail mail) {
            return new Notice(
                    id,
                    recipient,
                    words.nameZh(),
                    words.nameEn(),
                    address,
                    words.locale(),
                    words.zone(),
                    kind,
                    level,
                    moment,
                    issuedAt,
                    lines,
                    mail,
                    number);
        }
    }

    /** A notice that is to be tried first later than this after it was issued is put off on purpose, and waits for that. */
    Duration PUT_OFF = Duration.ofMinutes(1);

    /** Keeps new notices. For one that is put off, the time for which it is tried counts from its first attempt. */
    void insert(List<Issued> notices, Instant nextAttemptAt);

    /** After this time a notice was not sent as it came, but waited: what it says is judged by then. */
    Duration WAITED = Duration.ofSeconds(10);

    /**
     * A notice that a node has in hand.
     *
     * @param before its state before it was claimed
     * @param perhapsSent whether some attempt may have handed it over without our learning of it
     * @param forced whether somebody asked for it once more, word for word
     * @param triedFrom from when the time counts for which it is tried: when it was issued, or asked for again
     */
    record Claimed(
            Issued notice, NoticeState before, boolean perhapsSent, boolean forced, int attempts, Instant triedFrom) {

        /** Whether somebody asked for it, and this is the first attempt since: nothing is on its way yet. */
        public boolean asked() {
            return forced && attempts == 1;
        }

        /** Whether a mail may exist whose bytes a new one must repeat. */
        public boolean repeated() {
            return perhapsSent || forced;
        }

        /** Whether it waited on purpose, and is sent at its own time. */
        public boolean putOff() {
            return !repeated() && triedFrom.isAfter(notice.issuedAt().plus(PUT_OFF));
        }

        /** Whether it could not be sent as it came, so that what it says may have been overtaken. */
        public boolean waited(Instant now) {
            return !repeated()
                    && (before == NoticeState.DEFERRED
                            || before == NoticeState.BOUNCED
                            || putOff()
                            || !notice.issuedAt().plus(WAITED).isAfter(now));
        }
    }

    /** Claims those of these notices that nobody has tried yet, without those that are put off. */
    List<Claimed> claim(Collection<UUID> ids, Instant now, UUID claim, Instant leaseEnd);

    /** Claims notices that are due, the most severe first; those that another node is claiming are left out. */
    List<Claimed> claimDue(Instant now, int limit, UUID claim, Instant leaseEnd);

    /**
     * Claims what else {@linkplain Claimed#waited waited} for the readers of these notices, and for those of them for whom one
     * of these waited whatever else there is; only what was certainly never handed over, and no forwarded mails. Those that
     * another node is claiming are left out. If there is more than the limit, all for one reader comes before the next, by recipient and address.
     */
    List<Claimed> claimBeside(Collection<Claimed> notices, Instant now, int limit, UUID claim, Instant leaseEnd);

    /** Which of these notices have come to their readers, or may have, or are on their way under another claim than this. */
    Set<UUID> handedOver(Collection<UUID> ids, UUID claim);

    /**
     * A notice's new state; one whose claim is no longer this one is left as it is.
     *
     * @param mergedInto the notice that tells what this one had to tell; null if none does
     */
    record Change(
            Issued notice,
            UUID claim,
            NoticeState state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable String reply,
            @Nullable Instant sentAt,
            @Nullable UUID mergedInto) {

        /** One whose lines stay with it. */
        public Change(
                Issued notice,
                UUID claim,
                NoticeState state,
                int attempts,
                @Nullable Instant nextAttemptAt,
                @Nullable String reply,
                @Nullable Instant sentAt) {
            this(notice, claim, state, attempts, nextAttemptAt, reply, sentAt, null);
        }
    }

    /** @return the ids of those that were changed */
    List<UUID> change(List<Change> changes);

    /** Moves the end of the lease; never waits for those who are settling or claiming one of them just now. */
    void renew(Collection<Delivery> held, Instant leaseEnd);

    /**
     * A notice whose lines are other ones by now.
     *
     * @param statedAt as of when its words count, and its mail's date
     * @param triedFrom from when the time counts for which it is tried
     */
    record Recomposed(UUID id, NoticeKind kind, NoticeLevel level, Instant statedAt, Instant triedFrom) {}

    /** Writes what is new of notices whose lines were dropped, came from others or were put in other words. */
    void recompose(List<Recomposed> notices);

    /** A notice of that id, if nothing more will happen to it by itself. */
    Optional<Issued> settled(UUID id);

    /**
     * Has a settled notice sent once more.
     *
     * @return whether it will be; false if it is on its way anyway
     */
    boolean resend(UUID id, Instant now);

    /** Makes those of these notices due that are not settled and that nobody would ever try again. */
    void makeDue(Collection<UUID> notices, Instant now);

    /** When a notice that is not settled is tried next; empty if all are. */
    Optional<Instant> nextAttemptAt();
}
