package org.duban.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.events.AppliedEvents;
import org.duban.fate.FateReason;
import org.duban.notice.NoticeRecord;
import org.duban.notice.StepRecord;
import org.duban.plan.DayWords;
import org.duban.plan.MoveReasons;
import org.duban.plan.PlannedStep;
import org.duban.policy.Audience;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.Act;
import org.duban.task.DryRunFold;
import org.duban.task.LedgerEntry;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.TaskStatus;
import org.duban.task.TaskVersion;
import org.duban.timeline.StepForecast.Foretold;
import org.duban.timeline.TaskTimeline.Event;
import org.duban.timeline.TaskTimeline.FallenStep;
import org.duban.timeline.TaskTimeline.Recipient;
import org.duban.timeline.TaskTimeline.StepToCome;
import org.duban.words.Languages;
import org.duban.words.Words;

/** Makes the timeline of a task from what is known about it, as of one instant and for readers of one language. Pure. */
final class TimelineBuilder {

    private static final int MOST_TO_COME = 50;

    private final Planner planner;
    private final UnitTree units;
    private final Languages languages;
    private final Locale locale;
    private final Instant now;
    private final Sentences sentences;
    private final Words reasons;
    private final Words english;
    private final DayWords days;

    TimelineBuilder(Planner planner, UnitTree units, Languages languages, Locale locale, Instant now) {
        this.planner = planner;
        this.units = units;
        this.languages = languages;
        this.locale = locale;
        this.now = now;
        this.sentences = Sentences.of(languages, locale);
        this.reasons = languages.words(Reason.BUNDLE, locale);
        this.english = languages.words(Reason.BUNDLE, Locale.ENGLISH);
        this.days = new DayWords(reasons);
    }

    TaskTimeline of(TaskAccount account) {
        var task = account.task();
        var again = again(account);
        var versions = versions(account, again);
        var toCome = planner.knows(task) ? stepsToCome(task) : List.<StepToCome>of();
        var nothing = toCome.isEmpty() ? nothingToCome(task) : null;
        return new TaskTimeline(
                events(account.history(), again),
                fallenSteps(account, versions),
                new UntoldReasons(planner, units, sentences, labels(task), versions, account.fallen())
                        .find(now, account.due()),
                toCome,
                nothing == null ? null : nothing.sentence(),
                nothing == null ? null : nothing.cause());
    }

    /** The task after each of its events; empty if its history cannot be read again. */
    private List<TaskVersion> again(TaskAccount account) {
        var history = account.history();
        var applied = history.stream()
                .flatMap(entry -> AppliedEvents.read(entry).stream()
                        .map(event -> new DryRunFold.Applied(event, entry.appliedAt())))
                .toList();
        var again = new DryRunFold(units).again(applied);
        return again.size() == history.size() ? again : List.of();
    }

    /** The versions of the task whose policy is known; what it is now, if its history cannot be read again. */
    private List<TaskVersion> versions(TaskAccount account, List<TaskVersion> again) {
        var task = account.task();
        var versions =
                again.isEmpty() ? List.of(new TaskVersion("", task.toldFrom().assignment(), task)) : again;
        return versions.stream()
                .filter(version -> planner.knows(version.task()))
                .toList();
    }

    private List<Event> events(List<LedgerEntry> history, List<TaskVersion> again) {
        return IntStream.range(0, history.size())
                .mapToObj(index -> again.isEmpty()
                        ? event(history.get(index), "")
                        : event(
                                history.get(index),
                                helper(history.get(index), again.get(index).task())))
                .toList();
    }

    /** The assisting unit that reported its own part; empty if the event is something else. */
    private static String helper(LedgerEntry entry, Task after) {
        return AppliedEvents.read(entry)
                .map(TaskEvent::act)
                .filter(act -> act instanceof Act.Progressed || act instanceof Act.Submitted)
                .map(Act::by)
                .filter(after.assistingUnits()::contains)
                .orElse("");
    }

    private Event event(LedgerEntry entry, String helper) {
        var trace = entry.trace();
        var happened = sentences.event(entry.type());
        return new Event(
                entry.source(),
                entry.eventId(),
                entry.type(),
                helper.isEmpty() ? happened : sentences.say("event.own", happened, name(helper)),
                entry.time(),
                entry.appliedAt(),
                entry.data(),
                trace == null ? null : trace.traceId());
    }

    private List<FallenStep> fallenSteps(TaskAccount account, List<TaskVersion> versions) {
        var notices = account.notices().stream().collect(Collectors.toMap(NoticeRecord::id, Function.identity()));
        var words = fateWords(account.task(), notices);
        var byRevision =
                versions.stream().map(TaskVersion::task).collect(Collectors.toMap(Task::revision, Function.identity()));
        var labels = labels(account.task());
        var lead = account.task().leadUnit();
        return account.fallen().stream()
                .map(step -> fallenStep(
                        step,
                        labels.of(step.step()),
                        lead,
                        Optional.ofNullable(byRevision.get(step.revision())),
                        words))
                .toList();
    }

