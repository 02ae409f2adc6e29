package org.duban.content;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.content.NoticeLine.Name;
import org.duban.content.NoticeLine.Office;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;
import org.duban.rulebook.Planner;
import org.duban.task.ActRights;
import org.duban.task.ActRule;
import org.duban.task.Instruction;
import org.duban.task.Reports;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/** States in notices how tasks are. Pure. */
public final class TaskFactsFactory {

    /** A notice of many tasks is one record on Kafka. */
    private static final int LONGEST_TEXT = 500;
    /** Whoever has no page to read it on reads it in the letter. */
    private static final int LONGEST_DESCRIPTION = 2_000;

    private static final int MOST_EVIDENCE = 5;
    private static final int LONGEST_EVIDENCE = 1_000;

    private final Planner planner;
    private final UnitTree units;
    private final Map<String, Name> names = new HashMap<>();
    private final Map<String, Optional<Office>> offices = new HashMap<>();

    public TaskFactsFactory(Planner planner, UnitTree units) {
        this.planner = planner;
        this.units = units;
    }

    /**
     * Who reads.
     *
     * @param owedTo the code of the unit that it is owed to, whoever reads it in its place
     * @param code the unit that reads it
     * @param zone the zone of the notice
     */
    public record Reader(String owedTo, String code, ZoneId zone) {}

    /**
     * What is told of a task.
     *
     * @param at the instant of the step
     * @param asks what the unit that it is owed to is asked for
     */
    public record Said(String step, Instant at, NoticeKind asks) {}

    /**
     * What is stated about a task.
     *
     * @param said what is told of it
     * @param reader for whom, and where its days are counted
     * @param now the notice's day, from which it counts what is left
     */
    public TaskFacts facts(Task task, Plan plan, Said said, Reader reader, Instant now) {
        var step = said.step;
        var asks = said.asks;
        var lead = name(task.leadUnit());
        var asker = asker(task, step, asks);
        return new TaskFacts(
                task.id(),
                task.number(),
                task.revision(),
                task.matter().title(),
                task.matter().list(),
                task.matter().clause(),
                task.matter().points(),
                task.matter().url(),
                lead.zh(),
                lead.en(),
                task.deadline().date(),
                plan.deadlineEnd(),
                task.deadline().at() != null,
                planner.workingDaysLeft(task, now.atZone(reader.zone).toLocalDate()),
                task.status().name(),
                task.reports().percent(),
                plan.tellsOfProgress(step) ? plan.expectedProgress(now) : null,
                earlierDeadline(task),
                tellsWhy(task, step, reader.owedTo) ? reason(task, asks) : null,
                task.requestedDeadline(),
                asker == null ? null : asker.zh(),
                asker == null ? null : asker.en(),
                task.calendarSequence(),
                responsibility(reader.owedTo, task),
                shortened(task.matter().description(), LONGEST_DESCRIPTION),
                completion(task.reports().completion()),
                instruction(task, plan, said),
                inCharge(reader.code, task));
    }

    /** The one that is told is told word for word. */
    private TaskFacts.@Nullable Instruction instruction(Task task, Plan plan, Said said) {
        var told = said.step.equals(ActSteps.INSTRUCTED)
                ? task.instructions().stream()
                        .filter(one -> one.toldFrom().equals(said.at))
                        .findFirst()
                        .map(one -> instruction(one, one.text(), plan))
                : Optional.<TaskFacts.Instruction>empty();
        return told.or(() -> task.instruction()
                        .map(last ->
                                instruction(last, Objects.requireNonNull(shortened(last.text(), LONGEST_TEXT)), plan)))
                .orElse(null);
    }

    private TaskFacts.Instruction instruction(Instruction one, String text, Plan plan) {
        var by = one.by() == null ? null : name(one.by());
        return new TaskFacts.Instruction(
                text, one.leader(), by == null ? null : by.zh(), by == null ? null : by.en(), plan.dayOf(one.at()));
    }

    /** A change has no reason of its own but a reopening and a hand-over. */
    private static boolean tellsWhy(Task task, String step, String reader) {
        return switch (step) {
            case ActSteps.TAKEN_ON -> handedOver(task, task.changes().gained().get(reader));
            case ActSteps.TAKEN_OFF -> handedOver(task, task.changes().lost().get(reader));
            case ActSteps.INSTRUCTED -> false;
            default -> !ActSteps.CHANGES.contains(step) || step.equals(ActSteps.REOPENED);
        };
    }

