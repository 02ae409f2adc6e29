package org.duban.calendar;

import java.time.LocalTime;

/** When offices are open on a working day, local time; outside of it are quiet hours. */
public record OfficeHours(LocalTime opens, LocalTime closes) {

    /** 09:00 to 18:00, where a calendar says nothing. */
    public static final OfficeHours USUAL = new OfficeHours(LocalTime.of(9, 0), LocalTime.of(18, 0));

    /** @throws IllegalArgumentException if it closes before it opens */
    public OfficeHours {
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException("office hours close at " + closes + ", before they open at " + opens);
        }
    }
}
