package org.duban.fate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.content.NoticeLine;
import org.duban.content.NoticeLine.AlsoTold;
import org.duban.content.NoticeLine.Name;
import org.duban.content.TaskFactsFactory;
import org.duban.content.TaskFactsFactory.Reader;
import org.duban.content.TaskFactsFactory.Said;
import org.duban.directory.UnitAddress;
import org.duban.directory.UnitTree;
import org.duban.plan.Microsecond;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.policy.ActSteps;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Decides the fate of the steps of one task that fell due together: who is told, what is superseded, who cannot be
 * reached. Pure.
 */
public final class FateResolver {

    private final UnitTree units;
    private final TaskFactsFactory factsFactory;
    private final Map<String, ? extends Collection<String>> escalatedByTask;
    private final ToldHistory history;
    private final Instant now;
    private final Map<String, List<UnitAddress>> readers = new HashMap<>();

    /**
     * @param escalatedByTask who has got an escalation, by task id, of closed tasks
     * @param history what was told before, of tasks that have changed
     * @param now the day from which the letters count what is left, and who stands in for whom
     */
    public FateResolver(
            Planner planner,
            UnitTree units,
            Map<String, ? extends Collection<String>> escalatedByTask,
            ToldHistory history,
            Instant now) {
        this.units = units;
        this.factsFactory = new TaskFactsFactory(planner, units);
        this.escalatedByTask = escalatedByTask;
        this.history = history;
        this.now = now;
    }

    /** What is told about one task at one moment, and which units mail reaches with it. */
    private record Together(Task task, Plan plan, List<String> reached) {}

    /** One row for each step and address; for each unit only the most severe step is told. */
    public List<DueStep> resolve(Task task, Plan plan, List<PlannedStep> due) {
        var byUnit = new LinkedHashMap<String, List<PlannedStep>>();
        var rows = new ArrayList<DueStep>();
        for (var step : due) {
            var told = unitsOf(task, step, due);
            var held = plan.held(step, now);
            if (held.isPresent()) {
                (told.isEmpty() ? List.of("") : told)
                        .forEach(unit ->
                                rows.add(row(task, step, unit, "", "", Fate.HELD, FateReason.held(held.get()), null)));
                continue;
            }
            if (told.isEmpty() && !step.audience().heardBefore()) {
                rows.add(row(task, step, "", "", "", Fate.UNDELIVERABLE, nobodyThere(task, plan, step), null));
            }
            told.forEach(unit ->
                    byUnit.computeIfAbsent(unit, any -> new ArrayList<>()).add(step));
        }
        var reached = byUnit.keySet().stream()
                .filter(unit -> !readers(unit).isEmpty())
                .toList();
        var together = new Together(task, plan, reached);
        byUnit.forEach((unit, steps) -> rows.addAll(forUnit(together, unit, steps)));
        return rows;
    }

    /**
     * One step for one unit, of which another was told in vain.
     *
     * @param unreachable whether it is told to the office above, because mail does not reach the unit
     */
    List<DueStep> handedOn(Task task, Plan plan, PlannedStep step, String unit, boolean unreachable) {
        var reached = plan.due(Microsecond.before(step.at()), step.at()).stream()
                .flatMap(other -> other.units().stream())
                .distinct()
                .filter(other -> !readers(other).isEmpty())
                .toList();
        var together = new Together(task, plan, reached);
        return unreachable ? instead(together, unit, step) : forUnit(together, unit, List.of(step));
    }

    /**
     * What becomes of steps that were left out for what nobody was told either, or that nobody could be told: of those that still
     * hold, each unit that can be told by now is told the most severe. Nothing of the others, nor of what has to wait for the fate
     * of a later step.
     *
     * @param fellAway steps of the task that their units were not told, and will not be
     */
    public List<DueStep> afterAll(Task task, Plan plan, List<LeftOut> leftOut, Set<UnitStep> fellAway) {
        var fated = new HashSet<>(fellAway);
        leftOut.forEach(each -> fated.add(each.step()));
        var byUnit = new LinkedHashMap<String, List<PlannedStep>>();
        leftOut.forEach(each -> owed(task, plan, each)
                .filter(step -> plan.overtaking(
                                step,
                                each.step().unit(),
                                now,
                                later -> !fated.contains(new UnitStep(
                                        task.id(),
                                        later.step(),
                                        later.at(),
                                        each.step().unit())))
                        .isEmpty())
                .ifPresent(step -> byUnit.computeIfAbsent(each.step().unit(), any -> new ArrayList<>())
                        .add(step)));
        var rows = new ArrayList<DueStep>();
        byUnit.forEach((unit, steps) -> rows.addAll(forUnit(new Together(task, plan, List.of(unit)), unit, steps)));
        return rows;
    }

