package org.duban.inbox;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.answers.MailedAnswers;
import org.duban.answers.MailedAnswers.Mailed;
import org.duban.answers.MailedAnswers.Result;
import org.duban.answers.links.SignedAddresses;
import org.duban.database.FailureClassifier;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.events.TaskEventPublisher.EventsNotWritten;
import org.duban.inbox.InboxTable.Fate;
import org.duban.inbox.mime.DeliveryReport;
import org.duban.inbox.mime.InboxReason;
import org.duban.inbox.mime.IncomingMail;
import org.duban.inbox.mime.MailClassifier;
import org.duban.inbox.mime.MailParser;
import org.duban.inbox.replies.AbsenceDate;
import org.duban.inbox.replies.ReplyMeaning;
import org.duban.inbox.replies.ReplyWords;
import org.duban.mail.AlikeFailures;
import org.duban.notice.pipeline.DeliveryReports;
import org.duban.notice.pipeline.DeliveryReports.Effect;
import org.duban.notice.pipeline.DeliveryReports.Told;
import org.duban.notice.pipeline.MailForwarding.Forwarded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes mails in, each once: what it asks for, that it was taken in and that it is forwarded are one transaction. Nothing is ever
 * answered.
 */
final class MailIntake {

    private static final Logger log = LoggerFactory.getLogger(MailIntake.class);

