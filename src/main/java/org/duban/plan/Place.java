package org.duban.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import org.duban.calendar.WorkCalendar;

/**
 * Where a recipient sits, as far as it decides when something is told there. Recipients that share a place share their
 * instants.
 *
 * @param zone its time zone
 * @param calendar its working days and office hours
 */
record Place(ZoneId zone, WorkCalendar calendar) {

    /** A local time that clocks leap over comes at the first instant after the leap; one that comes twice, the first time. */
    Instant at(LocalDate day, LocalTime time) {
        return at(zone, day, time);
    }

    static Instant at(ZoneId zone, LocalDate day, LocalTime time) {
        var wanted = LocalDateTime.of(day, time);
        var told = wanted.atZone(zone);
        return told.toLocalDateTime().equals(wanted)
                ? told.toInstant()
                : Objects.requireNonNull(zone.getRules().getTransition(wanted)).getInstant();
    }

    LocalDate dateOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** The instant itself if the office is open then, else its next opening. */
    Instant openingFrom(Instant instant) {
        var local = instant.atZone(zone).toLocalDateTime();
        var hours = calendar.officeHours();
        var day = local.toLocalTime().isBefore(hours.closes())
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        var open = calendar.firstWorkingDayFrom(day);
        return local.isAfter(open.atTime(hours.opens())) ? instant : at(open, hours.opens());
    }

    /** The last instant up to the given one at which the office is open. */
    Instant openUpTo(Instant instant) {
        if (openingFrom(instant).equals(instant)) {
            return instant;
        }
        var local = instant.atZone(zone).toLocalDateTime();
        var closes = calendar.officeHours().closes();
        var day = local.toLocalTime().isBefore(closes) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
        return at(calendar.lastWorkingDayUpTo(day), closes).minusNanos(1);
    }
}
