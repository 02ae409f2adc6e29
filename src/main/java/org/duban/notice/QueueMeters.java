package org.duban.notice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.duban.agenda.LampCounts;
import org.duban.notice.JdbcQueues.Queue;
import org.duban.plan.Lamp;
import org.duban.process.FigureReader;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What is on its way, and how open tasks stand. Read from the database every quarter of a minute, not at every scrape. */
@Component
class QueueMeters {

    /** What came back waits, too, as long as it is sent again. */
    private static final List<NoticeState> WAITING = List.of(
            NoticeState.ISSUED, NoticeState.SENDING, NoticeState.DEFERRED, NoticeState.UNKNOWN, NoticeState.BOUNCED);

    private final JdbcQueues queues;
    private final LampCounts lampCounts;
    private final InstantSource clock;
    private volatile Map<NoticeState, Queue> notices = Map.of();
    private volatile Queue outbox = Queue.EMPTY;
    private volatile Map<Lamp, Long> lamps = Map.of();

    QueueMeters(MeterRegistry registry, JdbcQueues queues, LampCounts lampCounts, InstantSource clock) {
        this.queues = queues;
        this.lampCounts = lampCounts;
        this.clock = clock;
        gauge("duban.mail.queue", "Notices that are still to be sent", QueueMeters::unsettled)
                .register(registry);
        for (var state : WAITING) {
            gauge(
                            "duban.notices.waiting",
                            "Notices that are still to be sent, by state",
                            meters -> meters.queue(state).length())
                    .tag("state", state.name())
                    .register(registry);
            gauge(
                            "duban.notices.oldest",
                            "Since when the oldest notice that is not settled waits, by state",
                            meters -> meters.age(meters.queue(state)))
                    .tag("state", state.name())
                    .baseUnit("seconds")
                    .register(registry);
        }
        gauge(
                        "duban.outbox.waiting",
                        "Notices and receipts that Kafka does not have yet",
                        meters -> meters.outbox.length())
                .register(registry);
        gauge("duban.outbox.oldest", "For how long the oldest of them has waited", meters -> meters.age(meters.outbox))
                .baseUnit("seconds")
                .register(registry);
        for (var lamp : List.of(Lamp.GREEN, Lamp.YELLOW, Lamp.RED, Lamp.GREY)) {
            gauge(
                            "duban.open.tasks",
                            "Open tasks by the lamp that they show",
                            meters -> meters.lamps.getOrDefault(lamp, 0L))
                    .tag("lamp", lamp.name())
                    .register(registry);
        }
    }

    private Gauge.Builder<QueueMeters> gauge(String name, String description, ToDoubleFunction<QueueMeters> value) {
        return Gauge.builder(name, this, value).description(description);
    }

    @Scheduled(fixedDelay = 15_000, scheduler = FigureReader.SCHEDULER)
    void read() {
        notices = queues.notices(clock.instant());
        outbox = queues.outbox();
        lamps = lampCounts.all(clock.instant());
    }

    private Queue queue(NoticeState state) {
        return notices.getOrDefault(state, Queue.EMPTY);
    }

    private double unsettled() {
        return notices.values().stream().mapToLong(Queue::length).sum();
    }

    /** Computed when asked for, so that it goes on growing while the database does not answer. */
    private double age(Queue queue) {
        var oldest = queue.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0);
    }
}
