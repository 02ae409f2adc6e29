package org.duban.task;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * By when a task must be done.
 *
 * @param date the civil date of the deadline where the lead unit sits; steps counted in days start from it
 * @param at the exact instant, or null for a date-only deadline, which ends with the office day of {@code date}
 */
public record Deadline(LocalDate date, @Nullable Instant at) {

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    /**
     * Why no deadline may fall on a day: only a slip of the year can mean it. Empty if one may.
     *
     * @param text as it was written
     */
    public static Optional<Reason> bounds(LocalDate day, String text) {
        return day.isBefore(EARLIEST) || day.isAfter(LATEST)
                ? Optional.of(
                        TaskReason.DAY_OUTSIDE.with(QuotedValue.plain(text), EARLIEST.toString(), LATEST.toString()))
                : Optional.empty();
    }

    /**
     * Reads a date ({@code 2026-12-31}) or an instant with offset ({@code 2026-12-31T18:00:00+08:00}).
     *
     * @param zone the lead unit's zone, in which an instant's date is taken
     * @throws DateTimeParseException if the text is neither
     */
    public static Deadline parse(String text, ZoneId zone) {
        if (text.length() <= 10) {
            return new Deadline(LocalDate.parse(text), null);
        }
        var at = OffsetDateTime.parse(text).toInstant();
        return new Deadline(at.atZone(zone).toLocalDate(), at);
    }

    /** Whether both end together: of an exact deadline the date follows from where the lead unit sits, and says nothing more. */
    boolean same(Deadline other) {
        return at == null ? equals(other) : at.equals(other.at);
    }

    /** The date, or the exact instant in UTC, as {@link #parse} reads it. */
    @Override
    public String toString() {
        return at == null ? date.toString() : at.toString();
    }
}
