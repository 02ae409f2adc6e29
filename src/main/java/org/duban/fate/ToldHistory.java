package org.duban.fate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.duban.content.NoticeLine;
import org.duban.content.Responsibility;
import org.duban.content.TaskFacts;
import org.duban.directory.UnitTree;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;
import org.duban.reasons.Reason;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * What units have been told about tasks before: nobody hears that a task was taken from it of which it never heard, or that
 * a deadline was moved to the one it knows. What an office was told that has left, whoever took over from it knows. Pure.
 */
public final class ToldHistory {

    private final Map<String, List<Told>> byTask = new HashMap<>();
    private final UnitTree units;
    private final Predicate<Told> reached;
    private final boolean assumed;

    /**
     * That a unit was told a step of a task, itself or through another.
     *
     * @param unit the unit that it was for
     * @param kind what that unit was asked for
     * @param deadlineAt the exact deadline that it was told; null if it was told a date
     * @param notice which tells it; null while none does
     */
    public record Told(
            String task,
            String unit,
            NoticeKind kind,
            String step,
            Instant stepAt,
            LocalDate deadlineDate,
            @Nullable Instant deadlineAt,
            @Nullable UUID notice) {

        /** The deadline as events write it. */
        public String deadline() {
            return deadlineAt == null ? deadlineDate.toString() : deadlineAt.toString();
        }
    }

    private ToldHistory(Collection<Told> heard, UnitTree units, Predicate<Told> reached, boolean assumed) {
        heard.forEach(one ->
                byTask.computeIfAbsent(one.task, any -> new ArrayList<>()).add(one));
        this.units = units;
        this.reached = reached;
        this.assumed = assumed;
    }

    /** Everything that was told counts, be it on its way still. */
    public static ToldHistory of(Collection<Told> heard, UnitTree units) {
        return new ToldHistory(heard, units, any -> true, false);
    }

    /** Only what these notices told has come, or may have come, to its reader. */
    public static ToldHistory through(Collection<Told> heard, UnitTree units, Set<UUID> notices) {
        return new ToldHistory(heard, units, one -> one.notice != null && notices.contains(one.notice), false);
    }

    /** For foretelling: whoever has to hear of a change is taken to have heard of what was before it. */
    static ToldHistory assumed() {
        return new ToldHistory(List.of(), new UnitTree(List.of(), Set.of()), any -> true, true);
    }

    /** Whether it takes to know what was heard to say whether this step is news. */
    public static boolean decideAbout(String step) {
        return ActSteps.BESIDES.contains(step);
    }

    /** Whether it says from which deadline, as its reader knew it, the present one was moved. */
    static boolean namesDeadlineBefore(String step) {
        return decideAbout(step) && !step.equals(ActSteps.REOPENED);
    }

    /**
     * Who hears of a moved deadline beside the responsible units, which hear of it themselves, and those that were; and that a task
     * is open again: who was told last that it is closed.
     *
     * @param lifted whether those who had got an escalation hear that it is lifted, instead of the new date
     */
    List<String> concerned(Task task, String step, boolean lifted) {
        var escalated = units(task, one -> one.kind == NoticeKind.ESCALATION);
        if (step.equals(ActSteps.ESCALATION_LIFTED)) {
            return escalated;
        }
        if (step.equals(ActSteps.REOPENED)) {
            return units(task, one -> toldLast(task, one.unit, ActSteps.CLOSED));
        }
        var informed = units(task, one -> one.kind != NoticeKind.REVIEW && one.kind != NoticeKind.CLOSURE);
        return informed.stream()
                .filter(unit -> !lifted || !escalated.contains(unit))
                .toList();
    }

    private List<String> units(Task task, Predicate<Told> which) {
        return about(task.id())
                .filter(which)
                .map(Told::unit)
                // The task itself remembers only for a time who has lost it.
                .filter(unit -> !task.changes().lost().containsKey(unit) && !toldLast(task, unit, ActSteps.TAKEN_OFF))
                .map(this::heir)
                .filter(unit -> !task.leadUnit().equals(unit)
                        && !task.assistingUnits().contains(unit)
                        && !task.changes().lost().containsKey(unit))
                .distinct()
                .sorted()
                .toList();
    }

