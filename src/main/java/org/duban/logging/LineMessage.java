package org.duban.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Set;

/** The message of a log record as one line. What is said of a start, whether it failed or not, keeps its lines: it is ours. */
final class LineMessage extends MessageConverter {

    private static final Set<String> OURS = Set.of(
            "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", "org.duban.standalone.Welcome");

    @Override
    public String convert(ILoggingEvent event) {
        var message = LogText.withoutSecrets(String.valueOf(super.convert(event)));
        return OURS.contains(event.getLoggerName()) ? message : LogText.line(message);
    }
}
