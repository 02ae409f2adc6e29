package org.duban.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.duban.fate.Fate;
import org.duban.ledger.MemoryTaskLedger.Applied;
import org.duban.notice.MemorySteps.StepRow;
import org.duban.policy.ActSteps;
import org.duban.task.Act;

/**
 * What a single node to which nothing happens would have told, had it learned of each event at the same instant: nodes behave
 * as one, whatever happens to them, but that what is late may be left out for what came after it.
 */
final class OneNode {

    /** What only those hear who had heard of the task, or an alarm, before. */
    private static final Set<String> TO_WHO_HAD_HEARD = Set.of(ActSteps.DEADLINE_MOVED, ActSteps.ESCALATION_LIFTED);

    private final World nodes;
    private final World one;
    private final TreeSet<Instant> rounds;

    OneNode(World nodes, World one) {
        this.nodes = nodes;
        this.one = one;
        this.rounds = new TreeSet<>(nodes.rounds);
    }

    /** The events of a world as they were applied, in their order. */
    static Scenario replay(World world) {
        var arrivals = new ArrayList<Scenario.Arrival>();
        world.ledger.all().stream()
                .map(task -> task.id())
                .sorted()
                .forEach(task -> world.ledger
                        .history(task)
                        .forEach(applied -> arrivals.add(new Scenario.Arrival(applied.appliedAt(), applied.event()))));
        arrivals.sort(Comparator.comparing(Scenario.Arrival::at));
        return new Scenario(arrivals);
    }

    /** A step for the unit that it was for, whoever was told. */
    private record Step(String task, String step, Instant at, String unit) {
        static Step of(StepRow row) {
            return new Step(row.task(), row.step(), row.at(), row.unit());
        }
    }

    void compare() {
        var here = byStep(nodes);
        var there = byStep(one);
        var later = new HashMap<String, TreeSet<Instant>>();
        here.keySet()
                .forEach(step -> later.computeIfAbsent(repeating(step), any -> new TreeSet<>())
                        .add(step.at));
        there.forEach((step, fates) -> {
            if (!here.containsKey(step) && !(fates.contains(Fate.HELD) && fates.size() == 1)) {
                Promises.check(
                        7,
                        later.getOrDefault(repeating(step), new TreeSet<>()).higher(step.at) != null
                                || overtaken(step)
                                || heardOtherwise(step, there, here),
                        () -> "one node has told what these have not: " + stories(step));
            }
        });
        here.forEach((step, fates) -> Promises.check(
                7,
                !fates.contains(Fate.TOLD)
                        || there.containsKey(step)
                        || handedOn(step)
                        || overtaken(step)
                        || heardOtherwise(step, here, there)
                        || learnedLate(step, here, there),
                () -> "one node would not have told this: " + stories(step)));
    }

    private String stories(Step step) {
        return step + "\nHERE " + nodes.reckoning.story(step.task) + "\nTHERE " + one.reckoning.story(step.task);
    }

    private static String repeating(Step step) {
        return step.task + " " + step.step + " " + step.unit;
    }

    private Map<Step, Set<Fate>> byStep(World world) {
        var steps = new HashMap<Step, Set<Fate>>();
        for (var row : world.tables.steps().all()) {
            // Who hears of a closure, and that it is no more, depends on who was told instead of whom.
            var closure = row.step().equals(ActSteps.CLOSED)
                    || row.step().equals(ActSteps.REOPENED) && row.audience().equals("informed");
            if (!closure && !world.promises.hasMoved(row.unit())) {
                steps.computeIfAbsent(Step.of(row), any -> new HashSet<>()).add(row.fate());
            }
        }
        return steps;
    }

    /** It waited for a unit that left meanwhile, and was handed on to who took over; the one node had told that unit in time. */
    private boolean handedOn(Step step) {
        return one.tables.steps().ofTask(step.task).stream()
                .filter(row -> row.step().equals(step.step) && row.at().equals(step.at))
                .anyMatch(row -> nodes.outside
                        .heirOf(row.unit())
                        .filter(step.unit::equals)
                        .isPresent());
    }

    /** The task changed before any node had the time to tell the step, since it was due or since its unit has the task. */
    private boolean overtaken(Step step) {
        var since = nodes.ledger.history(step.task).stream()
                .filter(applied -> !applied.appliedAt().isBefore(step.at))
                .toList();
        return IntStream.range(0, since.size())
                .filter(i -> i == 0 || handsOver(since.get(i - 1)))
                .anyMatch(i -> noRound(
                        i == 0 ? step.at : since.get(i - 1).appliedAt(),
                        since.get(i).appliedAt()));
    }

    /** Whether it is told to those who had heard of something before, and this unit had heard of it on one side only. */
    private static boolean heardOtherwise(Step step, Map<Step, Set<Fate>> told, Map<Step, Set<Fate>> others) {
        return TO_WHO_HAD_HEARD.contains(step.step)
                && told.entrySet().stream()
                        .filter(before -> before.getKey().task.equals(step.task)
                                && before.getKey().unit.equals(step.unit)
                                && before.getKey().at.isBefore(step.at))
                        .anyMatch(before -> before.getValue().contains(Fate.TOLD)
                                && !others.getOrDefault(before.getKey(), Set.of())
                                        .contains(Fate.TOLD));
    }

    private static boolean handsOver(Applied applied) {
        return applied.event().act() instanceof Act.Amended amended
                && (amended.leadUnit() != null || amended.assistingUnits() != null);
    }

    private boolean noRound(Instant from, Instant to) {
        var round = rounds.higher(from.plus(World.MOST_AHEAD));
        return round == null || !round.isBefore(to.minus(World.MOST_AHEAD));
    }

    /**
     * It was due before its own nodes learned of it, and they tell it because they were late: they had not told yet what one
     * node has told after it.
     */
    private boolean learnedLate(Step step, Map<Step, Set<Fate>> here, Map<Step, Set<Fate>> there) {
        var learned = nodes.ledger.history(step.task).stream()
                .map(Applied::appliedAt)
                .filter(at -> at.isAfter(step.at))
                .findFirst();
        return learned.isPresent()
                && there.keySet().stream()
                        .filter(other -> other.task.equals(step.task) && other.at.isAfter(step.at))
                        .anyMatch(other -> !here.containsKey(other));
    }

    /** Without faults the mails are the same ones, each with the same lines. */
    void compareMails() {
        var here = nodes.reckoning.mails();
        var there = one.reckoning.mails();
        var missing = new ArrayList<>(there);
        missing.removeAll(new HashSet<>(here));
        var more = new ArrayList<>(here);
        more.removeAll(new HashSet<>(there));
        Promises.check(
                7, missing.isEmpty() && more.isEmpty(), "not told: %s%ntold beyond: %s", first(missing), first(more));
    }

    private static List<String> first(List<String> all) {
        return all.subList(0, Math.min(10, all.size()));
    }
}