    private final InboxTable table;
    private final SignedAddresses addresses;
    private final DeliveryReports reports;
    private final MailedAnswers answers;
    private final AlikeFailures alike;
    private final Directory directory;
    private final OfficeForwarding forwarding;
    private final FailureClassifier blame;
    private final InboxMeters meters;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    /** It takes so many because it joins the ways that a mail may go: report, answer, or a row for the office, each in one transaction. */
    MailIntake(
            InboxTable table,
            SignedAddresses addresses,
            DeliveryReports reports,
            MailedAnswers answers,
            AlikeFailures alike,
            Directory directory,
            OfficeForwarding forwarding,
            FailureClassifier blame,
            InboxMeters meters,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.table = table;
        this.addresses = addresses;
        this.reports = reports;
        this.answers = answers;
        this.alike = alike;
        this.directory = directory;
        this.forwarding = forwarding;
        this.blame = blame;
        this.meters = meters;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Takes a mail in; does nothing if it was taken in before.
     *
     * @return false if it is to be offered again a little later
     * @throws RuntimeException if the database or Kafka is away: the same
     */
    boolean take(byte[] bytes) {
        var mail = MailParser.parse(bytes);
        try {
            return take(mail, () -> fate(mail), true);
        } catch (EventsNotWritten | TransactionException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (blame.isTheWorlds(e)) {
                throw e;
            }
            // A mail that always fails must not keep out those behind it.
            log.error("Mail {} could not be acted upon; the office finds it in the inbox", mail.key(), e);
            return leave(mail, e);
        }
    }

    /**
     * Leaves a mail that cannot be fetched to the office, each once.
     *
     * @param head its headers; empty if not even they could be had
     * @param folder whose mailbox, folder and validity it has
     * @param kind what went wrong
     * @return false if it is to be offered again a little later
     */
    boolean takeUnreadable(byte[] head, String folder, long uid, String kind) {
        var parsed = MailParser.parse(head).knownAs(DigestUtils.sha256Hex(folder + "/" + uid));
        var notice = MailClassifier.notice(parsed, addresses).orElse(null);
        var why = InboxReason.UNREADABLE.with(String.valueOf(uid), kind);
        return take(parsed, () -> Optional.of(placed(Fate.of(InboxState.NOT_UNDERSTOOD, notice, why))), true);
    }

    /** For the office to read, if it can be forwarded; of a mail that cannot even be kept, only that it came. */
    private boolean leave(IncomingMail mail, Throwable failure) {
        var why = InboxReason.OUR_MISTAKE.with(FailureClassifier.kind(failure));
        Acting left = () -> Optional.of(Fate.of(InboxState.NOT_UNDERSTOOD, null, why));
        return take(mail, left, true, () -> take(mail, left, false, () -> take(unreadable(mail), left, false)));
    }

    private static IncomingMail unreadable(IncomingMail mail) {
        return IncomingMail.unreadable(mail.key());
    }

    private boolean take(IncomingMail mail, Acting acting, boolean forwards, BooleanSupplier otherwise) {
        try {
            return take(mail, acting, forwards);
        } catch (RuntimeException e) {
            if (blame.isTheWorlds(e)) {
                throw e;
            }
            log.error("Mail {} could not be left to the office as it is", mail.key(), e);
            return otherwise.getAsBoolean();
        }
    }

    private interface Acting {
        /** Empty: not yet. */
        Optional<Fate> act();
    }

    /** What is known of a mail once its transaction has ended. */
    private record Settled(Fate fate, Optional<Forwarded> forwarded) {}

    private boolean take(IncomingMail mail, Acting acting, boolean forwards) {
        var settled = new Settled[1];
        var taken = Objects.requireNonNull(transaction.execute(status -> {
            var id = table.add(mail, clock.instant());
            if (id.isEmpty()) {
                return true;
            }
            var fate = acting.act();
            if (fate.isEmpty()) {
                status.setRollbackOnly();
                return false;
            }
            table.settle(id.get(), fate.get());
            var forwarded = forwards ? forwarded(id.get(), mail, fate.get()) : Optional.<Forwarded>empty();
            settled[0] = new Settled(fate.get(), forwarded);
            return true;
        }));
        if (settled[0] != null) {
            told(settled[0].fate);
            settled[0].forwarded.ifPresent(forwarding::tell);
        }
        return taken;
    }

    private Optional<Forwarded> forwarded(long id, IncomingMail mail, Fate fate) {
        var told = Optional.ofNullable(fate.notice()).flatMap(reports::told).orElse(null);
        return forwarding.forward(id, mail, fate, told, clock.instant());
    }

    private void told(Fate fate) {
        meters.taken(fate.state());
        log.info(
                "Mail taken in, state={} notice={} event={} reason={}",
                fate.state(),
                fate.notice(),
                fate.eventId(),
                fate.reason());
        if (fate.state() == InboxState.BOUNCE) {
            reports.tell();
        }
    }

    private Optional<Fate> fate(IncomingMail mail) {
        var sorted = MailClassifier.of(mail, addresses);
        if (sorted instanceof MailClassifier.Forged forged) {
            return Optional.of(Fate.of(InboxState.FORGED, null, forged.reason()));
        } else if (sorted instanceof MailClassifier.Report report) {
            return reported(report, mail);
        } else if (sorted instanceof MailClassifier.Reply reply) {
            return Optional.of(probed(reply.id()).orElseGet(() -> replied(reply.id(), mail)));
        } else if (sorted instanceof MailClassifier.Automatic automatic) {
            var fate = Fate.of(InboxState.AUTO_REPLY, automatic.id(), InboxReason.BY_A_PROGRAM.with(automatic.sign()))
                    .away(AbsenceDate.until(mail.text(), today()).orElse(null));
            return Optional.of(probed(automatic.id()).orElseGet(() -> placed(fate)));
        }
        var left = (MailClassifier.ForTheOffice) sorted;
        return Optional.of(placed(Fate.of(InboxState.NOT_UNDERSTOOD, left.id(), left.reason())));
    }

    private Optional<Fate> reported(MailClassifier.Report reported, IncomingMail mail) {
        var id = reported.id();
        var told = reports.told(id);
        if (told.isEmpty()) {
            return Optional.of(Fate.of(
                    InboxState.BOUNCE,
                    id,
                    InboxReason.REPORT_ON_NO_NOTICE.with(reported.report().reason())));
        }
        var address = told.get().address();
        var report = reported.report().about(address).orElse(null);
        if (report == null || (mail.report() == null && namesOnlyOthers(report, mail, address))) {
            var why = InboxReason.REPORT_ON_OTHERS.with(reported.report().reason());
            return Optional.of(placed(Fate.of(InboxState.NOT_UNDERSTOOD, id, why), told.get()));
        }
        var effect = effect(id, report, address);
        return effect == Effect.LATER
                ? Optional.empty()
                : Optional.of(placed(Fate.of(InboxState.BOUNCE, id, report.reason())));
    }

    private Effect effect(UUID id, DeliveryReport report, String address) {
        if (report.failed()) {
            alike.heard(address, report.cause(), report.diagnostic());
            return reports.bounced(id, report.reply(), report.cause(), report.faultOf(address));
        }
        return report.arrived() ? reports.arrived(id, report.reply()) : Effect.NONE;
    }

    /** In words, and of a recipient who is not the reader: a list, or somebody who sends on, may report on anybody. */
    private static boolean namesOnlyOthers(DeliveryReport report, IncomingMail mail, String address) {
        return !report.finalRecipient().isEmpty()
                && !report.finalRecipient().equalsIgnoreCase(address)
                && !mail.text().toLowerCase(Locale.ROOT).contains(address.toLowerCase(Locale.ROOT));
    }

    private Optional<Fate> probed(@Nullable UUID id) {
        var now = clock.instant();
        if (id == null || !table.probeBack(id, now)) {
            return Optional.empty();
        }
        table.lastProbe().ifPresent(probe -> meters.probed(probe.sentAt(), now));
        return Optional.of(Fate.of(InboxState.PROBE, null, null));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Fate replied(UUID id, IncomingMail mail) {
        var told = reports.told(id);
        if (told.isEmpty()) {
            return Fate.of(InboxState.NOT_UNDERSTOOD, id, InboxReason.NO_SUCH_NOTICE.with());
        }
        if (told.get().forwarding()) {
            return placed(
                    Fate.of(InboxState.NOT_UNDERSTOOD, id, InboxReason.ANSWERS_A_FORWARDED_MAIL.with()), told.get());
        }
        var meaning = ReplyWords.meaning(
                ReplyWords.byIds(mail.text(), told.get().numbers()),
                told.get().tasks(),
                names(told.get().recipient()));
        if (meaning instanceof ReplyMeaning.Unclear unclear) {
            return placed(Fate.of(InboxState.NOT_UNDERSTOOD, id, unclear.reason()), told.get());
        }
        return given(id, mail, told.get(), (ReplyMeaning.Says) meaning);
    }

    private List<String> names(String unit) {
        return directory
                .tree()
                .unit(unit)
                .map(known -> List.of(known.nameZh(), known.nameEn()))
                .orElse(List.of());
    }

    private Fate given(UUID id, IncomingMail mail, Told told, ReplyMeaning.Says says) {
        var result = answers.give(new Mailed(
                says.answer(),
                id,
                says.task(),
                told.recipient(),
                told.due(),
                says.percent(),
                says.note(),
                "mail-" + mail.key()));
        if (result instanceof Result.Written written) {
            return placed(Fate.of(InboxState.REPLY, id, null), told).asEvent(says.task(), written.eventId());
        } else if (result instanceof Result.Before before) {
            return placed(Fate.of(InboxState.REPLY, id, before.why()), told).asEvent(says.task(), null);
        }
        var why = ((Result.NotTaken) result).why();
        return placed(Fate.of(InboxState.NOT_TAKEN, id, why), told).asEvent(says.task(), null);
    }

    private Fate placed(Fate fate) {
        return Optional.ofNullable(fate.notice())
                .flatMap(reports::told)
                .map(told -> placed(fate, told))
                .orElse(fate);
    }

    private Fate placed(Fate fate, Told told) {
        var office = directory.tree().officesAbove(told.recipient()).stream()
                .findFirst()
                .map(Unit::code)
                .orElse(null);
        return fate.about(told.recipient(), office);
    }
}
