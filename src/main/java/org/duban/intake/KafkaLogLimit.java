package org.duban.intake;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Lets each class of Kafka, client or embedded broker, write {@value #MOST} lines a minute: some of them write thousands a
 * second, for example about a topic that was deleted while it is read.
 */
@Component
final class KafkaLogLimit extends TurboFilter implements DisposableBean {

    static final int MOST = 20;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(KafkaLogLimit.class);

    private final LongSupplier nanoTime;
    private final Map<String, Minute> minutes = new ConcurrentHashMap<>();

    private record Minute(long since, int lines) {}

    @Autowired
    KafkaLogLimit() {
        this(System::nanoTime);
    }

    KafkaLogLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        start();
        // Another kind of log, chosen by whoever runs this, is left as it is.
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.addTurboFilter(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        var name = logger.getName();
        if (format == null
                || !(name.startsWith("org.apache.kafka.") || name.startsWith("kafka."))
                || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        var now = nanoTime.getAsLong();
        var minute = minutes.merge(
                name,
                new Minute(now, 1),
                (before, one) -> now - before.since() < MINUTE ? new Minute(before.since(), before.lines() + 1) : one);
        if (minute.lines() == MOST + 1) {
            log.warn(
                    "{} has written {} lines within a minute; its further ones of this minute are left out",
                    name,
                    MOST);
        }
        return minute.lines() > MOST ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    @Override
    public void destroy() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
    }
}
