package org.duban.rulebook;

import java.util.List;
import org.duban.calendar.Calendars;
import org.duban.files.InputFile;
import org.duban.policy.PolicyFile;

/** Plans by the policies that come with Duban, in 2026. */
public final class BuiltInRules {

    public static final Planner PLANNER = planner();

    private BuiltInRules() {}

    private static Planner planner() {
        var calendars = Calendars.read(List.of(InputFile.of("classpath:calendars/cn-2026.yaml")));
        return new Planner(
                PolicyFile.read(InputFile.of("classpath:policies.yaml"), calendars.names(), List.of()), calendars);
    }
}
