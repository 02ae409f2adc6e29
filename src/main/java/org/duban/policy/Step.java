package org.duban.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a policy.
 *
 * @param name its name, unique in the policy
 * @param anchor what it counts from
 * @param amount how far from it; zero time where that is told {@link Anchor#atOnce}
 * @param every the distance of its repetitions, which go on until its condition ends; null for a step told once
 * @param condition told only while this holds
 * @param tell whom it tells
 * @param level the colour of its notice
 * @param officeHours whether a step told at an exact time waits for the office to open
 * @param label what people call it; it changes nothing of what is told
 */
public record Step(
        String name,
        Anchor anchor,
        Amount amount,
        @Nullable Amount every,
        Condition condition,
        List<Audience> tell,
        NoticeLevel level,
        boolean officeHours,
        StepLabel label) {

    public Step {
        tell = List.copyOf(tell);
    }

    /** A step that is called by its name. */
    public Step(
            String name,
            Anchor anchor,
            Amount amount,
            @Nullable Amount every,
            Condition condition,
            List<Audience> tell,
            NoticeLevel level,
            boolean officeHours) {
        this(name, anchor, amount, every, condition, tell, level, officeHours, StepLabel.NONE);
    }

    /** The same step at another distance. */
    Step at(Amount another) {
        return new Step(name, anchor, another, every, condition, tell, level, officeHours, label);
    }

    /** The same step in another colour. */
    Step in(NoticeLevel another) {
        return new Step(name, anchor, amount, every, condition, tell, another, officeHours, label);
    }

    /** The same step, called by its name. */
    Step unlabelled() {
        return new Step(name, anchor, amount, every, condition, tell, level, officeHours);
    }

    /** What a step counts from. */
    public enum Anchor {
        /** The assignment itself: told at once ({@code on: assignment}). */
        ASSIGNMENT,
        /** The report that it is complete: told at once ({@code on: submission}). */
        SUBMISSION,
        AFTER_ASSIGNMENT,
        BEFORE_DEADLINE,
        AFTER_DEADLINE,
        /** The last progress report, or else the lead unit's receipt. */
        AFTER_PROGRESS,
        AFTER_SUBMISSION,
        /** The extension request, while it is open. */
        AFTER_EXTENSION_REQUEST;

        /** Whether it is an act that is told at once, so that no amount counts from it. */
        public boolean atOnce() {
            return this == ASSIGNMENT || this == SUBMISSION;
        }

        /** Whether it is a report of completion, so that what counts from it is told only while that waits for its review. */
        public boolean ofSubmission() {
            return this == SUBMISSION || this == AFTER_SUBMISSION;
        }
    }

    /** While what a step is told. */
    public enum Condition {
        ALWAYS,
        /**
         * The unit told has not signed for the task; for others: one of the responsible units that the step tells has not, or
         * else the lead unit.
         */
        UNRECEIVED,
        /** The lead unit has the task and has not reported it complete. */
        IN_PROGRESS,
        /** The progress reported lies behind the expected progress (序时进度), and the task is not reported complete. */
        BEHIND
    }
}
