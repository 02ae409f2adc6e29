package org.duban.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message of a log record as one line. What Spring Boot says of a start that failed keeps its lines: it is ours. */
final class LineMessage extends MessageConverter {

    private static final String FAILED_START = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public String convert(ILoggingEvent event) {
        var message = LogText.withoutSecrets(String.valueOf(super.convert(event)));
        return event.getLoggerName().equals(FAILED_START) ? message : LogText.line(message);
    }
}
