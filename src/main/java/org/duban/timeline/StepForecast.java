package org.duban.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.duban.directory.UnitTree;
import org.duban.fate.Fate;
import org.duban.fate.FatePreview;
import org.duban.fate.FatePreview.PreviewedStep;
import org.duban.fate.FateReason;
import org.duban.plan.DayWords;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.plan.ToldDay;
import org.duban.policy.NoticeKind;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/** Finds who will read the steps of a plan, and says why they fall on their days; for a reader of one language. */
final class StepForecast {

    private final Planner planner;
    private final UnitTree units;
    private final Locale locale;
    private final Words reasons;
    private final DayWords days;

    StepForecast(Planner planner, UnitTree units, Locale locale, Words reasons) {
        this.planner = planner;
        this.units = units;
        this.locale = locale;
        this.reasons = reasons;
        this.days = new DayWords(reasons);
    }

    /** A step with its readers and the day it falls on. */
    record Foretold(PlannedStep step, ToldDay day, List<TimelineRecipient> readers) {}

    /** In the order of the steps. */
    List<Foretold> of(Task task, Plan plan, List<PlannedStep> steps) {
        var together = new TreeMap<Instant, List<PlannedStep>>();
        steps.forEach(step ->
                together.computeIfAbsent(step.at(), any -> new ArrayList<>()).add(step));
        var preview = new FatePreview(planner, units);
        var foretold = new ArrayList<Foretold>();
        together.forEach((at, due) -> {
            var rows = preview.of(task, plan, due);
            for (var step : due) {
                foretold.add(new Foretold(step, planner.toldDay(task, step, units), readers(step, rows)));
            }
        });
        return foretold;
    }

    /** From which day it was moved and why, in words; null if it was not. */
    @Nullable
    String moved(Foretold told) {
        return days.moved(told.step()).orElse(null);
    }

    /** The holidays and make-up workdays that its count met, in words; null if none. */
    @Nullable
    String calendarDays(Foretold told) {
        return told.day().count().flatMap(days::met).orElse(null);
    }

    private List<TimelineRecipient> readers(PlannedStep step, List<PreviewedStep> rows) {
        var own = rows.stream()
                .filter(row -> row.step().step().equals(step.step()))
                .filter(row -> row.step().audience().equals(step.audience()))
                .toList();
        var byUnit = new LinkedHashMap<String, List<PreviewedStep>>();
        own.forEach(row ->
                byUnit.computeIfAbsent(owedTo(row), any -> new ArrayList<>()).add(row));
        return byUnit.entrySet().stream()
                .map(unit -> reader(step, unit.getKey(), unit.getValue()))
                .toList();
    }

    private TimelineRecipient reader(PlannedStep step, String unit, List<PreviewedStep> rows) {
        var told = rows.stream().filter(row -> row.fate() == Fate.TOLD).toList();
        var instead = told.stream().filter(row -> !row.forUnit().isEmpty()).findFirst();
        var untold = rows.stream().filter(row -> row.fate() != Fate.TOLD).findFirst();
        var why = untold.flatMap(row -> Optional.ofNullable(row.reason()));
        var supersededBy = why.filter(reason -> reason.is(FateReason.SUPERSEDED))
                .map(reason -> reason.argument(0))
                .orElse(null);
        var unreached = told.isEmpty() && supersededBy == null ? why : Optional.<Reason>empty();
        return new TimelineRecipient(
                step.audience().toString(),
                unit,
                nameOf(unit),
                told.stream().map(PreviewedStep::address).toList(),
                instead.isPresent() ? NoticeKind.ESCALATION : step.kind(),
                instead.map(PreviewedStep::unit).orElse(null),
                supersededBy,
                unreached.map(reason -> reason.in(reasons)).orElse(null),
                unreached.orElse(null));
    }

    private String nameOf(String unit) {
        return units.unit(unit).map(known -> known.name(locale)).orElse(unit);
    }

    private static String owedTo(PreviewedStep row) {
        return row.forUnit().isEmpty() ? row.unit() : row.forUnit();
    }
}
