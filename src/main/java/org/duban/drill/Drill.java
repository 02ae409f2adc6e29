package org.duban.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.duban.agenda.Agenda;
import org.duban.agenda.WakeUp;
import org.duban.channel.Deliveries;
import org.duban.channel.Deliveries.Settlement;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.content.NoticeLine;
import org.duban.content.PolicyStep;
import org.duban.files.Mistakes;
import org.duban.ledger.TaskLedger;
import org.duban.letter.MailRenderer;
import org.duban.policy.StepLabel;
import org.duban.reasons.Reason;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Plays events on the simulated clock: it jumps from one instant at which something happens to the next, and at each the
 * rooms do what they do in service. Mails are written, counted and settled as accepted; none is sent.
 */
final class Drill {

    private static final int BATCH = 500;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Outcome ACCEPTED = new Outcome.Accepted("drill");

    private final SimulatedClock clock;
    private final TaskLedger ledger;
    private final Agenda agenda;
    private final WakeUp wakeUp;
    private final Deliveries deliveries;
    private final MailRenderer renderer;
    private final TransactionOperations transaction;
    private final Map<String, String> known = new HashMap<>();
    private final Map<Map<String, String>, StepLabel> labels = new HashMap<>();
    private boolean complete;

    Drill(
            SimulatedClock clock,
            TaskLedger ledger,
            Agenda agenda,
            WakeUp wakeUp,
            Deliveries deliveries,
            MailRenderer renderer,
            TransactionOperations transaction) {
        this.clock = clock;
        this.ledger = ledger;
        this.agenda = agenda;
        this.wakeUp = wakeUp;
        this.deliveries = deliveries;
        this.renderer = renderer;
        this.transaction = transaction;
    }

    /** Hears how far a drill has come. */
    @FunctionalInterface
    interface Progress {
        void at(Instant now, int mails);
    }

    /**
     * Plays all cues up to an instant, or until nothing more is to happen; once for a database.
     *
     * @return the mails, in the order in which they were written
     * @throws org.duban.files.BadInput if the ledger refuses an event of a file
     */
    List<SentMail> play(List<DrillEvent> cues, Instant until, Progress progress) {
        var waiting = new ArrayDeque<>(
                cues.stream().sorted(Comparator.comparing(DrillEvent::at)).toList());
        var mails = new ArrayList<SentMail>();
        var next = next(waiting, agenda.nextWakeAt(), deliveries.nextAttemptAt());
        while (next.isPresent() && !next.get().isAfter(until)) {
            clock.moveTo(next.get());
            hear(waiting);
            var wakes = wakeUp();
            var attempt = deliver(mails);
            progress.at(clock.instant(), mails.size());
            next = next(waiting, wakes, attempt);
        }
        complete = next.isEmpty();
        // What was told in the last seconds is still on its way.
        deliveries.nextAttemptAt().ifPresent(clock::moveTo);
        deliver(mails);
        return mails;
    }

    /** Whether nothing more was to happen when the last play ended. */
    boolean complete() {
        return complete;
    }

    private static Optional<Instant> next(
            Queue<DrillEvent> waiting, Optional<Instant> wakes, Optional<Instant> attempt) {
        return Stream.of(Optional.ofNullable(waiting.peek()).map(DrillEvent::at), wakes, attempt)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private void hear(Queue<DrillEvent> waiting) {
        var mistakes = new Mistakes();
        while (due(waiting.peek())) {
            var batch = new ArrayList<DrillEvent>();
            while (batch.size() < BATCH && due(waiting.peek())) {
                batch.add(waiting.remove());
            }
            apply(batch, mistakes);
        }
        mistakes.throwIfAny();
    }

    private boolean due(@Nullable DrillEvent cue) {
        return cue != null && !cue.at().isAfter(clock.instant());
    }

    private void apply(List<DrillEvent> batch, Mistakes mistakes) {
        var verdicts = transaction.execute(
                status -> ledger.apply(batch.stream().map(DrillEvent::event).toList()));
        for (int i = 0; i < verdicts.size(); i++) {
            var row = batch.get(i).row();
            // What the behaviour model wants and a file has made impossible, such as a report of a task struck off, is
            // left out.
            if (row != null) {
                refusal(verdicts.get(i)).ifPresent(reason -> mistakes.add(RefusedRows.mistake(row, reason)));
            }
        }
    }

    private static Optional<Reason> refusal(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return Optional.of(refused.why());
        }
        return verdict instanceof Verdict.UnknownTask unknown ? Optional.of(unknown.why()) : Optional.empty();
    }

    /** Tells what is due, and says when something will be due again. */
    private Optional<Instant> wakeUp() {
        var wakes = agenda.nextWakeAt();
        if (!due(wakes)) {
            return wakes;
        }
        wakeUp.wakeUp();
        wakes = agenda.nextWakeAt();
        if (due(wakes)) {
            throw new IllegalStateException("tasks stay due at " + clock.instant() + " after everything was told");
        }
        return wakes;
    }

    /** Writes the mails that are due, and says when others will be. */
    private Optional<Instant> deliver(List<SentMail> mails) {
        var attempt = deliveries.nextAttemptAt();
        while (due(attempt)) {
            var claimed = deliveries.claimDue(BATCH, LEASE);
            claimed.forEach(delivery -> mails.add(write(delivery)));
            deliveries.settle(claimed.stream()
                    .map(delivery -> new Settlement(delivery, ACCEPTED))
                    .toList());
            attempt = deliveries.nextAttemptAt();
        }
        return attempt;
    }

    private boolean due(Optional<Instant> at) {
        return at.isPresent() && !at.get().isAfter(clock.instant());
    }

    private SentMail write(Delivery delivery) {
        var notice = delivery.notice();
        var mail = renderer.render(notice);
        return new SentMail(
                notice.issuedAt().atZone(notice.zone()).toLocalDateTime(),
                notice.issuedAt(),
                known(notice.recipient()),
                known(notice.address()),
                notice.kind(),
                notice.level(),
                mail.subject(),
                mail.bytes(),
                notice.lines().stream().map(this::item).toList());
    }

    private SentMail.Item item(NoticeLine line) {
        return new SentMail.Item(
                known(line.taskId()),
                known(line.step()),
                label(line.policyStep()),
                line.kind(),
                line.level(),
                line.task().workingDaysLeft());
    }

    private StepLabel label(@Nullable PolicyStep step) {
        return step == null || step.label().isEmpty()
                ? StepLabel.NONE
                : labels.computeIfAbsent(step.label(), StepLabel::new);
    }

    /** A million items speak of a few thousand names. */
    private String known(String name) {
        return known.computeIfAbsent(name, any -> any);
    }
}
