package org.duban.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.duban.task.Verdict;
import org.springframework.stereotype.Component;

/**
 * Counts task events by what the ledger did with them ({@code duban_task_events_total{outcome}}), and unit events by what
 * became of them ({@code duban_unit_events_total{outcome}}).
 */
@Component
final class IntakeMeters {

    private final Counter applied;
    private final Counter duplicate;
    private final Counter stale;
    private final Counter refused;
    private final Counter unitsApplied;
    private final Counter unitsDuplicate;
    private final Counter unitsRefused;

    IntakeMeters(MeterRegistry registry) {
        applied = counter(registry, "applied");
        duplicate = counter(registry, "duplicate");
        stale = counter(registry, "stale");
        refused = counter(registry, "refused");
        unitsApplied = unitCounter(registry, "applied");
        unitsDuplicate = unitCounter(registry, "duplicate");
        unitsRefused = unitCounter(registry, "refused");
    }

    void count(Verdict verdict) {
        if (verdict instanceof Verdict.Applied) {
            applied.increment();
        } else if (verdict instanceof Verdict.Duplicate) {
            duplicate.increment();
        } else if (verdict instanceof Verdict.Stale) {
            stale.increment();
        } else {
            refused.increment();
        }
    }

    void countUnitEvent(Verdict verdict) {
        if (verdict instanceof Verdict.Refused) {
            unitsRefused.increment();
        } else if (verdict instanceof Verdict.Duplicate) {
            unitsDuplicate.increment();
        } else {
            unitsApplied.increment();
        }
    }

    private static Counter unitCounter(MeterRegistry registry, String outcome) {
        return Counter.builder("duban.unit.events")
                .description("Unit events read from Kafka, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("duban.task.events")
                .description("Task events read from Kafka, by what the ledger did with them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
