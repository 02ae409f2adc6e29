package org.duban.rulebook;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.calendar.Calendars;
import org.duban.directory.Unit;
import org.duban.files.BadInput;
import org.duban.files.Mistakes;
import org.duban.policy.Policies;
import org.duban.policy.PolicyFile;

/** Reads texts into a rulebook: with all checks while they are new, without those of the world around them later. */
final class RuleParser {

    private RuleParser() {}

    /** The world that new texts have to fit into. */
    interface World {
        Collection<Unit> units();

        /** Has none of them leave until the caller's transaction ends. */
        void holdCodes();

        /** How many open tasks follow each policy. */
        Map<String, Long> openTasks();
    }

    /**
     * What is new. Policies that do not change are read as what they are already: in force.
     *
     * @param places where files lie that mistakes in them should name
     * @param before what is in force
     * @throws BadInput with everything that is wrong
     */
    static Rulebook fresh(RuleTexts texts, Map<String, String> places, World world, Optional<Rulebook> before) {
        var calendars = unchanged(texts, before).orElseGet(() -> texts.readCalendars(places));
        var units = world.units();
        refuseMissing(units, calendars);
        var codes = units.stream().map(Unit::code).toList();
        var policies = before.filter(book -> book.texts().policies().equals(texts.policies()))
                .map(book -> again(texts, calendars))
                .orElseGet(() -> PolicyFile.read(texts.policyFile(places), calendars.names(), codes));
        // All open tasks are counted only if a policy goes, or nobody knows which there were.
        if (!policies.names()
                .containsAll(before.map(book -> book.policies().names()).orElse(Set.of("?")))) {
            refuseMissing(texts.policyFile(places).name(), policies, world.openTasks());
        }
        return new Rulebook(0, Instant.EPOCH, texts, policies, calendars);
    }

    private static void refuseMissing(Collection<Unit> units, Calendars calendars) {
        var mistakes = new Mistakes();
        for (var unit : units) {
            var name = unit.calendar();
            if (name != null && !calendars.names().contains(name)) {
                mistakes.add(
                        new BadInput.Mistake("calendars", 0, name, RulesReason.CALENDAR_GONE.with(name, unit.code())));
            }
        }
        mistakes.throwIfAny();
    }

    private static void refuseMissing(String file, Policies policies, Map<String, Long> openTasks) {
        var mistakes = new Mistakes();
        openTasks.forEach((name, tasks) -> {
            if (policies.policy(name).isEmpty()) {
                mistakes.add(missing(file, name, tasks));
            }
        });
        mistakes.throwIfAny();
    }

    private static BadInput.Mistake missing(String file, String policy, long tasks) {
        return new BadInput.Mistake(
                file,
                0,
                "policies." + policy,
                (tasks == 1 ? RulesReason.POLICY_GONE_FOR_ONE : RulesReason.POLICY_GONE)
                        .with(policy, String.valueOf(tasks)));
    }

    /**
     * What has been in force. Units may have gone since, and a calendar that did not change is the same object as before, so
     * that many versions need little memory.
     */
    static Rulebook kept(long version, Instant appliedAt, RuleTexts texts, Optional<Rulebook> before) {
        var calendars = unchanged(texts, before).orElseGet(() -> texts.readCalendars(Map.of()));
        return new Rulebook(version, appliedAt, texts, again(texts, calendars), calendars);
    }

    private static Policies again(RuleTexts texts, Calendars calendars) {
        return PolicyFile.readAgain(texts.policyFile(Map.of()), calendars.names());
    }

    private static Optional<Calendars> unchanged(RuleTexts texts, Optional<Rulebook> before) {
        return before.filter(book -> book.texts().calendars().equals(texts.calendars()))
                .map(Rulebook::calendars);
    }
}
