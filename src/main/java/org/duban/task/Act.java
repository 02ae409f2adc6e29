package org.duban.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** What a task event says was done to a task. One record for each event type of {@code duban.task-events}. */
public sealed interface Act {

    /**
     * The unit that acts. Without it the lead unit reports, and a system speaks for the office in all that is the office's to
     * decide: {@link ActRule} says which is which.
     */
    @Nullable
    String by();

    /** Applies it to the draft of a task; why it cannot be, or null when it is done. */
    @Nullable
    Reason applyTo(TaskChange task);

    /** Why it may not be applied whatever the state of its task: a unit or policy that nobody knows; null if it may. */
    default @Nullable Reason unknown(Names names) {
        return names.unit("data.by", by());
    }

    /** Why it may not be, as the task is; null if it may. Asked of new events only, never of history. */
    default @Nullable Reason objection(ActChecks task) {
        return null;
    }

    /**
     * {@code duban.task.assigned}: the matter is handed to its units. Deadlines are texts that {@link Deadline#parse} reads;
     * {@code amounts} are this task's own, by the names of its policy's steps.
     */
    record Assigned(
            Matter matter,
            String leadUnit,
            List<String> assistingUnits,
            String deadline,
            String policy,
            Map<String, String> amounts,
            @Nullable String by)
            implements Act {
        public Assigned {
            assistingUnits = List.copyOf(assistingUnits);
            amounts = Map.copyOf(amounts);
        }

        @Override
        public Reason applyTo(TaskChange task) {
            return TaskFold.assignedAlready(task.task().task());
        }

        @Override
        public @Nullable Reason unknown(Names names) {
            return Names.first(
                    names.unit("data.by", by),
                    names.unit("data.leadUnit", leadUnit),
                    names.units("data.assistingUnits", assistingUnits),
                    names.policy(policy),
                    names.amounts(policy, amounts));
        }
    }

