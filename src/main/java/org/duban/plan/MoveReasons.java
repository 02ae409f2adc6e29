package org.duban.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.duban.calendar.NamedDay;
import org.duban.reasons.Reason;
import org.duban.reasons.ReasonCode;
import org.jspecify.annotations.Nullable;

/** Why a step is not told on the day to which it counts. */
public sealed interface MoveReasons {

    Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** As it is kept. */
    Reason reason();

    /** What may move a step. */
    enum Code implements ReasonCode {
        /** In its places the holiday's Chinese and its English name. */
        HOLIDAY,
        WEEKEND,
        /** In the calendar in its place. */
        DAY_OFF,
        /** The step in its place. */
        CROWDED
    }

    /**
     * That day is off where the recipient sits.
     *
     * @param day the day off
     * @param calendar the name of the recipient's calendar: its unit's own, or the policy's
     * @param holiday what the calendar calls the day; null if it is off as a day of the weekend
     */
    record DayOff(LocalDate day, String calendar, @Nullable NamedDay holiday) implements MoveReasons {
        @Override
        public Reason reason() {
            if (holiday != null) {
                return Code.HOLIDAY.with(holiday.nameZh(), holiday.nameEn());
            }
            return WEEKEND.contains(day.getDayOfWeek()) ? Code.WEEKEND.with() : Code.DAY_OFF.with(calendar);
        }
    }

    /**
     * Another rung of the ladder is told so near to it that no working day would lie between the two.
     *
     * @param step the name of that rung
     * @param day the day on which it is told
     */
    record Crowded(String step, LocalDate day) implements MoveReasons {
        @Override
        public Reason reason() {
            return Code.CROWDED.with(step);
        }
    }
}
