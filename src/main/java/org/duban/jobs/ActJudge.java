package org.duban.jobs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.duban.access.ActChoice;
import org.duban.access.Mandate;
import org.duban.directory.UnitTree;
import org.duban.events.Envelope;
import org.duban.events.TaskEventDecoder;
import org.duban.events.UnreadableEvent;
import org.duban.reasons.Reason;
import org.duban.task.ActRule;
import org.duban.task.DryRunFold;
import org.duban.task.KnownPolicies;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Says of one task whether it takes an act on many, as which office, and else why not: by the table of rights and states, and by
 * what the ledger would say. Changes nothing.
 */
final class ActJudge {

    /** Of an event that is never written. */
    private static final String NOBODY = "urn:duban:judged";

    private final BulkOrder order;
    private final ActRule rule;
    private final Mandate mandate;
    private final UnitTree tree;
    private final KnownPolicies policies;
    private final TaskEventDecoder decoder;
    private final Instant now;

    ActJudge(
            BulkOrder order,
            Mandate mandate,
            UnitTree tree,
            KnownPolicies policies,
            TaskEventDecoder decoder,
            Instant now) {
        this.order = order;
        this.rule = order.act().rule().orElseThrow();
        this.mandate = mandate;
        this.tree = tree;
        this.policies = policies;
        this.decoder = decoder;
        this.now = now;
    }

    /** What it says. */
    sealed interface Judged {

        /**
         * The task takes it.
         *
         * @param by the office that acts; null: a system that speaks for it
         * @param after the task as it would be
         */
        record Takes(@Nullable String by, Task after) implements Judged {}

        record TakesNot(Reason why) implements Judged {}
    }

    Judged judge(Task task) {
        var choice = mandate.choice(rule, task, tree, now);
        var denial = choice.denial();
        if (denial != null) {
            return new Judged.TakesNot(JobReason.of(denial));
        }
        var unfit = unfit(task);
        return unfit.isPresent() ? new Judged.TakesNot(unfit.get().with()) : byAnyOf(candidates(choice), task);
    }

    /** What would change nothing, although nobody forbids it. */
    private Optional<JobReason> unfit(Task task) {
        return switch (order.act()) {
            case EXTEND -> when(!later(task), JobReason.NOT_LATER);
            case RESUME -> when(!task.hold().active(now), JobReason.NOT_HELD);
            case CHANGE_LEAD -> when(task.leadUnit().equals(order.value(BulkField.UNIT)), JobReason.LEADS_ALREADY);
            case CHANGE_POLICY ->
                when(task.supervision().policy().equals(order.value(BulkField.POLICY)), JobReason.POLICY_ALREADY);
            default -> Optional.empty();
        };
    }

    /** Of the same day the ledger says by their hours. */
    private boolean later(Task task) {
        var present = task.deadline();
        var asked = LocalDate.parse(String.valueOf(order.value(BulkField.DEADLINE)));
        return asked.isAfter(present.date()) || asked.equals(present.date()) && present.at() != null;
    }

    private static Optional<JobReason> when(boolean so, JobReason reason) {
        return so ? Optional.of(reason) : Optional.empty();
    }

    /** The nearest office that the ledger lets; what it says to the nearest if it lets none. */
    private Judged byAnyOf(List<String> offices, Task task) {
        @Nullable Judged first = null;
        for (var by : offices) {
            var judged = byTheLedger(task, by);
            if (judged instanceof Judged.Takes) {
                return judged;
            }
            first = first == null ? judged : first;
        }
        return first == null ? byTheLedger(task, null) : first;
    }

    /** Whoever speaks for all speaks as the office nearest to the task. */
    private static List<String> candidates(ActChoice choice) {
        return choice.as().isEmpty()
                ? choice.who()
                : choice.as().stream()
                        .sorted(Comparator.comparing(choice.who()::indexOf))
                        .toList();
    }

    private Judged byTheLedger(Task task, @Nullable String by) {
        var verdict = verdict(task, by);
        if (verdict instanceof Verdict.Applied applied) {
            return new Judged.Takes(by, applied.task());
        }
        if (verdict instanceof Verdict.Refused refused) {
            return new Judged.TakesNot(JobReason.REFUSED.with(refused.why()));
        }
        throw new IllegalStateException("a new event of a known task is applied or refused: " + verdict);
    }

    private Verdict verdict(Task task, @Nullable String by) {
        try {
            return new DryRunFold(tree).next(task, event(task, by), policies, now);
        } catch (UnreadableEvent e) {
            return new Verdict.Refused(e.why());
        }
    }

    private TaskEvent event(Task task, @Nullable String by) throws UnreadableEvent {
        return decoder.decode(new Envelope(NOBODY, NOBODY, rule.type(), task.id(), now).around(order.data(by)));
    }
}