    private boolean toldLast(Task task, String unit, String step) {
        return about(task.id())
                .filter(one -> one.unit.equals(unit))
                .reduce((one, later) -> later)
                .filter(last -> last.step.equals(step))
                .isPresent();
    }

    private String heir(String unit) {
        return units.present(unit).orElse(unit);
    }

    /** Whether a unit was told anything of a task but at this instant. */
    boolean heardBefore(String unit, NoticeLine line) {
        return others(unit, line).findAny().isPresent();
    }

    /** The deadline that a unit was told last; empty if it was told none. */
    Optional<String> lastDeadline(String unit, NoticeLine line) {
        return last(unit, line).map(Told::deadline);
    }

    /** Why a unit need not hear of a change; empty if it is news to it. */
    Optional<Reason> needless(String unit, NoticeLine line) {
        if (assumed || !decideAbout(line.step()) && !line.step().equals(ActSteps.CLOSED)) {
            return Optional.empty();
        }
        var last = last(unit, line);
        return switch (line.step()) {
            // It was open for a moment of which this reader never heard.
            case ActSteps.CLOSED -> only(told(last, ActSteps.CLOSED), FateReason.CLOSURE_KNOWN);
            // Its own units may know of the closure from a feed or a page, or from the office.
            case ActSteps.REOPENED ->
                only(
                        line.task().responsibility() == Responsibility.NONE && !told(last, ActSteps.CLOSED),
                        FateReason.CLOSURE_UNKNOWN);
            case ActSteps.TAKEN_OFF -> only(last.isEmpty() || told(last, ActSteps.TAKEN_OFF), FateReason.NEVER_TOLD);
            case ActSteps.ESCALATION_LIFTED -> only(!alarmed(unit, line), FateReason.NEVER_TOLD);
            case ActSteps.DEADLINE_MOVED ->
                only(last.isEmpty(), FateReason.NEVER_TOLD).or(() -> known(last, line));
            // Who waits for an older notice still reads the new deadline there.
            default ->
                only(last.isEmpty() && others(unit, line).findAny().isPresent(), FateReason.NEVER_TOLD)
                        .or(() -> known(last, line));
        };
    }

    private static boolean told(Optional<Told> last, String step) {
        return last.filter(one -> one.step.equals(step)).isPresent();
    }

    /** Whether an escalation about the task has come to a unit, or may have. */
    boolean alarmed(String unit, NoticeLine line) {
        return others(unit, line).anyMatch(one -> reached.test(one) && one.kind == NoticeKind.ESCALATION);
    }

    private static Optional<Reason> only(boolean needless, FateReason why) {
        return needless ? Optional.of(why.with()) : Optional.empty();
    }

    private static Optional<Reason> known(Optional<Told> last, NoticeLine line) {
        return only(last.isPresent() && sameDeadline(last.get(), line.task()), FateReason.DEADLINE_KNOWN);
    }

    private static boolean sameDeadline(Told heard, TaskFacts task) {
        return heard.deadlineAt == null
                ? !task.exactDeadline() && heard.deadlineDate.equals(task.deadlineDate())
                : task.exactDeadline() && heard.deadlineAt.equals(task.deadlineAt());
    }

    private Optional<Told> last(String unit, NoticeLine line) {
        return others(unit, line).filter(reached).reduce((one, later) -> later);
    }

    /** What the unit was told about the task, but not with this: others of its readers may have got that already. */
    private Stream<Told> others(String unit, NoticeLine line) {
        return about(line.taskId())
                .filter(one -> one.unit.equals(unit)
                        || inherits(line.step()) && heir(one.unit).equals(unit))
                .filter(one -> !one.stepAt.equals(line.stepAt()));
    }

    /** Whether who took over from a unit that was told something before hears of this in its place. */
    private static boolean inherits(String step) {
        return step.equals(ActSteps.ESCALATION_LIFTED)
                || step.equals(ActSteps.DEADLINE_MOVED)
                || step.equals(ActSteps.REOPENED)
                || step.equals(ActSteps.CLOSED);
    }

    private Stream<Told> about(String task) {
        return byTask.getOrDefault(task, List.of()).stream();
    }
}
