package org.duban.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.channel.Outcome;

/**
 * Counts and times attempts to send by what became of them ({@code duban_mail_attempts_total}), and shows whether the mail server
 * is away ({@code duban_mail_paused}), takes nothing ({@code duban_mail_rejected}) or slows this process down ({@code duban_mail_throttled},
 * {@code duban_mail_connections_allowed}).
 */
final class MailMeters {

    private final Map<String, Counter> attempts;
    private final Timer conversations;

    /** @param server host and port */
    MailMeters(MeterRegistry registry, String server) {
        this.attempts = Stream.of("accepted", "deferred", "server-down", "refused", "unknown")
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        outcome -> Counter.builder("duban.mail.attempts")
                                .description("Attempts to hand a mail to the mail server, by outcome")
                                .tag("outcome", outcome)
                                .tag("server", server)
                                .register(registry)));
        this.conversations = Timer.builder("duban.mail.conversation")
                .description("From the first command about a mail to the last answer, opening a connection included")
                .tag("server", server)
                .register(registry);
    }

    static void watch(MeterRegistry registry, SendPace pace, OutagePause pause, Rejection rejection) {
        Gauge.builder("duban.mail.paused", pause, one -> one.trouble().isPresent() ? 1 : 0)
                .description("1 while nothing is sent because the mail server cannot be reached")
                .register(registry);
        Gauge.builder("duban.mail.rejected", rejection, one -> one.trouble().isPresent() ? 1 : 0)
                .description("1 while the mail server answers but takes none of our mails, whoever the reader is")
                .register(registry);
        Gauge.builder("duban.mail.throttled", pace, one -> one.slowness().isPresent() ? 1 : 0)
                .description("1 while mails are sent more slowly because the mail server asks for it")
                .register(registry);
        Gauge.builder("duban.mail.connections.allowed", pace, SendPace::connections)
                .description("Connections to the mail server that may be used now")
                .register(registry);
    }

    static void watch(MeterRegistry registry, AlikeFailures alike) {
        Gauge.builder(
                        "duban.mail.refused.alike",
                        alike,
                        one -> one.alarm().map(AlikeFailures.Alarm::readers).orElse(0))
                .description(
                        "Readers whose mails failed for the same reason in six hours, one that may be ours; 0 below five")
                .register(registry);
    }

    void attempted(Outcome outcome) {
        var counter = attempts.get(name(outcome));
        if (counter != null) {
            counter.increment();
        }
    }

    /** @param startedAt as {@link System#nanoTime} */
    void talkedSince(long startedAt) {
        conversations.record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
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
