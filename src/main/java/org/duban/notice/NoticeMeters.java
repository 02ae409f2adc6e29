package org.duban.notice;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.duban.agenda.Agenda;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Issued;
import org.duban.policy.Lamp;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The meters of this room. Gauges are read from the database every quarter of a minute, not at every scrape. */
@Component
class NoticeMeters {

    private final MeterRegistry registry;
    private final Timer lateness;
    private final NoticeTable notices;
    private final Agenda agenda;
    private final InstantSource clock;
    private volatile double waiting;
    private volatile Map<Lamp, Long> lamps = Map.of();

    NoticeMeters(MeterRegistry registry, NoticeTable notices, Agenda agenda, InstantSource clock) {
        this.registry = registry;
        this.notices = notices;
        this.agenda = agenda;
        this.clock = clock;
        this.lateness = Timer.builder("duban.notice.lateness")
                .description("From the moment of a notice to its acceptance by the mail server")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofHours(24))
                .register(registry);
        registry.gauge("duban.mail.queue", this, meters -> meters.waiting);
        for (var lamp : List.of(Lamp.GREEN, Lamp.YELLOW, Lamp.RED, Lamp.GREY)) {
            registry.gauge(
                    "duban.open.tasks",
                    Tags.of("lamp", lamp.name()),
                    this,
                    meters -> meters.lamps.getOrDefault(lamp, 0L));
        }
    }

    @Scheduled(fixedDelay = 15_000)
    void read() {
        waiting = notices.waiting();
        lamps = agenda.lamps(clock.instant());
    }

    void issued(List<Issued> issued) {
        issued.forEach(notice -> count(notice, NoticeState.ISSUED));
    }

    void settled(Change change) {
        var notice = change.notice();
        count(notice, change.state());
        var sentAt = change.sentAt();
        if (sentAt != null) {
            var late = Duration.between(notice.moment(), sentAt);
            lateness.record(late.isNegative() ? Duration.ZERO : late);
        }
    }

    /** A notice that got another state after it was settled, or instead. */
    void returned(Issued notice, NoticeState state) {
        count(notice, state);
    }

    private void count(Issued notice, NoticeState state) {
        registry.counter("duban.notices", "kind", notice.kind().name(), "state", state.name())
                .increment();
    }
}
