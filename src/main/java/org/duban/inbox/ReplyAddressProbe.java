package org.duban.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.duban.channel.Outcome;
import org.duban.letter.ReturnAddresses;
import org.duban.mail.DirectMail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one mail a day to a reply address of this installation: when it comes back, so do the replies of readers. */
final class ReplyAddressProbe {

    private static final Logger log = LoggerFactory.getLogger(ReplyAddressProbe.class);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);

    private final InboxTable table;
    private final ReturnAddresses returns;
    private final DirectMail mail;
    private final InstantSource clock;
    private final boolean wanted;

    ReplyAddressProbe(InboxTable table, ReturnAddresses returns, DirectMail mail, InstantSource clock, boolean wanted) {
        this.table = table;
        this.returns = returns;
        this.mail = mail;
        this.clock = clock;
        this.wanted = wanted;
    }

    /** Sends the probe of the day, unless some node has. */
    void sendIfDue() {
        var now = clock.instant();
        var id = idOf(LocalDate.ofInstant(now, ZoneOffset.UTC));
        if (!wanted || !table.addProbe(id, now)) {
            return;
        }
        var outcome = returns.ofBounces(id)
                .flatMap(sender -> returns.ofReplies(id).map(to -> mail.send(sender, to, bytes(id, to, now))));
        if (outcome.filter(ReplyAddressProbe::tryAgain).isPresent()) {
            table.removeProbe(id);
        }
        log.info(
                "Probe {} sent to ourselves: {}",
                id,
                outcome.map(Outcome::reply).orElse("no address"));
    }

    static UUID idOf(LocalDate day) {
        return UUID.nameUUIDFromBytes(("duban probe " + day).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean tryAgain(Outcome outcome) {
        return outcome instanceof Outcome.ServerDown || outcome instanceof Outcome.Deferred;
    }

    private byte[] bytes(UUID id, String to, Instant now) {
        var from = mail.from();
        var text = String.join(
                "\r\n",
                "Date: " + DATE.format(now.atZone(ZoneOffset.UTC)),
                "From: <" + from + ">",
                "To:\r\n <" + to + ">",
                "Message-ID: <probe-" + id + "@" + from.substring(from.lastIndexOf('@') + 1) + ">",
                "Subject: Duban probe",
                "Auto-Submitted: auto-generated",
                "X-Auto-Response-Suppress: All",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=US-ASCII",
                "",
                "Duban sends this mail to itself once a day, to see that replies come back.",
                "");
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
