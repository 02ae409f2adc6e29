package org.duban.policy;

import java.util.List;
import org.duban.calendar.Calendars;
import org.duban.files.InputFile;

/** Policies from files, for the tests of other rooms. */
public final class PolicyFixture {

    private PolicyFixture() {}

    public static Policies policies(String file, Calendars calendars) {
        return PolicyFile.read(InputFile.of(file), calendars.names(), List.of());
    }
}
