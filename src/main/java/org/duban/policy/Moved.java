package org.duban.policy;

import java.time.LocalDate;
import org.duban.calendar.NamedDay;
import org.jspecify.annotations.Nullable;

/** Why a step is not told on the day to which it counts. */
public sealed interface Moved {

    /**
     * That day is off where the recipient sits.
     *
     * @param day the day off
     * @param calendar the name of the recipient's calendar: its unit's own, or the policy's
     * @param holiday what the calendar calls the day; null if it is off as a day of the weekend
     */
    record DayOff(LocalDate day, String calendar, @Nullable NamedDay holiday) implements Moved {}

    /**
     * Another rung of the ladder is told so near to it that no working day would lie between the two.
     *
     * @param step the name of that rung
     * @param day the day on which it is told
     */
    record Crowded(String step, LocalDate day) implements Moved {}
}
