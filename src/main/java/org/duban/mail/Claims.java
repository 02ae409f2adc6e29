package org.duban.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.duban.notice.Dispatch;
import org.duban.notice.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims on mails that are on their way. A server may take longer to answer than a claim lasts, and the outcome longer
 * to be recorded: until then they are renewed, so that no other node sends the same mail.
 */
final class Claims {

    private static final Logger log = LoggerFactory.getLogger(Claims.class);

    private final Outbox outbox;
    private final Duration lease;
    private final Duration every;
    private final Map<UUID, Dispatch> inHand = new ConcurrentHashMap<>();

    /**
     * @param lease how long a renewed claim lasts
     * @param every how long to wait between renewals
     */
    Claims(Outbox outbox, Duration lease, Duration every) {
        this.outbox = outbox;
        this.lease = lease;
        this.every = every;
    }

    Duration every() {
        return every;
    }

    void hold(Dispatch dispatch) {
        inHand.put(dispatch.notice().id(), dispatch);
    }

    void letGo(Dispatch dispatch) {
        inHand.remove(dispatch.notice().id(), dispatch);
    }

    /** Renews all that are in hand; what fails is left to the next time. */
    void renew() {
        var held = List.copyOf(inHand.values());
        if (held.isEmpty()) {
            return;
        }
        try {
            outbox.renew(held, lease);
        } catch (RuntimeException e) {
            log.warn("Claims of {} mails on their way not renewed, trying again in {}", held.size(), every, e);
        }
    }
}
