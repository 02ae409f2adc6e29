package org.duban.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

/** The stack trace of a log record, in which no message passes for a record of its own. */
final class FitTrace extends CompositeConverter<ILoggingEvent> {
    @Override
    protected String transform(ILoggingEvent event, String trace) {
        return LogText.trace(LogText.withoutSecrets(trace));
    }
}
