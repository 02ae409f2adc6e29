package org.duban.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task event says was done to a task. One record for each event type of {@code duban.task-events}. */
public sealed interface Act {

    /**
     * The unit that acts. Without it the lead unit reports, and a system speaks for the office in all that is the office's to
     * decide: {@link ActRule} says which is which.
     */
    @Nullable
    String by();

    /**
     * {@code duban.task.assigned}: the matter is handed to its units. Deadlines are texts that {@link Deadline#parse} reads;
     * {@code amounts} are this task's own, by the names of its policy's steps.
     */
    record Assigned(
            String title,
            String leadUnit,
            String deadline,
            @Nullable String list,
            @Nullable String description,
            List<String> assistingUnits,
            String policy,
            @Nullable Double points,
            @Nullable String clause,
            Urgency urgency,
            @Nullable String url,
            Map<String, String> amounts,
            @Nullable String by)
            implements Act {

        /** Without {@code by}. */
        public Assigned(
                String title,
                String leadUnit,
                String deadline,
                @Nullable String list,
                @Nullable String description,
                List<String> assistingUnits,
                String policy,
                @Nullable Double points,
                @Nullable String clause,
                Urgency urgency,
                @Nullable String url,
                Map<String, String> amounts) {
            this(
                    title,
                    leadUnit,
                    deadline,
                    list,
                    description,
                    assistingUnits,
                    policy,
                    points,
                    clause,
                    urgency,
                    url,
                    amounts,
                    null);
        }

        public Assigned {
            assistingUnits = List.copyOf(assistingUnits);
            amounts = Map.copyOf(amounts);
        }
    }

    /** {@code duban.task.received}: a responsible unit signs for it. */
    record Received(@Nullable String by, @Nullable String note) implements Act {}

    /** {@code duban.task.progressed}: a responsible unit reports; {@code percent} is 0 to 100. */
    record Progressed(
            @Nullable Integer percent,
            @Nullable String note,
            @Nullable String by) implements Act {}

    /** {@code duban.task.extension-requested}: a later deadline is asked for. */
    record ExtensionRequested(
            String deadline, String reason, @Nullable String by) implements Act {
        /** Without {@code by}. */
        public ExtensionRequested(String deadline, String reason) {
            this(deadline, reason, null);
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
    }

    /** {@code duban.task.extension-declined}: the deadline stays. */
    record ExtensionDeclined(
            @Nullable String reason, @Nullable String by) implements Act {
        /** Without {@code by}. */
        public ExtensionDeclined(@Nullable String reason) {
            this(reason, null);
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
    }

    /** {@code duban.task.resumed}: the clock runs again. */
    record Resumed(@Nullable String reason, @Nullable String by) implements Act {
        /** Without {@code by}. */
        public Resumed(@Nullable String reason) {
            this(reason, null);
        }
    }

    /** {@code duban.task.submitted}: the lead unit reports it complete, or an assisting unit its own part. */
    record Submitted(@Nullable String by, @Nullable String note, List<String> evidence) implements Act {
        public Submitted {
            evidence = List.copyOf(evidence);
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
    }

    /** {@code duban.task.struck-off}: verified and done. */
    record StruckOff(@Nullable String by, @Nullable String note) implements Act {}

    /** {@code duban.task.withdrawn}: no longer supervised. */
    record Withdrawn(@Nullable String reason, @Nullable String by) implements Act {
        /** Without {@code by}. */
        public Withdrawn(@Nullable String reason) {
            this(reason, null);
        }
    }

    /** {@code duban.task.amended}: the fields that are not null replace those of the task. */
    record Amended(
            @Nullable String title,
            @Nullable String leadUnit,
            @Nullable String deadline,
            @Nullable String list,
            @Nullable String description,
            @Nullable List<String> assistingUnits,
            @Nullable String policy,
            @Nullable Double points,
            @Nullable String clause,
            @Nullable Urgency urgency,
            @Nullable String url,
            @Nullable Map<String, String> amounts,
            @Nullable String by)
            implements Act {

        /** Without {@code by}. */
        public Amended(
                @Nullable String title,
                @Nullable String leadUnit,
                @Nullable String deadline,
                @Nullable String list,
                @Nullable String description,
                @Nullable List<String> assistingUnits,
                @Nullable String policy,
                @Nullable Double points,
                @Nullable String clause,
                @Nullable Urgency urgency,
                @Nullable String url,
                @Nullable Map<String, String> amounts) {
            this(
                    title,
                    leadUnit,
                    deadline,
                    list,
                    description,
                    assistingUnits,
                    policy,
                    points,
                    clause,
                    urgency,
                    url,
                    amounts,
                    null);
        }
    }
}
