package org.duban.fate;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.content.NoticeLine;
import org.duban.content.TaskFacts;
import org.duban.content.TaskFactsFactory;
import org.duban.content.TaskFactsFactory.Reader;
import org.duban.content.TaskFactsFactory.Said;
import org.duban.directory.Unit;
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
import org.duban.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** What holds, as of one instant. */
public final class LineValidity {
    private final Planner planner;
    private final UnitTree units;
    private final Map<String, Long> revisions;
    private final Map<String, Task> looked;
    private final Set<UUID> waited;
    private final Set<UnitStep> fellAway;
    private final ToldHistory history;
    private final Instant now;
    private final TaskFactsFactory factsFactory;
    private final Map<String, Plan> plans = new HashMap<>();

    /**
     * @param looked the tasks that are looked at; what is said of the others is as it was
     * @param waited the notices that waited to be sent
     * @param fellAway steps of those tasks that their units were not told, and will not be: nothing is left out for them
     * @param history what units may have read before, where that matters
     */
    public LineValidity(
            Planner planner,
            UnitTree units,
            Map<String, Long> revisions,
            Map<String, Task> looked,
            Set<UUID> waited,
            Set<UnitStep> fellAway,
            ToldHistory history,
            Instant now) {
        this.planner = planner;
        this.units = units;
        this.revisions = revisions;
        this.looked = looked;
        this.waited = waited;
        this.fellAway = fellAway;
        this.history = history;
        this.now = now;
        this.factsFactory = new TaskFactsFactory(planner, units);
    }

    public Instant now() {
        return now;
    }

    /** Whether there is such a unit: else there is nobody to tell, whoever asks for it. */
    public boolean knows(String recipient) {
        return units.unit(recipient).isPresent();
    }

    /** Why a line is not told any more; empty if it is. */
    public Optional<DroppedLine> dropped(KeptLine kept, String recipient) {
        if (!knows(recipient)) {
            return Optional.of(new DroppedLine(Fate.MOOT, FateReason.UNIT_GONE.with(recipient)));
        }
        if (!holds(kept, recipient)) {
            return Optional.of(new DroppedLine(Fate.MOOT, whyNot(kept, recipient)));
        }
        if (waited.contains(kept.notice()) && asksInVain(kept, recipient)) {
            return Optional.of(new DroppedLine(Fate.MOOT, FateReason.SIGNED.with()));
        }
        return liftsNothing(kept, recipient)
                ? Optional.of(new DroppedLine(Fate.MOOT, FateReason.NEVER_TOLD.with()))
                : overtaking(kept, recipient).map(LineValidity::leftOutFor);
    }

    /**
     * What is told instead of a line whose reader, or the unit that it was for, has left before it was told: the same step at the
     * same instant, to whoever took over, if the plan tells that unit so today.
     */
    public List<DueStep> handedOn(KeptLine kept, String recipient) {
        var owedTo = kept.owedTo(recipient);
        var task = looked.get(kept.line().taskId());
        if (task == null || (knows(recipient) && knows(owedTo))) {
            return List.of();
        }
        return units.present(owedTo).stream()
                .flatMap(heir -> handedOn(kept.line(), task, heir, knows(owedTo)))
                .toList();
    }

    private Stream<DueStep> handedOn(NoticeLine line, Task task, String heir, boolean unreachable) {
        var plan = plan(task.id());
        var resolver = new FateResolver(planner, units, Map.of(), history, now);
        return plan
                .holding(line.step(), line.stepAt(), heir, now)
                .filter(step -> !step.audience().heardBefore() || history.heardBefore(heir, line))
                .stream()
                .flatMap(step -> resolver.handedOn(task, plan, step, heir, unreachable).stream());
    }

    /**
     * Whether it asks a unit to sign that has signed by another way meanwhile, as by reporting. Where the deadline was moved
     * it may be what tells that.
     */
    private boolean asksInVain(KeptLine kept, String recipient) {
        var task = Objects.requireNonNull(looked.get(kept.line().taskId()));
        return kept.line().asks() == NoticeKind.ASSIGNMENT
                && task.reports().receivedBy().contains(kept.owedTo(recipient))
                && task.earlierDeadlines().isEmpty();
    }

    /** Whether it is the end of an alarm that waited just as long and was never given. */
    private boolean liftsNothing(KeptLine kept, String recipient) {
        return step(kept, recipient)
                .filter(step -> step.step().equals(ActSteps.CLOSED) && step.audience() instanceof Audience.Escalated)
                .filter(step -> !history.alarmed(kept.owedTo(recipient), kept.line()))
                .isPresent();
    }

    /** What becomes of a line in whose place this step is told. */
    static DroppedLine leftOutFor(PlannedStep step) {
        return new DroppedLine(Fate.SUPERSEDED, FateReason.OVERTAKEN.with(step.step()));
    }

    private Optional<PlannedStep> overtaking(KeptLine kept, String recipient) {
        var task = kept.line().taskId();
        var owedTo = kept.owedTo(recipient);
        return step(kept, recipient)
                .flatMap(step -> plan(task)
                        .overtaking(
                                step,
                                owedTo,
                                now,
                                later -> !fellAway.contains(new UnitStep(task, later.step(), later.at(), owedTo))));
    }

    /** The step of a line that holds; empty if its task is not looked at. */
    public Optional<PlannedStep> step(KeptLine kept, String recipient) {
        var line = kept.line();
        return looked.containsKey(line.taskId())
                ? plan(line.taskId()).holding(line.step(), line.stepAt(), kept.owedTo(recipient), now)
                : Optional.empty();
    }