    /** {@code duban.task.received}: a responsible unit signs for it. */
    record Received(@Nullable String by, @Nullable String note) implements Act {
        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            task.received(by);
            return null;
        }
    }

    /** {@code duban.task.progressed}: a responsible unit reports; {@code percent} is 0 to 100. */
    record Progressed(
            @Nullable Integer percent,
            @Nullable String note,
            @Nullable String by) implements Act {
        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            task.progressed(this);
            return null;
        }
    }

    /** {@code duban.task.extension-requested}: a later deadline is asked for. */
    record ExtensionRequested(
            String deadline, String reason, @Nullable String by) implements Act {
        /** Without {@code by}. */
        public ExtensionRequested(String deadline, String reason) {
            this(deadline, reason, null);
        }

        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            return task.extensionRequested(this);
        }

        @Override
        public @Nullable Reason objection(ActChecks task) {
            return task.requested(this);
        }
    }

    /** {@code duban.task.extension-granted}: the deadline is now this one. */
    record ExtensionGranted(
            String deadline,
            @Nullable String note,
            @Nullable String by) implements Act {
        /** Without {@code by}. */
        public ExtensionGranted(String deadline, @Nullable String note) {
            this(deadline, note, null);
        }

        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            // First the answer: with the new deadline the request is met, and forgets who asked.
            task.decide(true, note);
            return task.replaceDeadline(deadline, true);
        }

        @Override
        public @Nullable Reason objection(ActChecks task) {
            return task.granted(deadline);
        }
    }

    /** {@code duban.task.extension-declined}: the deadline stays. */
    record ExtensionDeclined(
            @Nullable String reason, @Nullable String by) implements Act {
        /** Without {@code by}. */
        public ExtensionDeclined(@Nullable String reason) {
            this(reason, null);
        }

        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            task.decide(false, reason);
            return null;
        }
    }

    /**
     * {@code duban.task.held}: the clock stands still, until an instant, until the end of an office day of the lead unit, or
     * until resumed.
     */
    record Held(
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable LocalDate untilDay,
            @Nullable String by) implements Act {
        public Held(@Nullable String reason, @Nullable Instant until, @Nullable LocalDate untilDay) {
            this(reason, until, untilDay, null);
        }

        public Held(@Nullable String reason, @Nullable Instant until, @Nullable String by) {
            this(reason, until, null, by);
        }

        public Held(@Nullable String reason, @Nullable Instant until) {
            this(reason, until, null, null);
        }

        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            var end = end(task.names(), task.task().leadUnit, task.task().supervision);
            task.held(reason, end == null ? null : TaskFold.micros(end));
            return null;
        }

        @Override
        public @Nullable Reason objection(ActChecks task) {
            return task.held(
                    end(task.names(), task.task().leadUnit(), task.task().supervision()));
        }

        private @Nullable Instant end(Names names, String leadUnit, Supervision supervision) {
            return untilDay == null ? until : names.endOfOfficeDay(untilDay, leadUnit, supervision.policy());
        }
    }

    /** {@code duban.task.resumed}: the clock runs again. */
    record Resumed(@Nullable String reason, @Nullable String by) implements Act {
        /** Without {@code by}. */
        public Resumed(@Nullable String reason) {
            this(reason, null);
        }

        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            task.resumed();
            return null;
        }
    }

    /** {@code duban.task.submitted}: the lead unit reports it complete, or an assisting unit its own part. */
    record Submitted(@Nullable String by, @Nullable String note, List<String> evidence) implements Act {
        public Submitted {
            evidence = List.copyOf(evidence);
        }

        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            task.submitted(this);
            return null;
        }
    }

    /** {@code duban.task.returned}: the report was not accepted; with a new deadline or the old one. */
    record Returned(
            @Nullable String reason,
            @Nullable String deadline,
            @Nullable String by) implements Act {
        /** Without {@code by}. */
        public Returned(@Nullable String reason, @Nullable String deadline) {
            this(reason, deadline, null);
        }

        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            var wrong = deadline == null ? null : task.replaceDeadline(deadline, true);
            if (wrong == null) {
                task.returned(reason);
            }
            return wrong;
        }

        @Override
        public @Nullable Reason objection(ActChecks task) {
            return deadline == null ? null : task.returned(deadline);
        }
    }

    /** {@code duban.task.struck-off}: verified and done. */
    record StruckOff(@Nullable String by, @Nullable String note) implements Act {
        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            task.close(TaskStatus.STRUCK_OFF, note);
            return null;
        }
    }

    /** {@code duban.task.withdrawn}: no longer supervised. */
    record Withdrawn(@Nullable String reason, @Nullable String by) implements Act {
        /** Without {@code by}. */
        public Withdrawn(@Nullable String reason) {
            this(reason, null);
        }

        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            task.close(TaskStatus.WITHDRAWN, reason);
            return null;
        }
    }

    /**
     * {@code duban.task.instructed}: a leader has written an instruction on it, which its units are to read word for word.
     *
     * @param leader who wrote it, as the office names that person
     */
    record Instructed(
            String text, @Nullable String leader, @Nullable String by) implements Act {
        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            task.instructed(this);
            return null;
        }
    }

    /** {@code duban.task.reopened}: struck off or withdrawn by mistake, and open again. */
    record Reopened(
            String reason,
            @Nullable String deadline,
            @Nullable String by) implements Act {
        /** With the deadline that it had. */
        public Reopened(String reason, @Nullable String by) {
            this(reason, null, by);
        }

        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            var wrong = deadline == null ? null : task.replaceDeadline(deadline, true);
            if (wrong == null) {
                task.reopened(reason);
            }
            return wrong;
        }

        @Override
        public @Nullable Reason objection(ActChecks task) {
            var wrong = task.reopened(reason);
            return wrong != null || deadline == null ? wrong : task.returned(deadline);
        }
    }

    /**
     * {@code duban.task.amended}: what is not null replaces what the task has.
     *
     * @param reason why, for the units that lead from now on and did before
     */
    record Amended(
            Matter.Rewording matter,
            @Nullable String leadUnit,
            @Nullable List<String> assistingUnits,
            @Nullable String deadline,
            @Nullable String policy,
            @Nullable Map<String, String> amounts,
            @Nullable String reason,
            @Nullable String by)
            implements Act {

        /** Without a reason. */
        public Amended(
                Matter.Rewording matter,
                @Nullable String leadUnit,
                @Nullable List<String> assistingUnits,
                @Nullable String deadline,
                @Nullable String policy,
                @Nullable Map<String, String> amounts,
                @Nullable String by) {
            this(matter, leadUnit, assistingUnits, deadline, policy, amounts, null, by);
        }

        @Override
        public @Nullable Reason applyTo(TaskChange task) {
            return new Amendment(task).apply(this);
        }

        @Override
        public @Nullable Reason unknown(Names names) {
            return Names.first(
                    names.unit("data.by", by),
                    names.unit("data.leadUnit", leadUnit),
                    names.units("data.assistingUnits", assistingUnits),
                    names.policy(policy),
                    policy == null || amounts == null ? null : names.amounts(policy, amounts));
        }

        @Override
        public @Nullable Reason objection(ActChecks task) {
            return task.amended(this);
        }
    }
}
