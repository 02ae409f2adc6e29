package org.duban.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims on mails that are on their way. A server may take longer to answer than a claim lasts, and the outcome longer
 * to be recorded: until then they are renewed, so that no other node sends the same mail.
 */
final class ClaimRenewal {

    private static final Logger log = LoggerFactory.getLogger(ClaimRenewal.class);

    private final Deliveries deliveries;
    private final Duration lease;
    private final Duration every;
    private final Map<UUID, Delivery> inHand = new ConcurrentHashMap<>();

    /**
     * @param lease how long a renewed claim lasts
     * @param every how long to wait between renewals
     */
    ClaimRenewal(Deliveries deliveries, Duration lease, Duration every) {
        this.deliveries = deliveries;
        this.lease = lease;
        this.every = every;
    }

    Duration every() {
        return every;
    }

    void hold(Delivery delivery) {
        inHand.put(delivery.notice().id(), delivery);
    }

    void letGo(Delivery delivery) {
        inHand.remove(delivery.notice().id(), delivery);
    }

    /** Renews all that are in hand; what fails is left to the next time. */
    void renew() {
        var held = List.copyOf(inHand.values());
        if (held.isEmpty()) {
            return;
        }
        try {
            deliveries.renew(held, lease);
        } catch (RuntimeException e) {
            log.warn("Claims of {} mails on their way not renewed, trying again in {}", held.size(), every, e);
        }
    }
}
