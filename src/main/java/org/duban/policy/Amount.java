package org.duban.policy;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** How far a step stands from what it counts from. Never negative. */
public sealed interface Amount {

    /** Working days of the policy's calendar, written {@code 3wd}. */
    record WorkingDays(int days) implements Amount {
        @Override
        public String toString() {
            return days + "wd";
        }
    }

    /** Calendar days, written {@code P3D} or {@code P2W}. */
    record CalendarDays(int days) implements Amount {
        @Override
        public String toString() {
            return "P" + days + "D";
        }
    }

    /** Exact time, written {@code PT30M}. */
    record Exact(Duration duration) implements Amount {
        @Override
        public String toString() {
            return duration.toString();
        }
    }

    /** {@code 0wd}: the day itself from which is counted. */
    Amount THE_DAY_ITSELF = new WorkingDays(0);

    String CURE = "write working days like 3wd, calendar days like P3D, or exact time like PT30M";

    /** The greatest number of days that an amount may have: ten years. */
    int MOST_DAYS = 3660;

    Pattern WORKING_DAYS = Pattern.compile("(\\d{1,4})wd");

    /**
     * Reads {@code 3wd}, {@code P3D}, {@code P2W} or {@code PT30S} (ISO 8601).
     *
     * @throws IllegalArgumentException with a sentence for the author of the policy if the text is none of these
     */
    static Amount parse(String text) {
        try {
            var workingDays = WORKING_DAYS.matcher(text);
            if (workingDays.matches()) {
                return new WorkingDays(atMost(Integer.parseInt(workingDays.group(1)), text));
            }
            if (text.startsWith("PT")) {
                var duration = Duration.parse(text);
                if (duration.isNegative() || duration.toDays() > MOST_DAYS) {
                    throw wrong(text);
                }
                return new Exact(duration);
            }
            var period = Period.parse(text);
            if (period.toTotalMonths() != 0 || !text.startsWith("P")) {
                throw wrong(text);
            }
            return new CalendarDays(atMost(period.getDays(), text));
        } catch (DateTimeParseException e) {
            throw wrong(text);
        }
    }

    private static int atMost(int days, String text) {
        if (days < 0 || days > MOST_DAYS) {
            throw wrong(text);
        }
        return days;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("\"" + text + "\" is no amount; " + CURE);
    }
}
