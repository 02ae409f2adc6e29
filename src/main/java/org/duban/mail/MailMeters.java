package org.duban.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.notice.Outcome;

/**
 * Counts attempts to send by what became of them ({@code duban_mail_attempts_total}), and shows whether the mail server slows this
 * process down ({@code duban_mail_throttled}, {@code duban_mail_connections_allowed}).
 */
final class MailMeters {

    private final Map<String, Counter> attempts;

    MailMeters(MeterRegistry registry) {
        this.attempts = Stream.of("accepted", "deferred", "server-down", "refused", "unknown")
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        outcome -> Counter.builder("duban.mail.attempts")
                                .description("Attempts to hand a mail to the mail server, by outcome")
                                .tag("outcome", outcome)
                                .register(registry)));
    }

    static void watch(MeterRegistry registry, Pace pace) {
        Gauge.builder("duban.mail.throttled", pace, one -> one.slowness().isPresent() ? 1 : 0)
                .description("1 while mails are sent more slowly because the mail server asks for it")
                .register(registry);
        Gauge.builder("duban.mail.connections.allowed", pace, Pace::connections)
                .description("Connections to the mail server that may be used now")
                .register(registry);
    }

    void attempted(Outcome outcome) {
        var counter = attempts.get(name(outcome));
        if (counter != null) {
            counter.increment();
        }
    }

    static String name(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            return "accepted";
        }
        if (outcome instanceof Outcome.Deferred) {
            return "deferred";
        }
        if (outcome instanceof Outcome.ServerDown) {
            return "server-down";
        }
        return outcome instanceof Outcome.Refused ? "refused" : "unknown";
    }
}
