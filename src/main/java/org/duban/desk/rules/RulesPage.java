package org.duban.desk.rules;

import java.util.List;
import org.duban.words.Words;

/**
 * The rules in force.
 *
 * @param summary which version they are, and since when
 * @param versions the last ones, the newest first
 */
record RulesPage(
        Words words,
        String summary,
        List<PolicyRules> policies,
        List<CalendarRules> calendars,
        List<String> versions,
        String version) {

    RulesPage {
        policies = List.copyOf(policies);
        calendars = List.copyOf(calendars);
        versions = List.copyOf(versions);
    }

    /** @param facts what holds for all of its steps */
    record PolicyRules(String name, List<String> facts, List<StepRules> steps) {

        PolicyRules {
            facts = List.copyOf(facts);
            steps = List.copyOf(steps);
        }
    }

    /** @param level its colour, for the style */
    record StepRules(String called, String when, String whom, String level, String levelWords) {}

    record CalendarRules(String name, List<String> facts) {

        CalendarRules {
            facts = List.copyOf(facts);
        }
    }
}