    private Optional<PlannedStep> owed(Task task, Plan plan, LeftOut leftOut) {
        var unit = leftOut.step().unit();
        return task.open() && reaches(leftOut)
                ? plan.holding(leftOut.step().step(), leftOut.step().at(), unit, now)
                        .filter(step -> step.kind() != NoticeKind.ASSIGNMENT
                                || !task.reports().receivedBy().contains(unit))
                : Optional.empty();
    }

    private boolean reaches(LeftOut leftOut) {
        var unit = leftOut.step().unit();
        return readers(unit).stream().anyMatch(reader -> !leftOut.refused().contains(reader.address()))
                || units.reachableAbove(unit, now, reader -> !leftOut.refused().contains(reader.address()))
                        .isPresent();
    }

    /** Who has signed, as an assisting unit before another unit came to lead, is not asked to sign. */
    private List<DueStep> forUnit(Together together, String unit, List<PlannedStep> all) {
        var rows = new ArrayList<DueStep>();
        var steps = new ArrayList<PlannedStep>();
        for (var step : all) {
            if (asksAnew(together.task, step, unit)) {
                rows.add(row(together.task, step, unit, "", "", Fate.MOOT, FateReason.SIGNED.with(), null));
            } else {
                steps.add(step);
            }
        }
        rows.addAll(unsigned(together, unit, steps));
        return rows;
    }

    /** Whether nothing has changed for an assisting unit but who leads, and it has signed. */
    private static boolean asksAnew(Task task, PlannedStep step, String unit) {
        return step.kind() == NoticeKind.ASSIGNMENT
                && step.audience() instanceof Audience.Assisting
                && task.reports().receivedBy().contains(unit)
                && task.toldFrom().assignment().equals(task.changes().gained().get(task.leadUnit()));
    }

    private List<DueStep> unsigned(Together together, String unit, List<PlannedStep> steps) {
        var rows = new ArrayList<DueStep>();
        @Nullable PlannedStep told = null;
        for (var step : steps) {
            if (step.besides()) {
                rows.addAll(news(together, unit, step, steps));
            } else if (told == null || step.supersedes(told)) {
                told = step;
            }
        }
        for (var step : steps) {
            if (step == told) {
                rows.addAll(tell(together, unit, step));
            } else if (!step.besides() && told != null && !sameStep(step, told)) {
                rows.add(superseded(together, step, unit, told));
            }
        }
        return rows;
    }

    private DueStep superseded(Together together, PlannedStep step, String unit, PlannedStep told) {
        return row(together.task, step, unit, "", "", Fate.SUPERSEDED, FateReason.SUPERSEDED.with(told.step()), null);
    }

    /** A decision or change; who reads of an assignment with it reads of the deadline there. */
    private List<DueStep> news(Together together, String unit, PlannedStep step, List<PlannedStep> steps) {
        if (!ToldHistory.decideAbout(step.step())) {
            return tell(together, unit, step);
        }
        var assignment = steps.stream()
                .filter(other -> other.kind() == NoticeKind.ASSIGNMENT)
                .findFirst();
        if (assignment.isPresent()) {
            return List.of(superseded(together, step, unit, assignment.get()));
        }
        return needless(together, unit, step)
                .map(why -> List.of(row(together.task, step, unit, "", "", Fate.MOOT, why, null)))
                .orElseGet(() -> tell(together, unit, step));
    }

    private Optional<Reason> needless(Together together, String unit, PlannedStep step) {
        if (units.unit(unit).isEmpty()) {
            // What is taken from a unit that is gone concerns nobody in its place.
            return Optional.of(FateReason.NO_UNIT_ANY_MORE.with(unit));
        }
        return history.needless(unit, line(together, step, unit, null));
    }

    /** Told to one unit in two of its parts. */
    private static boolean sameStep(PlannedStep one, PlannedStep other) {
        return one.step().equals(other.step()) && one.at().equals(other.at());
    }

    private List<DueStep> tell(Together together, String unit, PlannedStep step) {
        var known = step.step().equals(ActSteps.CLOSED) && units.unit(unit).isPresent()
                ? history.needless(unit, line(together, step, unit, null))
                : Optional.<Reason>empty();
        return known.map(why -> List.of(row(together.task, step, unit, "", "", Fate.MOOT, why, null)))
                .orElseGet(() -> toReaders(together, unit, step));
    }

