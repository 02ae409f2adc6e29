package org.duban.rules;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.TreeSet;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.policy.Policy;
import org.duban.rulebook.Rulebooks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Says in the log, in health and in a meter for how long the calendars know their days: a year without data is no failure,
 * but somebody has to bring its file in time.
 */
@Component("calendarsHealthIndicator")
final class CalendarWatch implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(CalendarWatch.class);

    private final Rulebooks rulebooks;
    private final Directory directory;
    private final InstantSource clock;
    private final MultiGauge confirmedDays;
    private @Nullable LocalDate warned;

    CalendarWatch(Rulebooks rulebooks, Directory directory, InstantSource clock, MeterRegistry registry) {
        this.rulebooks = rulebooks;
        this.directory = directory;
        this.clock = clock;
        this.confirmedDays = MultiGauge.builder("duban.calendar.confirmed.days")
                .description("Days from today to the end of the last year in a row whose days the calendar knows")
                .register(registry);
    }

    /** What is known now of the calendars by which policies and units count. */
    private ConfirmedYears years() {
        var book = rulebooks.current();
        var used = new TreeSet<String>();
        book.policies().all().stream().map(Policy::calendar).forEach(used::add);
        directory.tree().units().stream()
                .map(Unit::calendar)
                .filter(Objects::nonNull)
                .forEach(used::add);
        return new ConfirmedYears(book.calendars(), used, today());
    }

    @Scheduled(fixedDelay = 60_000)
    void look() {
        var years = years();
        confirmedDays.register(
                years.used().stream()
                        .map(name -> Row.of(Tags.of("calendar", name), years.days(name)))
                        .toList(),
                true);
        var missing = years.missing();
        if (!missing.isEmpty() && !today().equals(warned)) {
            warned = today();
            log.warn(
                    "Calendars know only the weekends of {}: bring the file of the year once its holidays are announced"
                            + " (docs/changing-rules.md)",
                    missing);
        }
    }

    @Override
    public Health health() {
        try {
            var missing = years().missing().stream().map(Object::toString).toList();
            return Health.up().withDetail("unconfirmed", missing).build();
        } catch (DataAccessException e) {
            // That the database is away is told by its own component.
            return Health.unknown().build();
        }
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
