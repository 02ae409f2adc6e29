package org.duban.timeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.directory.Scope;
import org.duban.directory.UnitTree;
import org.duban.events.FieldProblem;
import org.duban.events.ProposedAssignment;
import org.duban.plan.MoveReasons;
import org.duban.policy.NoticeKind;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.DryRunFold;
import org.duban.task.KnownPolicies;
import org.duban.task.Names;
import org.duban.task.Task;
import org.duban.task.Verdict;
import org.duban.timeline.StepForecast.Foretold;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;

/** Says who would be told what, and when, if a task were assigned. Pure: nothing is written and nobody is told. */
public final class PreviewBuilder {

    private final Planner planner;
    private final KnownPolicies policies;
    private final Languages languages;

    public PreviewBuilder(Planner planner, KnownPolicies policies, Languages languages) {
        this.planner = planner;
        this.policies = policies;
        this.languages = languages;
    }

    /**
     * What is asked.
     *
     * @param occurrences how many occurrences of a step that repeats are listed, at least 1
     * @param locale the language of the words
     * @param now which steps are past
     */
    public record Question(ProposedAssignment proposal, int occurrences, Locale locale, Instant now) {
        /** Tasks know microseconds; one that is assigned now is not assigned in the past. */
        public Question {
            now = now.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * The preview as if the ledger learned of the assignment at its very instant, under the rules in force now.
     *
     * @param scope who lies outside of it may not be named, as if there were no such unit
     */
    public PreviewResult preview(Question question, UnitTree units, Scope scope) {
        if (question.proposal() instanceof ProposedAssignment.Wrong wrong) {
            return new PreviewResult.Refused(wrong.flaws());
        }
        var event = ((ProposedAssignment.Readable) question.proposal()).event();
        var unknown = event.act().unknown(new Names(units.within(scope), policies));
        if (unknown != null) {
            return new PreviewResult.Refused(List.of(FieldProblem.inside(unknown, "data")));
        }
        var verdict = new DryRunFold(units).first(event, policies, event.time());
        return verdict instanceof Verdict.Applied applied
                ? new PreviewResult.Shown(shown(applied.task(), question, planner.withoutHistory(), units))
                : new PreviewResult.Refused(List.of(FieldProblem.inside(((Verdict.Refused) verdict).why(), "data")));
    }

    private PlanPreview shown(Task task, Question question, Planner planner, UnitTree units) {
        var plan = planner.plan(task, units);
        var policy = planner.policyOf(task);
        var reasons = languages.words(Reason.BUNDLE, question.locale());
        var names = StepLabels.of(planner, task, languages, question.locale());
        var foretelling = new StepForecast(planner, units, question.locale(), reasons);
        var foretold = foretelling.of(task, plan, plan.occurrences(Instant.EPOCH, question.occurrences()));
        return new PlanPreview(
                together(foretold).stream()
                        .map(told -> step(told, names, foretelling, policy, question.now()))
                        .toList(),
                skipped(task, names, planner, units, question.locale()),
                policy.name(),
                policy.calendar(),
                task.times().assigned(),
                plan.deadlineEnd(),
                plan.nearDue());
    }

    /** What is told of one step at one instant, to whomever. */
    private static Collection<List<Foretold>> together(List<Foretold> foretold) {
        record Key(Instant at, String step) {}
        return foretold.stream()
                .collect(Collectors.groupingBy(
                        told -> new Key(told.step().at(), told.step().step()), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static PlanPreview.Step step(
            List<Foretold> told, StepLabels names, StepForecast foretelling, Policy policy, Instant now) {
        var first = told.get(0);
        var planned = first.step();
        var written = policy.step(planned.step());
        var readers = told.stream().flatMap(each -> each.readers().stream()).toList();
        return new PlanPreview.Step(
                planned.step(),
                names.of(planned.step()),
                planned.at(),
                LocalTimes.of(planned.at(), first.day().zone()),
                told.stream().map(each -> each.step().audience().toString()).collect(Collectors.joining(", ")),
                readers.stream()
                        .flatMap(reader -> reader.addresses().stream())
                        .distinct()
                        .toList(),
                seniorKind(told),
                planned.level(),
                dayCounted(told, foretelling),
                written.map(Step::every).map(Object::toString).orElse(null),
                written.flatMap(line -> condition(line.condition())).orElse(null),
                told.stream().anyMatch(each -> !each.day().confirmed()),
                planned.at().isBefore(now),
                readers);
    }

    private static DayCounted dayCounted(List<Foretold> told, StepForecast foretelling) {
        var causes = told.stream()
                .flatMap(each -> each.step().moved().stream())
                .map(MoveReasons::reason)
                .distinct()
                .toList();
        return new DayCounted(
                words(told.stream().map(foretelling::moved).toList()),
                causes,
                words(told.stream().map(foretelling::calendarDays).toList()));
    }

    private static NoticeKind seniorKind(List<Foretold> told) {
        return told.stream()
                .map(each -> each.step().kind())
                .filter(NoticeKind.ESCALATION::equals)
                .findFirst()
                .orElse(told.get(0).step().kind());
    }

    /** Readers in several places may have different reasons. */
    private static @Nullable String words(List<@Nullable String> each) {
        var words = each.stream().filter(Objects::nonNull).distinct().collect(Collectors.joining("; "));
        return words.isEmpty() ? null : words;
    }

    /** As policies write it; empty for a step that is told always. */
    static Optional<String> condition(Step.Condition condition) {
        return condition == Step.Condition.ALWAYS
                ? Optional.empty()
                : Optional.of(condition.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private List<PlanPreview.Skipped> skipped(
            Task task, StepLabels names, Planner planner, UnitTree units, Locale locale) {
        var skipped = new ArrayList<PlanPreview.Skipped>();
        var cause = new Reason("IN_THE_PAST", List.of());
        var why = Sentences.of(languages, locale).say("omitted.IN_THE_PAST.assigned");
        for (var omission : planner.omissions(
                task, units, task.times().assigned(), task.times().assigned())) {
            var step = omission.step();
            var local =
                    LocalTimes.of(step.at(), planner.toldDay(task, step, units).zone());
            var last = skipped.isEmpty() ? null : skipped.get(skipped.size() - 1);
            if (last != null
                    && last.step().equals(step.step())
                    && last.instant().equals(step.at())) {
                skipped.set(
                        skipped.size() - 1,
                        new PlanPreview.Skipped(
                                last.step(),
                                last.label(),
                                last.instant(),
                                last.local(),
                                last.audience() + ", " + step.audience(),
                                why,
                                cause));
            } else {
                skipped.add(new PlanPreview.Skipped(
                        step.step(),
                        names.of(step.step()),
                        step.at(),
                        local,
                        step.audience().toString(),
                        why,
                        cause));
            }
        }
        return skipped;
    }
}
