package org.duban.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.answers.links.SignedAddresses;
import org.duban.content.ForwardedMail;
import org.duban.content.NoticeLine.Name;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.inbox.InboxTable.Fate;
import org.duban.inbox.mime.InboxReason;
import org.duban.inbox.mime.IncomingMail;
import org.duban.inbox.mime.StorableText;
import org.duban.inbox.replies.ReplyText;
import org.duban.letter.MailWriter;
import org.duban.mail.InboxProperties;
import org.duban.notice.pipeline.DeliveryReports.Told;
import org.duban.notice.pipeline.MailForwarding;
import org.duban.notice.pipeline.MailForwarding.Forwarded;
import org.duban.reasons.Reason;
import org.duban.reasons.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * Forwards what a person is to read to the office in charge, each mail once: the office above the unit that it came back from. No
 * mail goes in a circle: what Duban sent itself, and what comes back to a mail that was forwarded, stays on the page alone, and
 * nobody has more than so many mails a day forwarded.
 */
final class OfficeForwarding {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_ATTACHMENTS = 10;
    private static final int LONGEST_WORDS = 2_000;

    private final InboxTable table;
    private final MailForwarding forwarding;
    private final Directory directory;
    private final String ourselves;
    private final String inbox;
    private final InboxProperties settings;

    /**
     * @param ourselves the address that Duban writes from
     * @param inbox where the page of the inbox is
     */
    OfficeForwarding(
            InboxTable table,
            MailForwarding forwarding,
            Directory directory,
            String ourselves,
            String inbox,
            InboxProperties settings) {
        this.table = table;
        this.forwarding = forwarding;
        this.directory = directory;
        this.ourselves = ourselves;
        this.inbox = inbox;
        this.settings = settings;
    }

    /**
     * Forwards a mail if a person is to read it, and notes with the mail whether it was; joins the caller's transaction.
     *
     * @param told what the notice told that it came back about; null if nobody knows that
     */
    Optional<Forwarded> forward(long id, IncomingMail mail, Fate fate, @Nullable Told told, Instant now) {
        if (!fate.state().forAPerson() || settings.mostForwarded() == 0) {
            return Optional.empty();
        }
        var hindrance = hindrance(mail, fate, told, now);
        if (hindrance.isPresent()) {
            table.noteNotForwarded(id, hindrance.get());
            return Optional.empty();
        }
        var forwarded = forwarding.forward(
                forwarded(id, mail, fate, now), offices(fate), except(mail, told), tasks(fate, told));
        forwarded.ifPresentOrElse(
                done -> table.noteForwarded(id, done.office()),
                () -> table.noteNotForwarded(id, InboxReason.NO_OFFICE_TO_FORWARD_TO.with()));
        return forwarded;
    }

    /** Has it sent at once; for after the transaction. */
    void tell(Forwarded forwarded) {
        forwarding.tell(forwarded);
    }

    private Optional<Reason> hindrance(IncomingMail mail, Fate fate, @Nullable Told told, Instant now) {
        if (told != null && told.forwarding()) {
            return Optional.of(InboxReason.ABOUT_A_FORWARDED_MAIL.with());
        }
        if (isOurs(mail.origin())) {
            return Optional.of(InboxReason.SENT_BY_OURSELVES.with());
        }
        var count = table.forwardedSince(now.minus(DAY), mail.origin().address(), fate.notice());
        var most = settings.mostForwarded();
        return Stream.of(
                        new Limit(count.ofWriter(), InboxReason.TOO_MANY_OF_THIS_SENDER),
                        new Limit(
                                count.aboutNotice(),
                                fate.notice() == null
                                        ? InboxReason.TOO_MANY_ABOUT_NO_NOTICE
                                        : InboxReason.TOO_MANY_ABOUT_THIS_NOTICE))
                .filter(limit -> limit.number >= most)
                .findFirst()
                .map(limit -> limit.reason.with(String.valueOf(most)));
    }

    private record Limit(long number, ReasonCode reason) {}

    private boolean isOurs(IncomingMail.Origin origin) {
        var at = origin.address().lastIndexOf('@');
        return origin.duban()
                || origin.address().equalsIgnoreCase(ourselves)
                || at > 0 && SignedAddresses.claimed(origin.address().substring(0, at));
    }

    /** Of whom nobody knows which unit he is of, the office that is set for that hears first, then the top of the tree. */
    private List<String> offices(Fate fate) {
        var unit = fate.unit();
        var above =
                directory.tree().bodiesAbove(unit == null ? "" : unit).stream().map(Unit::code);
        var set = Stream.ofNullable(settings.office());
        var offices = unit == null ? Stream.concat(set, above) : Stream.concat(above, set);
        return List.copyOf(new LinkedHashSet<>(
                offices.filter(office -> !office.equals(unit)).toList()));
    }

    /** Who wrote it, and who has got the mail that it answers, needs not be told. */
    private static Set<String> except(IncomingMail mail, @Nullable Told told) {
        var except =
                new HashSet<>(List.of(mail.origin().address(), mail.origin().answerTo()));
        Stream.ofNullable(told).map(Told::address).forEach(except::add);
        return except;
    }

    /** The one that it names, or else all that the notice told of. */
    private static List<String> tasks(Fate fate, @Nullable Told told) {
        if (fate.task() != null) {
            return List.of(fate.task());
        }
        return told == null ? List.of() : told.tasks();
    }

    private ForwardedMail forwarded(long id, IncomingMail mail, Fate fate, Instant now) {
        var named = mail.attachments();
        return new ForwardedMail(
                id,
                StorableText.line(mail.sender(), 300),
                answerTo(mail),
                Optional.ofNullable(fate.unit())
                        .flatMap(directory.tree()::unit)
                        .map(unit -> new Name(unit.nameZh(), unit.nameEn()))
                        .orElse(null),
                now,
                StorableText.line(mail.subject(), 300),
                StorableText.lines(ReplyText.shown(mail.text()), LONGEST_WORDS),
                named.stream().limit(MOST_ATTACHMENTS).toList(),
                Math.max(0, named.size() - MOST_ATTACHMENTS),
                inbox + "?show=all&before=" + (id + 1),
                fate.reason());
    }

    /** Only an address that can stand in a header, and not one of ours: an answer is to reach a person. */
    private @Nullable String answerTo(IncomingMail mail) {
        return Stream.of(mail.origin().answerTo(), mail.origin().address())
                .filter(address -> !isOurs(new IncomingMail.Origin(address, "", false)))
                .flatMap(address -> MailWriter.envelope(address).stream())
                .filter(address -> address.chars().allMatch(c -> c < 128))
                .map(address -> address.toLowerCase(Locale.ROOT).startsWith("mailer-daemon@") ? "" : address)
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElse(null);
    }
}
