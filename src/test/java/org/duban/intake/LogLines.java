package org.duban.intake;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Counts the lines that are written to the log. */
final class LogLines extends AppenderBase<ILoggingEvent> {

    private final AtomicInteger lines = new AtomicInteger();

    LogLines() {
        start();
        root().addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.incrementAndGet();
    }

    /** How many there were. */
    int counted() {
        root().detachAppender(this);
        stop();
        return lines.get();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
