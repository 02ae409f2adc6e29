package org.duban.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.duban.events.WriteResult.OnItsWay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the outcomes of written events without holding a thread for each caller: one thread looks for those of all callers
 * together, as long as somebody waits. The events may be taken in by another process.
 */
public final class EventOutcomeWaiter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventOutcomeWaiter.class);
    private static final long PAUSE_MILLIS = 100;
    private static final int MOST_WAITING = 1_000;

    private final EventOutcomes outcomes;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "outcomes"));
    private final List<Waiting> all = new ArrayList<>();
    private boolean scheduled;

    public EventOutcomeWaiter(EventOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    private static final class Waiting {
        final List<OnItsWay> events;
        final long until;
        final CompletableFuture<List<EventOutcome>> told = new CompletableFuture<>();
        List<EventOutcome> known;

        Waiting(List<OnItsWay> events, List<EventOutcome> known, long until) {
            this.events = events;
            this.known = known;
            this.until = until;
        }

        boolean settled() {
            return known.stream().allMatch(EventOutcome::settled);
        }

        void tellIfDone() {
            if (settled() || System.nanoTime() - until >= 0) {
                told.complete(known);
            }
        }
    }

    /** Done when each of the events has its outcome, or with what is known when the time is over; never fails. */
    public CompletableFuture<List<EventOutcome>> of(List<OnItsWay> events, Duration wait) {
        var pending = events.stream().map(event -> EventOutcome.PENDING).toList();
        var waiting = new Waiting(events, pending, System.nanoTime() + wait.toNanos());
        synchronized (all) {
            if (wait.isZero() || events.isEmpty() || all.size() >= MOST_WAITING) {
                waiting.told.complete(pending);
                return waiting.told;
            }
            all.add(waiting);
            schedule();
        }
        return waiting.told;
    }

    /** Under the lock of {@link #all}. */
    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            looking.schedule(this::look, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        List<Waiting> asked;
        synchronized (all) {
            asked = List.copyOf(all);
        }
        try {
            ask(asked);
        } catch (RuntimeException e) {
            // The database may be back before the time of those who wait is over.
            log.debug("Outcomes not found", e);
        }
        asked.forEach(Waiting::tellIfDone);
        synchronized (all) {
            all.removeIf(waiting -> waiting.told.isDone());
            scheduled = false;
            if (!all.isEmpty()) {
                schedule();
            }
        }
    }

    private void ask(List<Waiting> asked) {
        var found = outcomes.of(
                asked.stream().flatMap(waiting -> waiting.events.stream()).toList());
        int next = 0;
        for (var waiting : asked) {
            int first = next;
            waiting.known = IntStream.range(0, waiting.events.size())
                    .mapToObj(i -> waiting.known.get(i).settled() ? waiting.known.get(i) : found.get(first + i))
                    .toList();
            next += waiting.events.size();
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
        synchronized (all) {
            all.forEach(waiting -> waiting.told.complete(waiting.known));
            all.clear();
        }
    }
}
