package org.duban.notice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import org.duban.process.FigureReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Watches for notices that this release does not know: during an update they wait for processes of the newer one. */
@Component
class UnknownKinds {

    private static final Logger log = LoggerFactory.getLogger(UnknownKinds.class);

    private final JdbcQueues queues;
    private final InstantSource clock;
    private volatile Map<String, Long> waiting = Map.of();

    UnknownKinds(MeterRegistry registry, JdbcQueues queues, InstantSource clock) {
        this.queues = queues;
        this.clock = clock;
        Gauge.builder("duban.notices.unknown", this, UnknownKinds::number)
                .description("Notices that are due and of a kind that only processes of a newer release know")
                .register(registry);
    }

    /** Each kind is said once: it waits for an update, and saying so again hastens nothing. */
    @Scheduled(fixedDelay = 15_000, scheduler = FigureReader.SCHEDULER)
    void read() {
        var kinds = queues.unknown(clock.instant());
        if (!waiting.keySet().containsAll(kinds.keySet())) {
            log.warn("Notices of kinds that only a newer release knows wait for a process of it, kinds={}", kinds);
        }
        waiting = kinds;
    }

    private double number() {
        return waiting.values().stream().mapToLong(Long::longValue).sum();
    }
}