    private List<DueStep> toReaders(Together together, String unit, PlannedStep step) {
        var readers = readers(unit);
        if (!readers.isEmpty()) {
            var line = line(together, step, unit, null);
            return readers.stream()
                    .map(reader ->
                            row(together.task, step, unit, reader.address(), "", Fate.TOLD, null, line.readBy(reader)))
                    .toList();
        }
        return instead(together, unit, step);
    }

    private List<DueStep> instead(Together together, String unit, PlannedStep step) {
        var task = together.task;
        var above = units.reachableAbove(unit, now, reader -> true);
        var known = units.unit(unit).isPresent();
        var rows = new ArrayList<DueStep>();
        rows.add(row(
                task,
                step,
                unit,
                "",
                "",
                Fate.UNDELIVERABLE,
                above.map(office -> known
                                ? FateReason.TOLD_INSTEAD.with(office.code())
                                : FateReason.GONE_TOLD_INSTEAD.with(unit, office.code()))
                        .orElse(known ? FateReason.NOBODY_ABOVE.with() : FateReason.GONE_NOBODY_ABOVE.with(unit)),
                null));
        above.ifPresent(office -> {
            var line = line(together, step, office.code(), unit);
            for (var reader : readers(office.code())) {
                rows.add(row(
                        task,
                        escalated(step),
                        office.code(),
                        reader.address(),
                        unit,
                        Fate.TOLD,
                        FateReason.IN_PLACE_OF.with(unit),
                        line.readBy(reader)));
            }
        });
        return rows;
    }

    /** Whom mail to a unit reaches now. */
    private List<UnitAddress> readers(String unit) {
        return readers.computeIfAbsent(unit, code -> units.readers(code, now));
    }

    private static PlannedStep escalated(PlannedStep step) {
        return step.as(NoticeKind.ESCALATION);
    }

    private Collection<String> unitsOf(Task task, PlannedStep step, List<PlannedStep> due) {
        if (!step.audience().heardBefore()) {
            return step.units();
        }
        if (step.step().equals(ActSteps.CLOSED)) {
            return Optional.<Collection<String>>ofNullable(escalatedByTask.get(task.id())).orElse(List.of()).stream()
                    .map(unit -> units.present(unit).orElse(unit))
                    .distinct()
                    .toList();
        }
        var lifted = due.stream()
                .anyMatch(other -> other.step().equals(ActSteps.ESCALATION_LIFTED)
                        && other.at().equals(step.at()));
        return history.concerned(task, step.step(), lifted);
    }

    private static Reason nobodyThere(Task task, Plan plan, PlannedStep step) {
        var reason = plan.tellsSomebody(step.step()) ? FateReason.NO_AUDIENCE : FateReason.NOBODY_AT_ALL;
        return reason.with(step.audience().toString(), task.leadUnit());
    }

    private DueStep row(
            Task task,
            PlannedStep step,
            String unit,
            String address,
            String forUnit,
            Fate fate,
            @Nullable Reason reason,
            @Nullable NoticeLine line) {
        return new DueStep(task.id(), task.revision(), step, unit, address, forUnit, fate, reason, line);
    }

    /** @param missing the unit in whose place the reader is told, if so */
    private NoticeLine line(Together together, PlannedStep step, String reader, @Nullable String missing) {
        var absent = missing == null ? null : factsFactory.name(missing);
        var owedTo = missing == null ? reader : missing;
        var zone = units.unit(reader).orElseThrow().zone();
        var line = new NoticeLine(
                step.step(),
                step.at(),
                absent == null ? step.kind() : NoticeKind.ESCALATION,
                step.level(),
                factsFactory.facts(
                        together.task,
                        together.plan,
                        new Said(step.step(), step.at(), step.kind()),
                        new Reader(owedTo, reader, zone),
                        now),
                absent == null ? null : absent.zh(),
                absent == null ? null : absent.en(),
                absent == null ? null : step.kind(),
                alsoTold(together, reader),
                factsFactory.officeAbove(reader, now),
                null,
                factsFactory.policyStep(together.task, step));
        return ToldHistory.namesDeadlineBefore(step.step())
                ? history.lastDeadline(owedTo, line).map(line::movedFrom).orElse(line)
                : line;
    }

    private AlsoTold alsoTold(Together together, String reader) {
        var named = new ArrayList<Name>();
        var number = 0;
        for (var unit : together.reached) {
            if (!unit.equals(reader)) {
                number++;
                if (named.size() < AlsoTold.MOST_NAMED) {
                    named.add(factsFactory.name(unit));
                }
            }
        }
        return new AlsoTold(named, number);
    }
}
