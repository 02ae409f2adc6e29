package org.duban.intake.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks every ten seconds whether Kafka answers; down while it does not, with since when. Never keeps anybody waiting. */
@Component("kafkaHealthIndicator")
final class KafkaHealth implements HealthIndicator, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KafkaHealth.class);
    private static final int PATIENCE_MILLIS = 8_000;

    private final Map<String, Object> settings;
    private final InstantSource clock;
    private final TopicDeclaration topics;
    private final IntakeLag lag;
    private @Nullable Admin admin;
    private @Nullable Instant downSince;
    private boolean asked;

    KafkaHealth(
            IntakeKafka kafka, InstantSource clock, TopicDeclaration topics, IntakeLag lag, MeterRegistry registry) {
        this.settings = kafka.admin();
        this.clock = clock;
        this.topics = topics;
        this.lag = lag;
        Gauge.builder("duban.kafka.up", this, kafkaHealth -> kafkaHealth.up() ? 1 : 0)
                .description("1 while Kafka answers this process; it is asked every ten seconds")
                .register(registry);
    }

    @Scheduled(fixedDelay = 10_000)
    void askAndDeclare() {
        if (up()) {
            topics.declare();
        }
        ask();
    }

    private synchronized boolean up() {
        return asked && downSince == null;
    }

    private synchronized void ask() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                .clusterId()
                .whenComplete((cluster, failure) -> answered(failure == null));
        lag.ask(admin);
    }

    private synchronized void answered(boolean up) {
        var since = downSince;
        if (up && since != null) {
            log.info("Kafka reached again; it was not since {}", since);
            downSince = null;
        } else if (!up && since == null && admin != null) {
            log.warn(
                    "Kafka not reached at {} (spring.kafka.bootstrap-servers): events wait there until it is back; mail"
                            + " that is planned still goes",
                    settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
            downSince = clock.instant();
        }
        asked = true;
    }

    @Override
    public synchronized Health health() {
        if (downSince != null) {
            return Health.down().withDetail("since", downSince.toString()).build();
        }
        return asked ? Health.up().build() : Health.unknown().build();
    }

    @Override
    public void destroy() {
        Admin last;
        synchronized (this) {
            last = admin;
            admin = null;
        }
        // Not under the lock: the client's own thread may be waiting for it with an answer, and closing waits for that.
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }
}
