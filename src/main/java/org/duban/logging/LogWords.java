package org.duban.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemFactory;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Teaches the patterns of the log, whenever it is set up, what their words mean here, so that it counts for every logger and
 * also in a pattern of an installation's own: {@code %m} is one line, and the stack trace ({@code %wEx}) makes no more.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LogWords implements LoggingSystemFactory {

    @Override
    public @Nullable LoggingSystem getLoggingSystem(ClassLoader classes) {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context ? new Taught(classes, context) : null;
    }

    private static final class Taught extends LogbackLoggingSystem {

        private final LoggerContext context;

        Taught(ClassLoader classes, LoggerContext context) {
            super(classes);
            this.context = context;
        }

        @Override
        protected void loadDefaults(LoggingInitializationContext settings, @Nullable LogFile file) {
            super.loadDefaults(settings, file);
            teach();
        }

        @Override
        protected void loadConfiguration(
                LoggingInitializationContext settings, String location, @Nullable LogFile file) {
            super.loadConfiguration(settings, location, file);
            teach();
        }

        private void teach() {
            context.getLoggerList()
                    .forEach(logger -> logger.iteratorForAppenders().forEachRemaining(LogWords::teach));
        }
    }

    private static void teach(Appender<ILoggingEvent> appender) {
        if (appender instanceof OutputStreamAppender<ILoggingEvent> output
                && output.getEncoder() instanceof LayoutWrappingEncoder<ILoggingEvent> encoder
                && encoder.getLayout() instanceof PatternLayout layout) {
            teach(layout);
        }
    }

    private static void teach(PatternLayout layout) {
        layout.stop();
        var words = layout.getInstanceConverterMap();
        words.put("m", LineMessage::new);
        words.put("msg", LineMessage::new);
        words.put("message", LineMessage::new);
        words.put("trace", FitTrace::new);
        layout.setPattern(layout.getPattern().replace("%wEx", "%trace(%wEx)"));
        layout.start();
    }
}
