package org.duban.notice.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.duban.notice.NoticeState;
import org.duban.notice.NoticeTable.Change;
import org.duban.notice.NoticeTable.Issued;
import org.duban.policy.NoticeKind;
import org.springframework.stereotype.Component;

/** Counts notices by kind and by the states that they get, and measures how late they are. */
@Component
class NoticeMeters {

    private final MeterRegistry registry;
    private final Timer lateness;
    private final Counter toldToNobody;

    NoticeMeters(MeterRegistry registry) {
        this.registry = registry;
        this.lateness = Timer.builder("duban.notice.lateness")
                .description("From the moment of a notice to its acceptance by the mail server")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofHours(24))
                .register(registry);
        this.toldToNobody = Counter.builder("duban.steps.undeliverable")
                .description("Steps of which nobody at all was told: no unit, no office above, no leading group")
                .register(registry);
        // From 0 on: a series that begins with its first case hides that case from every rate and increase.
        for (var kind : NoticeKind.values()) {
            for (var state : NoticeState.values()) {
                if (state != NoticeState.SENDING) {
                    counter(kind, state);
                }
            }
        }
    }

    void issued(List<Issued> issued) {
        issued.forEach(notice -> count(notice, NoticeState.ISSUED));
    }

    void forwarded(int notices) {
        counter(NoticeKind.FORWARDED, NoticeState.ISSUED).increment(notices);
    }

    void toldToNobody(int steps) {
        toldToNobody.increment(steps);
    }

    /** @param triedFrom from when it was tried: what waited for the digest of its reader is not late by that */
    void settled(Change change, Instant triedFrom) {
        var notice = change.notice();
        count(notice, change.state());
        var sentAt = change.sentAt();
        if (sentAt != null) {
            var due = triedFrom.isAfter(notice.moment()) ? triedFrom : notice.moment();
            var late = Duration.between(due, sentAt);
            lateness.record(late.isNegative() ? Duration.ZERO : late);
        }
    }

    /** A notice that got another state after it was settled, or instead. */
    void returned(Issued notice, NoticeState state) {
        count(notice, state);
    }

    private void count(Issued notice, NoticeState state) {
        counter(notice.kind(), state).increment();
    }

    private Counter counter(NoticeKind kind, NoticeState state) {
        return Counter.builder("duban.notices")
                .description("Notices by kind and by each state that they get, ISSUED when they are composed")
                .tag("kind", kind.name())
                .tag("state", state.name())
                .register(registry);
    }
}
