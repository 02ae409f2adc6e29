package org.duban.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.duban.directory.Unit;
import org.duban.files.BadInput;
import org.duban.plan.PlanFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New rules have to fit to the units and the tasks that there are; old ones are read whatever has become of these. */
class RuleParserTests {

    private static final String POLICY = "policies: { %s: { steps: [ { name: a, on: assignment, tell: [lead] } ] } }";
    private static final Map<String, String> CALENDARS =
            Map.of("built-in/cn.yaml", "{ calendar: cn }", "gyangze.yaml", "{ calendar: gyangze, extends: cn }");
    private static final RuleTexts TEXTS = new RuleTexts(POLICY.formatted("standard"), new TreeMap<>(CALENDARS));

    private final Rulebook before = RuleParser.kept(1, Instant.EPOCH, TEXTS, Optional.empty());

    @Test
    void refuseToLoseTheCalendarOfAUnit() {
        var gone = new TreeMap<String, String>();
        gone.put("gyangze.yaml", null);

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> fresh(TEXTS.with(null, gone), Map.of()))
                .withMessage(
                        "calendars, gyangze: the calendar \"gyangze\" is gone, but the unit \"gyangze-culture\" works"
                                + " by it; put it back, save the unit with another calendar, and then take it away");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1  | 1 open task follows it
            12 | 12 open tasks follow it
            """)
    void refuseToLoseThePolicyOfOpenTasks(long tasks, String words) {
        var other = TEXTS.with(POLICY.formatted("other"), Map.of());

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> fresh(other, Map.of("standard", tasks, "other", 3L)))
                .withMessage("policies, policies.standard: the policy \"standard\" is gone, but " + words
                        + "; put it back, amend those tasks to another policy, and then take it away");
    }

    /** Policies from before there was a least distance of repetitions. */
    @Test
    void readWhatIsInForceAgainAndRefuseItInOtherWords() {
        var often = TEXTS.with(
                POLICY.formatted("standard").replace("on: assignment", "after-deadline: 1wd, every: PT1S"), Map.of());
        var inForce = RuleParser.kept(2, Instant.EPOCH, often, Optional.of(before));
        var calendar = often.with(null, Map.of("own.yaml", "{ calendar: own }"));
        var other = often.with(often.policies().replace("lead", "office"), Map.of());

        assertThat(RuleParser.fresh(calendar, Map.of(), new World(null), Optional.of(inForce))
                        .policies()
                        .all())
                .containsExactlyElementsOf(inForce.policies().all());
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> RuleParser.fresh(other, Map.of(), new World(null), Optional.of(inForce)))
                .withMessageContaining("steps[0].every: \"PT1S\" is too often");
    }

    @Test
    void countOpenTasksOnlyWhereAPolicyGoes() {
        var more = TEXTS.with(POLICY.formatted("standard").replace("lead", "office"), Map.of());

        assertThat(fresh(more, null).policies().names()).containsExactly("standard");
    }

    @Test
    void keepTheCalendarsThatDidNotChange() {
        var other = TEXTS.with(POLICY.formatted("other"), Map.of());
        var more = other.with(null, Map.of("own.yaml", "{ calendar: own }"));

        assertThat(RuleParser.kept(2, Instant.EPOCH, other, Optional.of(before)).calendars())
                .isSameAs(before.calendars());
        assertThat(RuleParser.kept(2, Instant.EPOCH, more, Optional.of(before))
                        .calendars()
                        .names())
                .containsExactly("cn", "gyangze", "own");
    }

    private Rulebook fresh(RuleTexts texts, Map<String, Long> openTasks) {
        return RuleParser.fresh(texts, Map.of(), new World(openTasks), Optional.of(before));
    }

    /** A unit that works by the calendar {@code gyangze}, one that works by none of its own, and some tasks. */
    private record World(Map<String, Long> tasks) implements RuleParser.World {
        @Override
        public Collection<Unit> units() {
            return List.of(
                    PlanFixture.UNITS.unit("gyangze-culture").orElseThrow(),
                    PlanFixture.UNITS.unit("gyangze-roads").orElseThrow());
        }

        @Override
        public void holdCodes() {
            // Nobody takes one away.
        }

        @Override
        public Map<String, Long> openTasks() {
            return Optional.ofNullable(tasks).orElseThrow(() -> new AssertionError("nobody has to count tasks"));
        }
    }
}
