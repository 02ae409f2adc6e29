package org.duban.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.duban.calendar.Calendars;
import org.duban.directory.Unit;
import org.duban.files.InputFile;
import org.duban.policy.PolicyFile;
import org.duban.reasons.Reason;
import org.duban.rulebook.ChangingRules;
import org.duban.rulebook.Planner;
import org.duban.rulebook.RuleHistory;
import org.duban.rulebook.Rulebook;
import org.duban.task.KnownPolicies;

/** The rulebook that all nodes share; of a change each of them hears within a second. */
final class Rules {

    private static final Duration LATEST_HEARD = Duration.ofSeconds(1);
    private static final List<RuleHistory> BOOKS = List.of(
            book("policies.yaml", "calendars"),
            book("policies-2.yaml", "calendars"),
            book("policies.yaml", "calendars-2"),
            book("policies-2.yaml", "calendars-2"));

    private final SplittableRandom random;
    private final World.Time time;
    private final List<RuleHistory> histories = new ArrayList<>();
    private final List<Map<Integer, Duration>> lags = new ArrayList<>();
    private int book;

    Rules(long seed, World.Time time) {
        this.random = new SplittableRandom(seed);
        this.time = time;
        histories.add(BOOKS.get(0));
    }

    private static RuleHistory book(String policies, String calendars) {
        var all = Calendars.read(List.of(
                InputFile.of("classpath:calendars/cn-2025.yaml"),
                InputFile.of("classpath:calendars/cn-2026.yaml"),
                InputFile.of("classpath:simulation/" + calendars + "/county.yaml")));
        var units = Scenario.units().stream().map(Unit::code).toList();
        var read = PolicyFile.read(InputFile.of("classpath:simulation/" + policies), all.names(), units);
        return RuleHistory.of(read, all);
    }

    /** Puts other rules in force, now. */
    void change(int other) {
        book = other;
        histories.add(history().with(BOOKS.get(book).current(), time.now()));
        lags.add(new HashMap<>());
    }

    /** A book that is not in force. */
    int another(SplittableRandom chance) {
        return (book + 1 + chance.nextInt(BOOKS.size() - 1)) % BOOKS.size();
    }

    /** All versions up to the one in force. */
    RuleHistory history() {
        return histories.get(histories.size() - 1);
    }

    /** When a node hears of the last change. */
    Instant heardBy(Node node) {
        var lag = lags.get(lags.size() - 1)
                .computeIfAbsent(node.number, any -> Duration.ofMillis(random.nextLong(LATEST_HEARD.toMillis())));
        return history().current().appliedAt().plus(lag);
    }

    private RuleHistory seenBy(Node node) {
        return histories.size() == 1 || !time.now().isBefore(heardBy(node))
                ? history()
                : histories.get(histories.size() - 2);
    }

    Planner plannerOf(Node node) {
        return ChangingRules.planner(() -> seenBy(node));
    }

    KnownPolicies policiesOf(Node node) {
        return new KnownPolicies() {
            @Override
            public Set<String> names() {
                return seenBy(node).current().policies().names();
            }

            @Override
            public Optional<Reason> objection(String policy, Map<String, String> amounts) {
                return seenBy(node).current().policies().objection(policy, amounts);
            }
        };
    }

    /** Whether other rules have come into force since an instant, or so shortly before that a node might not know them. */
    boolean changedSince(Instant instant) {
        return histories.size() > 1
                && history().current().appliedAt().plus(LATEST_HEARD).isAfter(instant);
    }

    /** The version that decides about an instant, and the one before it as long as some node may not know better. */
    Stream<Rulebook> inForce(Instant at) {
        var versions = history().versions();
        return versions.stream().filter(version -> {
            var next = versions.indexOf(version) + 1;
            return !version.appliedAt().isAfter(at)
                    && (next == versions.size()
                            || versions.get(next).appliedAt().plus(LATEST_HEARD).isAfter(at));
        });
    }
}
