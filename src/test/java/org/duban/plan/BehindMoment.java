package org.duban.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.duban.calendar.WorkCalendar;
import org.duban.policy.Policy;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/** The counting of when a task falls behind, without the rest of its plan: for those who measure it. */
public final class BehindMoment {

    private BehindMoment() {}

    public static Supplier<@Nullable Instant> of(Task task, Policy policy, WorkCalendar calendar, ZoneId leadZone) {
        return new Timetable(task, policy, policy.steps(), calendar, leadZone)::behindFrom;
    }
}
