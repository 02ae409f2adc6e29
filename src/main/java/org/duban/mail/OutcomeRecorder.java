package org.duban.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.duban.channel.Deliveries;
import org.duban.channel.Deliveries.Settlement;
import org.duban.channel.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Makes outcomes durable, all that wait in one transaction. A sender waits for its own before it sends the next mail: so at
 * most one mail per connection can be sent twice when the process dies.
 */
final class OutcomeRecorder implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(OutcomeRecorder.class);
    private static final int MOST = 1_000;

    /** What other connections hear within this time is made durable together: a commit costs more than the wait. */
    private static final Duration GATHERING = Duration.ofMillis(2);

    private static final Duration LAST_RETRY = Duration.ofSeconds(10);
    private static final ExponentialBackOff PAUSES = pauses();

    private final Deliveries deliveries;
    private final int connections;
    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    /** Those that the database did not take though it was there. */
    private final List<Entry> aside = new ArrayList<>();

    private long asideSince;
    private volatile boolean stopping;

    /** @param connections how many senders there are: no more outcomes than that can come together */
    OutcomeRecorder(Deliveries deliveries, int connections) {
        this.deliveries = deliveries;
        this.connections = connections;
    }

    /** Returns when the outcome is durable, however long the database is away; false if this process ends before. */
    boolean record(Settlement settlement) {
        var entry = new Entry(List.of(settlement), List.of());
        entries.add(entry);
        try {
            entry.done().join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    /** Gives claims back, soon; nobody needs to wait for it. */
    void release(Collection<Delivery> claimed) {
        if (!claimed.isEmpty()) {
            entries.add(new Entry(List.of(), List.copyOf(claimed)));
        }
    }

    @Override
    public void run() {
        var batch = new ArrayList<Entry>();
        try {
            while (!stopping || !entries.isEmpty()) {
                var first = entries.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    gather(batch);
                    write(batch);
                    batch.clear();
                }
                retryAside();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            entries.drainTo(batch);
            batch.addAll(aside);
            batch.forEach(Entry::lost);
        }
    }

    private void gather(List<Entry> batch) throws InterruptedException {
        var end = System.nanoTime() + GATHERING.toNanos();
        entries.drainTo(batch, MOST);
        while (batch.size() < connections) {
            var next = entries.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
            entries.drainTo(batch, MOST);
        }
    }

    /** Lets {@link #run} end as soon as everything is written. */
    void stop() {
        stopping = true;
    }

    private void write(List<Entry> batch) throws InterruptedException {
        var settling =
                batch.stream().filter(entry -> !entry.settlements().isEmpty()).toList();
        var released =
                batch.stream().flatMap(entry -> entry.released().stream()).toList();
        if (!settling.isEmpty()) {
            settle(settling);
        }
        if (!released.isEmpty()) {
            release(released);
        }
    }

    /** In one transaction; if the database is there and does not take it, each by itself, so that one cannot hold up the others. */
    private void settle(List<Entry> settling) throws InterruptedException {
        var settlements =
                settling.stream().flatMap(entry -> entry.settlements().stream()).toList();
        try {
            untilDone(
                    () -> deliveries.settle(settlements), "Outcomes of " + settlements.size() + " mails not recorded");
            settling.forEach(entry -> entry.done().complete(null));
        } catch (RuntimeException e) {
            if (settling.size() > 1) {
                for (var one : settling) {
                    settle(List.of(one));
                }
                return;
            }
            // Its sender goes on waiting: nothing may be sent that cannot be recorded.
            log.error("Outcome not recorded, trying again in {}", LAST_RETRY, e);
            aside.addAll(settling);
            asideSince = System.nanoTime();
        }
    }

    private void retryAside() throws InterruptedException {
        if (!aside.isEmpty() && System.nanoTime() - asideSince >= LAST_RETRY.toNanos()) {
            var again = List.copyOf(aside);
            aside.clear();
            settle(again);
        }
    }

    private void release(List<Delivery> released) throws InterruptedException {
        try {
            untilDone(() -> deliveries.release(released), "Claims of " + released.size() + " notices not given back");
        } catch (RuntimeException e) {
            log.error("Claims of {} notices not given back, they end by themselves", released.size(), e);
        }
    }

    private void untilDone(Runnable write, String failure) throws InterruptedException {
        // Not by Spring's RetryTemplate: it keeps every failure in memory, and the database may be away for days.
        var pauses = PAUSES.start();
        while (true) {
            var pause = pauses.nextBackOff();
            try {
                write.run();
                return;
            } catch (RuntimeException e) {
                if (!databaseIsAway(e)) {
                    throw e;
                }
                // Nothing may be sent that cannot be recorded, so this goes on for as long as the database is away.
                log.error("{}, trying again in {} ms", failure, pause, e);
            }
            Thread.sleep(pause);
        }
    }

    private static ExponentialBackOff pauses() {
        var pauses = new ExponentialBackOff(100, 2);
        pauses.setMaxInterval(LAST_RETRY.toMillis());
        return pauses;
    }

    private static boolean databaseIsAway(RuntimeException e) {
        return e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof NonTransientDataAccessResourceException
                || e instanceof TransactionException;
    }

    private record Entry(List<Settlement> settlements, List<Delivery> released, CompletableFuture<Void> done) {

        Entry(List<Settlement> settlements, List<Delivery> released) {
            this(settlements, released, new CompletableFuture<>());
        }

        void lost() {
            if (!done.isDone()) {
                done.completeExceptionally(new IllegalStateException("ended before it was recorded"));
            }
        }
    }
}
