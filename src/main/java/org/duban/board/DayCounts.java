package org.duban.board;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What was counted day by day. Days on which no node ran are missing, and so are those before the first start. */
public interface DayCounts {

    /** Of each of these units as a lead unit, at the end of a day; units that led nothing are left out, and all of a day that is missing. */
    Map<String, DayCount> on(LocalDate day, Collection<String> units);

    /** Of all these units together, the days from this one on that are not missing, in their order. */
    List<DayCount> since(LocalDate first, Collection<String> units);

    /** Whether a day is known at all. */
    boolean knows(LocalDate day);
}
