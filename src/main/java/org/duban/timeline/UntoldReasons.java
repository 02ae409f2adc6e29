package org.duban.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.notice.StepRecord;
import org.duban.plan.Microsecond;
import org.duban.plan.Omission;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.policy.Step;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.duban.task.TaskVersion;
import org.duban.timeline.TaskTimeline.NotTold;

/**
 * Finds why nobody was told: for each version that a task had, the steps whose time came while it was in force, and which
 * have no fate.
 */
final class UntoldReasons {

    /** More repetitions than these came while one version was in force: the rest would say the same. */
    private static final int MOST_OCCURRENCES = 50;

    private final Planner planner;
    private final UnitTree units;
    private final Sentences sentences;
    private final StepLabels labels;
    private final List<TaskVersion> versions;
    private final List<Plan> plans;
    private final List<StepRecord> fallen;
    private final Set<Key> known = new HashSet<>();
    private final List<NotTold> found = new ArrayList<>();

    private record Key(String step, Instant at, String unit) {}

    UntoldReasons(
            Planner planner,
            UnitTree units,
            Sentences sentences,
            StepLabels labels,
            List<TaskVersion> versions,
            List<StepRecord> fallen) {
        this.planner = planner;
        this.units = units;
        this.sentences = sentences;
        this.labels = labels;
        this.versions = versions;
        this.plans = versions.stream()
                .map(version -> planner.plan(version.task(), units))
                .toList();
        this.fallen = fallen;
        for (var step : fallen) {
            known.add(new Key(step.step(), step.stepAt(), step.recipient()));
            known.add(new Key(step.step(), step.stepAt(), step.forUnit()));
        }
    }

    /**
     * @param now what comes after it is no omission
     * @param due whether the task is due and will be looked at next
     */
    List<NotTold> find(Instant now, boolean due) {
        for (var number = 0; number < versions.size(); number++) {
            var last = number == versions.size() - 1;
            var end = last ? now : versions.get(number + 1).learnedAt();
            omitted(number, end);
            lost(number, end, due);
        }
        found.sort(Comparator.comparing(NotTold::at));
        return found;
    }

    /** What the plan of a version left out. */
    private void omitted(int number, Instant end) {
        var version = versions.get(number);
        var task = version.task();
        for (var omission : planner.omissions(task, units, version.learnedAt(), end)) {
            var tells = switch (omission.why()) {
                case IN_THE_PAST -> setAnew(omission.step(), version);
                case BEFORE_THE_RULES -> !heardOf(omission.step());
                default -> true;
            };
            if (tells) {
                add(task, omission.step(), why(omission, number));
            }
        }
    }

    /** Whether a step had its fate at some other time, under other rules. */
    private boolean heardOf(PlannedStep step) {
        return known.stream()
                .anyMatch(key -> key.step().equals(step.step()) && step.units().contains(key.unit()));
    }

    /** Whether this version's event is the one before which a step lay. */
    private boolean setAnew(PlannedStep step, TaskVersion version) {
        var task = version.task();
        var countsFromDeadline = planner.written(task, step)
                .map(Step::anchor)
                .filter(anchor -> anchor == Step.Anchor.BEFORE_DEADLINE || anchor == Step.Anchor.AFTER_DEADLINE)
                .isPresent();
        var learned = version.learnedAt();
        if (step.units().stream()
                .anyMatch(unit -> learned.equals(task.toldFrom().joined().get(unit)))) {
            return true;
        }
        return countsFromDeadline
                ? learned.equals(task.supervision().plannedFrom())
                : learned.equals(task.toldFrom().assignment())
                        || learned.equals(task.toldFrom().resumed())
                        || learned.equals(task.toldFrom().reopened());
    }

    private Reason why(Omission omission, int number) {
        var code = omission.why().name();
        return switch (omission.why()) {
            case IN_THE_PAST, CLOSED -> since(code, versions.get(number));
            default -> new Reason(code, List.of());
        };
    }

    private static Reason since(String code, TaskVersion version) {
        return new Reason(code, List.of(version.type(), version.learnedAt().toString()));
    }

    private String said(Reason why, Task task) {
        var key = "omitted." + why.code();
        return why.arguments().isEmpty()
                ? sentences.say(key)
                : sentences.say(
                        key,
                        sentences.event(why.argument(0)),
                        sentences.when(Instant.parse(why.argument(1)), zoneOf(task)));
    }

    /** What the plan of a version told, and which has no fate all the same. */
    private void lost(int number, Instant end, boolean due) {
        var justBefore = Microsecond.before(versions.get(number).learnedAt());
        for (var step : plans.get(number).occurrences(justBefore, MOST_OCCURRENCES)) {
            if (!step.at().isAfter(end) && !step.audience().heardBefore()) {
                add(versions.get(number).task(), step, whyLost(step, number, due));
            }
        }
    }

    private Reason whyLost(PlannedStep step, int number, boolean due) {
        if (toldLater(step)) {
            return new Reason("OUTAGE", List.of());
        }
        return overtaking(step, number)
                .map(version -> since("OVERTAKEN", version))
                .orElseGet(() -> new Reason(due ? "DUE" : "UNRECORDED", List.of()));
    }

    /** The version whose plan does not tell a step any more that the plan of an earlier one told. */
    private Optional<TaskVersion> overtaking(PlannedStep step, int number) {
        for (var later = number + 1; later < versions.size(); later++) {
            var plan = plans.get(later);
            if (step.units().stream().noneMatch(unit -> plan.holds(step.step(), step.at(), unit, step.at()))) {
                return Optional.of(versions.get(later));
            }
        }
        return Optional.empty();
    }

    private boolean toldLater(PlannedStep step) {
        return fallen.stream()
                .anyMatch(later -> later.step().equals(step.step())
                        && later.stepAt().isAfter(step.at())
                        && (step.units().contains(later.recipient())
                                || step.units().contains(later.forUnit())));
    }

    private void add(Task task, PlannedStep step, Reason why) {
        var owed = step.units().isEmpty() ? List.of("") : step.units();
        var untold = owed.stream()
                .filter(unit -> known.add(new Key(step.step(), step.at(), unit)))
                .toList();
        if (!untold.isEmpty()) {
            found.add(new NotTold(
                    step.step(),
                    labels.of(step.step()),
                    step.at(),
                    LocalTimes.of(step.at(), planner.toldDay(task, step, units).zone()),
                    step.audience().toString(),
                    step.units().isEmpty() ? List.of() : untold,
                    said(why, task),
                    why));
        }
    }

    private ZoneId zoneOf(Task task) {
        return units.unit(task.leadUnit()).map(Unit::zone).orElse(ZoneOffset.UTC);
    }
}