    /** @param then the task as it was when the step fell due, if that is known */
    private FallenStep fallenStep(StepRecord step, String label, String lead, Optional<Task> then, FateWords words) {
        var zone = zoneOf(step.recipient(), lead);
        var moved = step.moved();
        var cause = step.reason();
        return new FallenStep(
                step.taskId(),
                step.revision(),
                step.step(),
                label,
                step.stepAt(),
                LocalTimes.of(step.stepAt(), zone),
                step.audience(),
                new Recipient(step.recipient(), name(step.recipient()), step.address(), step.forUnit()),
                step.kind(),
                step.level(),
                step.fate(),
                cause == null ? null : cause.in(english),
                cause,
                words.of(step, zone),
                new DayCounted(
                        moved == null ? null : days.moved(moved.from(), moved.why()),
                        moved == null ? List.of() : moved.why(),
                        then.flatMap(task -> calendarDays(task, step)).orElse(null)),
                step.noticeId(),
                step.noticeState());
    }

    /** As the calendars are now. */
    private Optional<String> calendarDays(Task then, StepRecord step) {
        var owedTo = step.forUnit().isEmpty() ? step.recipient() : step.forUnit();
        var planned = new PlannedStep(
                step.step(),
                step.stepAt(),
                new Audience.Named(owedTo),
                owedTo.isEmpty() ? List.of() : List.of(owedTo),
                step.kind(),
                step.level(),
                0,
                step.moved() == null ? null : step.moved().from(),
                List.of(),
                null);
        return planner.toldDay(then, planned, units).count().flatMap(days::met);
    }

    private List<StepToCome> stepsToCome(Task task) {
        var plan = planner.plan(task, units);
        var foretelling = new StepForecast(planner, units, locale, reasons);
        return foretelling.of(task, plan, plan.upcoming(now, MOST_TO_COME)).stream()
                .map(told -> stepToCome(task, told, foretelling))
                .toList();
    }

    private StepToCome stepToCome(Task task, Foretold told, StepForecast foretelling) {
        var step = told.step();
        var zone = told.day().zone();
        var written = planner.written(task, step);
        var held = step.held() == null ? null : FateReason.held(step.held());
        return new StepToCome(
                step.step(),
                labels(task).of(step.step()),
                step.at(),
                LocalTimes.of(step.at(), zone),
                step.audience().toString(),
                step.units(),
                step.kind(),
                step.level(),
                step.movedFrom(),
                new DayCounted(
                        foretelling.moved(told),
                        step.moved().stream().map(MoveReasons::reason).toList(),
                        foretelling.calendarDays(told)),
                held == null ? null : fateWords(task, Map.of()).of(held, zone),
                held,
                written.flatMap(line -> PreviewBuilder.condition(line.condition()))
                        .orElse(null),
                !told.day().confirmed(),
                told.readers());
    }

    private StepLabels labels(Task task) {
        return StepLabels.of(planner, task, languages, locale);
    }

    private FateWords fateWords(Task task, Map<UUID, NoticeRecord> notices) {
        return new FateWords(notices, units, locale, sentences, reasons, labels(task));
    }

    /** A reason in words, and as a code. */
    private record Said(String sentence, Reason cause) {}

    private Said nothingToCome(Task task) {
        if (!task.open()) {
            var type = task.status() == TaskStatus.WITHDRAWN ? "duban.task.withdrawn" : "duban.task.struck-off";
            var closed = task.times().closed() == null
                    ? ""
                    : sentences.when(task.times().closed(), zoneOf(task.leadUnit(), task.leadUnit()));
            return new Said(
                    sentences.say("nothing.CLOSED", sentences.event(type), closed),
                    new Reason(
                            "CLOSED", List.of(type, String.valueOf(task.times().closed()))));
        }
        return planner.knows(task)
                ? new Said(sentences.say("nothing.DONE"), new Reason("DONE", List.of()))
                : new Said(
                        sentences.say("nothing.POLICY", task.supervision().policy()),
                        new Reason("POLICY", List.of(task.supervision().policy())));
    }

    private String name(String code) {
        return units.unit(code).map(unit -> unit.name(locale)).orElse(code);
    }

    /** Where a unit is, or else the lead unit. */
    private ZoneId zoneOf(String unit, String lead) {
        return units.unit(unit).or(() -> units.unit(lead)).map(Unit::zone).orElse(ZoneOffset.UTC);
    }
}
