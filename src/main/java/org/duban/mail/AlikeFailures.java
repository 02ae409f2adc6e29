package org.duban.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duban.channel.FailureCause;

/**
 * Notices when mails to many readers fail for the same reason, one that may be ours: a blocked address of the mail server, a
 * rule of the domain. Nothing is wrong with the readers' addresses then. Counted by each process for itself.
 */
public final class AlikeFailures {

    private static final int MANY = 5;
    /** Longer answers differ at their beginnings, too. */
    private static final int LONGEST = 1_000;

    private static final Duration AT_ONCE = Duration.ofHours(6);
    private static final int MOST_KINDS = 100;
    private static final int MOST_READERS = 1_000;

    private final InstantSource clock;
    private final Map<String, Kind> kinds = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kind> eldest) {
            return size() > MOST_KINDS;
        }
    };

    public AlikeFailures(InstantSource clock) {
        this.clock = clock;
    }

    private record Kind(String words, Map<String, Instant> readers) {}

    /**
     * Mails to many readers that failed alike.
     *
     * @param words those of the latest of them
     */
    public record Alarm(int readers, String words) {}

    /**
     * A mail has failed.
     *
     * @param words those of the mail server, one line
     */
    public synchronized void heard(String address, FailureCause cause, String words) {
        if (!cause.mayBeOurs()) {
            return;
        }
        var alike = cause + " " + alike(words);
        var before = kinds.remove(alike);
        var readers = before == null ? new LinkedHashMap<String, Instant>() : before.readers();
        readers.remove(address);
        if (readers.size() < MOST_READERS) {
            readers.put(address, clock.instant());
        }
        kinds.put(alike, new Kind(words, readers));
    }

    /** The largest such group, while there is one. */
    public synchronized Optional<Alarm> alarm() {
        var oldest = clock.instant().minus(AT_ONCE);
        kinds.values().forEach(kind -> kind.readers().values().removeIf(at -> at.isBefore(oldest)));
        kinds.values().removeIf(kind -> kind.readers().isEmpty());
        return kinds.values().stream()
                .filter(kind -> kind.readers().size() >= MANY)
                .map(kind -> new Alarm(kind.readers().size(), kind.words()))
                .max((one, other) -> Integer.compare(one.readers(), other.readers()));
    }

    /** Without what differs from reader to reader: addresses, numbers, marks of the mail. */
    private static String alike(String words) {
        var plain = words.substring(0, Math.min(words.length(), LONGEST))
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\S*@\\S*", "@")
                .replaceAll("[\\[(<].*?[\\])>]", "")
                .replaceAll("\\S*\\d\\S*", "#")
                .replaceAll("\\s+", " ");
        return plain.length() > 60 ? plain.substring(0, 60) : plain;
    }
}