    private Plan plan(String task) {
        return plans.computeIfAbsent(task, id -> planner.plan(Objects.requireNonNull(looked.get(id)), units));
    }

    /** Whether the line still tells what the plan of its task tells that unit at that instant. */
    public boolean holds(KeptLine kept, String recipient) {
        return planned(kept, recipient) && needless(kept, recipient).isEmpty();
    }

    /** Why it is no news to the unit that it is owed to: what came before it has not reached that, or has been told since. */
    private Optional<Reason> needless(KeptLine kept, String recipient) {
        return history.needless(kept.owedTo(recipient), kept.line());
    }

    private boolean planned(KeptLine kept, String recipient) {
        var line = kept.line();
        return looked.containsKey(line.taskId())
                ? step(kept, recipient).isPresent()
                : Objects.equals(revisions.get(line.taskId()), line.task().revision());
    }

    /**
     * Why a line may not be told in the words that it was told in once; empty if it may. Then its deadline and its lead
     * unit must still be so, too.
     */
    public Optional<Reason> overtaken(KeptLine kept, String recipient) {
        if (!planned(kept, recipient)) {
            return Optional.of(whyNot(kept, recipient));
        }
        var line = kept.line();
        var task = looked.get(line.taskId());
        if (task == null) {
            return Optional.empty();
        }
        if (moved(line.task(), task)) {
            return Optional.of(FateReason.DEADLINE_MOVED.with(task.deadline().toString()));
        }
        var lead = units.unit(task.leadUnit()).map(Unit::nameZh).orElse(task.leadUnit());
        return lead.equals(line.task().leadUnitZh())
                ? Optional.empty()
                : Optional.of(FateReason.UNIT_CHANGED.with(line.task().leadUnitEn()));
    }

    private boolean moved(TaskFacts said, Task task) {
        return said.exactDeadline()
                ? !said.deadlineAt().equals(task.deadline().at())
                : task.deadline().at() != null
                        || !said.deadlineDate().equals(task.deadline().date());
    }

    /** A line that holds, about its task as it is now; the same line if it reads the same. */
    public NoticeLine asItIsNow(KeptLine kept, String recipient, ZoneId zone) {
        var line = kept.line();
        var task = looked.get(line.taskId());
        var reader = new Reader(kept.owedTo(recipient), recipient, zone);
        var facts = task == null
                ? line.task()
                : factsFactory.facts(
                        task, plan(task.id()), new Said(line.step(), line.stepAt(), line.asks()), reader, now);
        return line.about(
                ToldHistory.namesDeadlineBefore(line.step()) ? facts.movedFrom(known(kept, recipient)) : facts);
    }

    /** The deadline that the unit knows to which a line is owed; if it knows none, what the line says. */
    private @Nullable String known(KeptLine kept, String recipient) {
        var line = kept.line();
        return history.lastDeadline(kept.owedTo(recipient), line)
                .orElse(line.task().earlierDeadline());
    }

    private Reason whyNot(KeptLine kept, String recipient) {
        var line = kept.line();
        var task = looked.get(line.taskId());
        var needless = needless(kept, recipient);
        if (needless.isPresent() && planned(kept, recipient)) {
            return needless.get();
        }
        if (task == null) {
            return FateReason.NO_LONGER_HELD.with();
        }
        if (reopened(task, line)) {
            return FateReason.REOPENED.with();
        }
        if (!task.open()) {
            return (task.status() == TaskStatus.WITHDRAWN ? FateReason.WITHDRAWN : FateReason.STRUCK_OFF).with();
        }
        var plan = plan(task.id());
        if (plan.heldAt(now).isPresent()) {
            return FateReason.PUT_ON_HOLD.with();
        }
        var owedTo = kept.owedTo(recipient);
        return omitted(task, line, owedTo).orElseGet(() -> replanned(task, plan, kept, owedTo));
    }

    /** Whether the task was closed and open again since the instant of a line, be it closed once more by now. */
    private static boolean reopened(Task task, NoticeLine line) {
        var reopened = task.toldFrom().reopened();
        return reopened != null && line.stepAt().isBefore(reopened);
    }

    private Optional<Reason> omitted(Task task, NoticeLine line, String unit) {
        return planner.omissions(task, units, Microsecond.before(line.stepAt()), line.stepAt()).stream()
                .filter(omission -> omission.step().step().equals(line.step()))
                .filter(omission -> omission.step().units().contains(unit))
                .flatMap(omission -> switch (omission.why()) {
                    case SIGNED -> Stream.of(FateReason.SIGNED.with());
                    case REPORTED_COMPLETE -> Stream.of(FateReason.REPORTED_COMPLETE.with());
                    case REVIEWED -> Stream.of(FateReason.REVIEWED.with());
                    case NOT_BEHIND -> Stream.of(FateReason.CAUGHT_UP.with());
                    case IN_THE_PAST, BEFORE_THE_RULES, NOT_IN_PROGRESS, CLOSED -> Stream.<Reason>of();
                })
                .findFirst();
    }

    private static Reason replanned(Task task, Plan plan, KeptLine kept, String unit) {
        if (kept.audience().equals("former")) {
            return FateReason.HAS_IT_AGAIN.with(unit);
        }
        var responsible = kept.audience().equals("lead") || kept.audience().equals("assisting");
        if (responsible
                && !task.leadUnit().equals(unit)
                && !task.assistingUnits().contains(unit)) {
            return FateReason.UNIT_CHANGED.with(unit);
        }
        return plan.deadlineEnd().equals(kept.line().task().deadlineAt())
                ? FateReason.PLAN_CHANGED.with()
                : FateReason.DEADLINE_MOVED.with(task.deadline().toString());
    }
}
