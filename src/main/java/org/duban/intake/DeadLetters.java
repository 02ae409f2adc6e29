package org.duban.intake;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.duban.process.ConditionalOnRole;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Copies refused records byte for byte to the dead-letter topic, once a second what is due. The row in the quarantine is
 * the truth: a copy that fails is tried again later and later, and holds nobody up.
 */
@Component
@ConditionalOnRole(Role.INTAKE)
final class DeadLetters implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int BATCH = 100;

    private final JdbcQuarantine quarantine;
    private final RecordWriter writer;
    private final InstantSource clock;
    private final String topic;
    private @Nullable ScheduledExecutorService sweep;

    DeadLetters(JdbcQuarantine quarantine, RecordWriter writer, InstantSource clock, DubanProperties duban) {
        this.quarantine = quarantine;
        this.writer = writer;
        this.clock = clock;
        this.topic = duban.topics().taskEventsDlt();
    }

    /** Copies what is due; returns how many copies went out. */
    int copyDue() throws InterruptedException {
        var sent = new LinkedHashMap<QuarantinedRecord, Future<?>>();
        quarantine.claimCopies(clock.instant(), BATCH).forEach(kept -> sent.put(kept, writer.write(copy(kept))));
        var copied = new ArrayList<Long>();
        for (var one : sent.entrySet()) {
            try {
                one.getValue().get();
                copied.add(one.getKey().id());
            } catch (ExecutionException e) {
                log.warn(
                        "Copy of refused record {} did not go out to {}, will be tried again: {}",
                        one.getKey().record().place(),
                        topic,
                        String.valueOf(e.getCause()));
            }
        }
        if (!copied.isEmpty()) {
            quarantine.copied(copied, clock.instant());
        }
        return copied.size();
    }

    private ProducerRecord<byte[], byte[]> copy(QuarantinedRecord kept) {
        var record = kept.record();
        var copy = new ProducerRecord<>(topic, record.key(), record.value());
        record.headers().forEach(header -> copy.headers().add(header.name(), header.value()));
        copy.headers()
                .add("duban-reason", bytes(kept.why().english()))
                .add("duban-topic", bytes(record.topic()))
                .add("duban-partition", bytes(Integer.toString(record.partition())))
                .add("duban-offset", bytes(Long.toString(record.offset())));
        return copy;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void start() {
        sweep = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "dead-letters"));
        sweep.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    private void sweep() {
        try {
            while (copyDue() == BATCH) {
                log.debug("Copied {} refused records to {}", BATCH, topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Refused records not copied, will be tried again: {}", e.toString());
        }
    }

    @Override
    public synchronized void stop() {
        if (sweep != null) {
            sweep.shutdownNow();
            sweep = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return sweep != null;
    }
}
