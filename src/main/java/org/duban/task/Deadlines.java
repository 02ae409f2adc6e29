package org.duban.task;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** Reads the deadlines of events and compares them. */
final class Deadlines {

    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

    private Deadlines() {}

    /** A deadline, or what is wrong with the text; exactly one of the two makes sense. */
    record Read(Deadline deadline, @Nullable Reason wrong) {}

    static Read read(String text, ZoneId zone) {
        try {
            var deadline = Deadline.parse(text, zone);
            var at = deadline.at();
            // In UTC, so that no zone decides what may be written.
            var day = at == null ? deadline.date() : at.atOffset(ZoneOffset.UTC).toLocalDate();
            var outside = Deadline.bounds(day, text);
            if (outside.isPresent()) {
                return wrong(outside.get());
            }
            return new Read(at == null ? deadline : new Deadline(deadline.date(), TaskFold.micros(at)), null);
        } catch (DateTimeParseException e) {
            return wrong(TaskReason.NO_DATE_NOR_INSTANT.with(QuotedValue.plain(text)));
        }
    }

    /** The instant at which a deadline has passed; for a date, when its day ends. */
    static Instant end(Deadline deadline, ZoneId zone) {
        var at = deadline.at();
        return at != null ? at : deadline.date().atTime(END_OF_DAY).atZone(zone).toInstant();
    }

    private static Read wrong(Reason why) {
        return new Read(new Deadline(LocalDate.EPOCH, null), why.at("data.deadline"));
    }
}
