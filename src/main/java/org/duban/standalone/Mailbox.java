package org.duban.standalone;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The last mails that came in, in memory: at most 10,000, and at most 256 MiB of them. Safe for many threads. */
final class Mailbox {

    static final int CAPACITY = 10_000;
    private static final long MOST_BYTES = 256L << 20;

    private final InstantSource clock;
    private final String name = UUID.randomUUID().toString();
    private final Deque<ReceivedMail> mails = new ArrayDeque<>();
    private long lastId;
    private long bytes;

    Mailbox(InstantSource clock) {
        this.clock = clock;
    }

    /** Differs at each start, so that a reader notices that the numbers begin anew. */
    String name() {
        return name;
    }

    synchronized void add(String envelopeFrom, List<String> recipients, byte[] content) {
        mails.addLast(new ReceivedMail(++lastId, clock.instant(), envelopeFrom, recipients, content));
        bytes += content.length;
        while (mails.size() > CAPACITY || (bytes > MOST_BYTES && mails.size() > 1)) {
            bytes -= mails.removeFirst().bytes().length;
        }
    }

    synchronized int size() {
        return mails.size();
    }

    synchronized long newest() {
        return lastId;
    }

    synchronized Optional<ReceivedMail> mail(long id) {
        return mails.stream().filter(mail -> mail.id() == id).findFirst();
    }

    synchronized void clear() {
        mails.clear();
        bytes = 0;
    }

    /** Mails that came after the one of that number, the oldest first. */
    List<MailSummary> after(long id, Predicate<MailSummary> wanted, int limit) {
        return select(copy(false), mail -> mail.id() > id, wanted, limit);
    }

    /** Mails that came before the one of that number, the newest first. */
    List<MailSummary> before(long id, Predicate<MailSummary> wanted, int limit) {
        return select(copy(true), mail -> mail.id() < id, wanted, limit);
    }

    private static List<MailSummary> select(
            List<ReceivedMail> mails, Predicate<ReceivedMail> range, Predicate<MailSummary> wanted, int limit) {
        return mails.stream()
                .filter(range)
                .map(ReceivedMail::summary)
                .filter(wanted)
                .limit(limit)
                .toList();
    }

    private synchronized List<ReceivedMail> copy(boolean newestFirst) {
        var copy = new ArrayList<ReceivedMail>(mails.size());
        Iterator<ReceivedMail> order = newestFirst ? mails.descendingIterator() : mails.iterator();
        order.forEachRemaining(copy::add);
        return copy;
    }
}
