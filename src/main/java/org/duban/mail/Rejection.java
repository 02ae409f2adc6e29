package org.duban.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.duban.channel.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when the mail server answers but takes no mail of ours, be it for now (full disk, a filter that is away) or for good
 * (no relaying, a block list): three readers in a row have heard so, and nobody between them got his mail. Pleas for less
 * count only when a minute of going slower has not helped; what a server says about one address, or to let a new reader wait,
 * never does.
 */
final class Rejection {

    private static final Logger log = LoggerFactory.getLogger(Rejection.class);

    private static final int READERS_IN_A_ROW = 3;
    private static final Duration GOING_SLOWER = Duration.ofMinutes(1);

    /** What still waits has been tried again by then: the longest delay between two attempts is four hours and a fifth. */
    private static final Duration LASTING = Duration.ofHours(6);

    private final InstantSource clock;
    private final Set<String> rejected = new HashSet<>();
    private final Set<String> rejectedWithoutPlea = new HashSet<>();
    private Instant since = Instant.EPOCH;
    private Instant last = Instant.EPOCH;
    private String reply = "";
    private boolean told;

    Rejection(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes what the server said to a mail. */
    synchronized void heard(SlowDownReply plea, String reader, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            accepted();
        } else if (isAboutUs(outcome)) {
            rejected(plea, reader, outcome.reply());
        }
    }

    /** Since when and with which words no mail is taken; empty while all is well, or nothing is known. */
    synchronized Optional<Trouble> trouble() {
        var now = clock.instant();
        var lasts = rejectedWithoutPlea.size() >= READERS_IN_A_ROW
                || (rejected.size() >= READERS_IN_A_ROW && !now.isBefore(since.plus(GOING_SLOWER)));
        return lasts && now.isBefore(last.plus(LASTING)) ? Optional.of(new Trouble(since, reply)) : Optional.empty();
    }

    private void accepted() {
        if (told) {
            log.info("The mail server takes mails again; it took none since {}", since);
        }
        rejected.clear();
        rejectedWithoutPlea.clear();
        told = false;
    }

    private void rejected(SlowDownReply plea, String reader, String words) {
        last = clock.instant();
        reply = words;
        if (rejected.isEmpty()) {
            since = last;
        }
        note(rejected, reader);
        if (plea == SlowDownReply.NONE) {
            note(rejectedWithoutPlea, reader);
        }
        if (!told && trouble().isPresent()) {
            told = true;
            log.warn("The mail server answers but takes no mails since {}: {}", since, words);
        }
    }

    /** More of them would say nothing new. */
    private static void note(Set<String> readers, String reader) {
        if (readers.size() < READERS_IN_A_ROW) {
            readers.add(reader);
        }
    }

    private static boolean isAboutUs(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                ? !refused.addressRefused()
                : !SlowDownReply.isGreylisting(outcome.reply());
    }

    /**
     * @param since when the first of the readers in a row was not sent to
     * @param reply the server's last words, or what went wrong
     */
    record Trouble(Instant since, String reply) {}
}
