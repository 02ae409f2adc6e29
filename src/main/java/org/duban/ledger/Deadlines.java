package org.duban.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the deadlines of events and compares them. */
final class Deadlines {

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

    private Deadlines() {}

    /** A deadline, or what is wrong with the text; exactly one of the two makes sense. */
    record Read(Deadline deadline, @Nullable String wrong) {}

    static Read read(String text, ZoneId zone) {
        try {
            var deadline = Deadline.parse(text, zone);
            if (deadline.date().isBefore(EARLIEST) || deadline.date().isAfter(LATEST)) {
                return wrong(text, "lies outside of " + EARLIEST + " to " + LATEST + "; mend the year");
            }
            var at = deadline.at();
            return new Read(at == null ? deadline : new Deadline(deadline.date(), TaskFold.micros(at)), null);
        } catch (DateTimeParseException e) {
            return wrong(
                    text,
                    "is neither a date (2026-12-31) nor an instant with offset (2026-12-31T18:00:00+08:00);"
                            + " write one of the two");
        }
    }

    /** The instant at which a deadline has passed; for a date, when its day ends. */
    static Instant end(Deadline deadline, ZoneId zone) {
        var at = deadline.at();
        return at != null ? at : deadline.date().atTime(END_OF_DAY).atZone(zone).toInstant();
    }

    private static Read wrong(String text, String why) {
        return new Read(new Deadline(EARLIEST, null), "data.deadline: " + Quoted.of(text) + " " + why);
    }
}
