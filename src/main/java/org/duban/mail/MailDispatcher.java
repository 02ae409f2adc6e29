package org.duban.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Claims notices and has them sent: those that Kafka names at once, and by a sweep those that are due again or that Kafka
 * could not name. Stops cleanly: what is in flight is finished and recorded, what waits is given back.
 */
final class MailDispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MailDispatcher.class);

    /** How long a claim lasts. */
    static final Duration LEASE = Duration.ofMinutes(5);
    /** How often the claims on mails that are on their way are renewed. */
    static final Duration RENEWAL = Duration.ofMinutes(1);
    /** What has waited longer than this is not sent any more: its lease would run out on the way. */
    static final Duration FRESH = Duration.ofMinutes(3);

    private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofSeconds(60);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    /** The sweep looks through everything that is due, so it steps back while Kafka names plenty anyway. */
    private static final Duration SWEEP_BESIDE_KAFKA = Duration.ofSeconds(5);

    private static final Duration FINISHING = Duration.ofSeconds(20);
    private static final Duration BREAKING_OFF = Duration.ofSeconds(4);

    private final Deliveries deliveries;
    private final MailWorker.Office office;
    private final int connections;
    private final Object claiming = new Object();
    private final List<Thread> workers = new ArrayList<>();
    private final List<Thread> recorders = new ArrayList<>();
    private volatile boolean running;
    private volatile boolean fedByKafka;

    MailDispatcher(Deliveries deliveries, MailWorker.Office office, int connections) {
        this.deliveries = deliveries;
        this.office = office;
        this.connections = connections;
    }

    /** Claims these notices, a part at a time as there is room; those it leaves the sweep finds later. */
    void take(List<UUID> ids) throws InterruptedException {
        fedByKafka = ids.size() > office.queue().capacity();
        try {
            takeAll(ids);
        } finally {
            fedByKafka = false;
        }
    }

    private void takeAll(List<UUID> ids) throws InterruptedException {
        var next = 0;
        // All in all no longer: Kafka takes a listener that is away for minutes for dead.
        var end = System.nanoTime() + LONGEST_WAIT_FOR_ROOM.toNanos();
        while (next < ids.size() && awaitRoom(ids.size() - next, Duration.ofNanos(end - System.nanoTime()))) {
            synchronized (claiming) {
                if (office.pause().trouble().isPresent()) {
                    return;
                }
                var last = Math.min(ids.size(), next + office.queue().room());
                var begun = System.nanoTime();
                queue(deliveries.claim(List.copyOf(ids.subList(next, last)), LEASE), begun);
                next = last;
            }
        }
    }

    @Override
    public void start() {
        running = true;
        recorders.add(begin(office.recorder(), "mail-recorder"));
        workers.add(begin(this::sweep, "mail-sweep"));
        workers.add(begin(this::renewClaims, "mail-renewal"));
        for (var i = 1; i <= connections; i++) {
            workers.add(begin(new MailWorker(office, i), "mail-sender-" + i));
        }
    }

    @Override
    public void stop() {
        running = false;
        office.queue().close();
        office.recorder().release(office.queue().drain());
        if (!join(workers, FINISHING)) {
            office.server().abort();
            join(workers, BREAKING_OFF);
        }
        office.recorder().release(office.queue().drain());
        office.recorder().stop();
        if (!join(recorders, BREAKING_OFF)) {
            recorders.forEach(Thread::interrupt);
        }
        office.server().close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before the Kafka listeners and stops after them. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 200;
    }

    private void renewClaims() {
        try {
            while (running) {
                office.queue().rest(office.claims().every());
                office.claims().renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        while (running) {
            try {
                if (awaitRoom(Integer.MAX_VALUE, SWEEP) && (!claimDue() || fedByKafka)) {
                    office.queue().rest(fedByKafka ? SWEEP_BESIDE_KAFKA : SWEEP);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("Due notices not claimed, trying again", e);
                restQuietly();
            }
        }
    }

    /** Whether there may be more. */
    private boolean claimDue() {
        synchronized (claiming) {
            var permitted = office.pause().permits(office.queue().room());
            var begun = System.nanoTime();
            return permitted > 0 && queue(deliveries.claimDue(permitted, LEASE), begun) >= permitted && permitted > 1;
        }
    }

    /** Waits until half of the queue is free, or as much as is wanted: so that a claim is worth its statement. */
    private boolean awaitRoom(int wanted, Duration atMost) throws InterruptedException {
        return office.queue()
                .awaitRoom(Math.min(wanted, Math.max(1, office.queue().capacity() / 2)), atMost);
    }

    private int queue(List<Delivery> claimed, long claimedAt) {
        if (!claimed.isEmpty()) {
            office.pause().probing();
            office.queue().add(claimed, claimedAt);
        }
        // Claimed while the room was closing: nobody would take them from the queue any more.
        if (office.queue().closed()) {
            office.recorder().release(office.queue().drain());
        }
        return claimed.size();
    }

    private void restQuietly() {
        try {
            office.queue().rest(SWEEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread begin(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.start();
        return thread;
    }

    private static boolean join(Collection<Thread> threads, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        try {
            for (var thread : threads) {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
