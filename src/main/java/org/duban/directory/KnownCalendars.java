package org.duban.directory;

import java.util.Set;

/** The names that {@code calendar} of a unit may have; answered by the room that reads the calendars. */
@FunctionalInterface
public interface KnownCalendars {
    Set<String> names();
}