    /** Whether what changed then is the last hand-over, and nothing was decided since whose reason would be told. */
    private static boolean handedOver(Task task, @Nullable Instant changed) {
        var told = task.toldFrom();
        return told.assignment().equals(changed)
                && Stream.of(told.decision(), told.returned(), told.closure(), told.reopened())
                        .allMatch(since -> since == null || since.isBefore(changed));
    }

    /** What the policy says of a step; null for what follows directly from an act. */
    public @Nullable PolicyStep policyStep(Task task, PlannedStep step) {
        return planner.written(task, step)
                .map(written -> new PolicyStep(
                        written.anchor(),
                        written.condition(),
                        planner.label(task, step.step()).byLanguage()))
                .orElse(null);
    }

    private static TaskFacts.@Nullable Completion completion(Reports.@Nullable Completion report) {
        return report == null
                ? null
                : new TaskFacts.Completion(
                        shortened(report.note(), LONGEST_TEXT),
                        report.evidence().stream()
                                .filter(evidence -> evidence.length() <= LONGEST_EVIDENCE)
                                .limit(MOST_EVIDENCE)
                                .toList(),
                        report.evidence().size());
    }

    private static @Nullable String shortened(@Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var length = text.codePointCount(0, text.length());
        return length <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /** What was stated to another reader, as this unit has it; a task that has changed since is stated anew at the claim. */
    public TaskFacts readBy(Unit reader, TaskFacts stated, Map<String, Task> tasks, Instant now) {
        var task = tasks.get(stated.taskId());
        return task == null || task.revision() != stated.revision()
                ? stated
                : stated.readWith(
                        planner.workingDaysLeft(task, now.atZone(reader.zone()).toLocalDate()),
                        inCharge(reader.code(), task));
    }

    /** Who asked, where that is not the lead unit. */
    private @Nullable Name asker(Task task, String step, NoticeKind asks) {
        var decided = step.equals(ActSteps.EXTENSION_GRANTED) || step.equals(ActSteps.EXTENSION_DECLINED);
        var asker = decided
                ? task.decision().answers()
                : asks == NoticeKind.REVIEW && task.request() != null
                        ? task.request().by()
                        : null;
        return asker == null || leads(asker, task) ? null : name(asker);
    }

    private boolean inCharge(String unit, Task task) {
        return new ActRights(units).parties(task, unit).contains(ActRule.Party.OFFICE);
    }

    private Responsibility responsibility(String unit, Task task) {
        if (leads(unit, task)) {
            return Responsibility.LEAD;
        }
        return units.present(unit).filter(task.assistingUnits()::contains).isPresent()
                ? Responsibility.ASSISTING
                : Responsibility.NONE;
    }

    private boolean leads(String asker, Task task) {
        return units.present(asker).filter(task.leadUnit()::equals).isPresent();
    }

    /** Who answers questions: the nearest office above the reader that can be reached, if there is one. */
    public @Nullable Office officeAbove(String reader, Instant now) {
        return offices.computeIfAbsent(
                        reader,
                        any -> units.officesAbove(reader).stream()
                                .flatMap(office -> units.readers(office.code(), now).stream()
                                        .map(answers ->
                                                new Office(office.nameZh(), office.nameEn(), answers.address())))
                                .findFirst())
                .orElse(null);
    }

    public Name name(String code) {
        return names.computeIfAbsent(
                code,
                any -> units.present(code)
                        .flatMap(units::unit)
                        .map(unit -> new Name(unit.nameZh(), unit.nameEn()))
                        .orElse(new Name(code, code)));
    }

    private static @Nullable String earlierDeadline(Task task) {
        var earlier = task.earlierDeadlines();
        return earlier.isEmpty() ? null : earlier.get(earlier.size() - 1);
    }

    /** Who is to decide reads why more time is asked for; others why the last decision was made. */
    private static @Nullable String reason(Task task, NoticeKind asks) {
        return asks == NoticeKind.REVIEW && task.request() != null
                ? task.request().reason()
                : task.decision().reason();
    }
}
