package org.duban.desk.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.duban.calendar.Calendars;
import org.duban.desk.rules.RulesPage.CalendarRules;
import org.duban.desk.rules.RulesPage.PolicyRules;
import org.duban.desk.rules.RulesPage.StepRules;
import org.duban.directory.UnitTree;
import org.duban.plan.StepNames;
import org.duban.policy.Amount;
import org.duban.policy.Audience;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.words.Words;

/**
 * How the page speaks of rules, in the language of whoever looks.
 *
 * @param reach the units that he sees, by whose names rules call them
 */
record RuleLines(Words words, StepNames steps, UnitTree reach) {

    PolicyRules policy(Policy policy) {
        return new PolicyRules(
                policy.name(),
                facts(policy),
                policy.steps().stream().map(this::step).toList());
    }

    private List<String> facts(Policy policy) {
        var facts = new ArrayList<String>();
        facts.add(words.say("rules.calendar-of", policy.calendar()));
        facts.add(words.say("rules.tell-at", policy.tellAt()));
        facts.add(words.say("rules.near-due", amount(policy.nearDue())));
        facts.add(words.say("rules.behind-by", policy.behindBy()));
        policy.startsAt()
                .forEach((urgency, level) -> facts.add(
                        words.say("rules.starts-at", words.say("urgency." + urgency), words.say("level." + level))));
        return facts;
    }

    private StepRules step(Step step) {
        return new StepRules(
                steps.of(step.name(), step.label()),
                when(step),
                step.tell().stream().map(this::audience).collect(Collectors.joining(words.say("list.separator"))),
                step.level().name().toLowerCase(Locale.ROOT),
                words.say("level." + step.level()));
    }

    private String when(Step step) {
        var said = new StringBuilder(
                step.amount().equals(Amount.THE_DAY_ITSELF) && !step.anchor().atOnce()
                        ? words.say("rules.same-day." + step.anchor())
                        : words.say("rules.anchor." + step.anchor(), amount(step.amount())));
        var every = step.every();
        if (every != null) {
            said.append(words.say("rules.every", amount(every)));
        }
        if (step.condition() != Step.Condition.ALWAYS) {
            said.append(words.say("rules.while", words.say("rules.condition." + step.condition())));
        }
        return said.toString();
    }

    private String amount(Amount amount) {
        if (amount instanceof Amount.WorkingDays days) {
            return words.count("rules.working-days", days.days());
        }
        if (amount instanceof Amount.CalendarDays days) {
            return words.count("rules.days", days.days());
        }
        var exact = ((Amount.Exact) amount).duration();
        if (exact.toSeconds() % 60 != 0) {
            return words.count("rules.seconds", exact.toSeconds());
        }
        return exact.toMinutes() % 60 == 0
                ? words.count("rules.hours", exact.toHours())
                : words.count("rules.minutes", exact.toMinutes());
    }

    /** A unit that is not seen is called by its code, as the policy file calls it. */
    private String audience(Audience audience) {
        return audience instanceof Audience.Named named
                ? reach.unit(named.unit())
                        .map(unit -> words.name(unit.nameZh(), unit.nameEn()))
                        .orElse(named.unit())
                : words.say("rules.audience." + audience);
    }

    CalendarRules calendar(String name, Calendars calendars) {
        var calendar = calendars.calendar(name);
        var facts = new ArrayList<String>();
        calendars.extendedBy(name).ifPresent(other -> facts.add(words.say("rules.extends", other)));
        facts.add(words.say(
                "rules.hours-open",
                calendar.officeHours().opens(),
                calendar.officeHours().closes()));
        var years =
                calendar.confirmedYears().stream().sorted().map(String::valueOf).toList();
        facts.add(
                years.isEmpty()
                        ? words.say("rules.no-years")
                        : words.say("rules.years", String.join(words.say("list.separator"), years)));
        return new CalendarRules(name, facts);
    }
}
