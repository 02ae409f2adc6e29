package org.duban.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a policy.
 *
 * @param name its name, unique in the policy
 * @param anchor what it counts from
 * @param amount how far from it; zero time for {@link Anchor#ASSIGNMENT}
 * @param every the distance of its repetitions, which go on until its condition ends; null for a step told once
 * @param condition told only while this holds
 * @param tell whom it tells
 * @param level the colour of its notice
 * @param officeHours whether a step told at an exact time waits for the office to open
 */
public record Step(
        String name,
        Anchor anchor,
        Amount amount,
        @Nullable Amount every,
        Condition condition,
        List<Audience> tell,
        NoticeLevel level,
        boolean officeHours) {

    public Step {
        tell = List.copyOf(tell);
    }

    /** What a step counts from. */
    public enum Anchor {
        /** The assignment itself: told at once ({@code on: assignment}). */
        ASSIGNMENT,
        AFTER_ASSIGNMENT,
        BEFORE_DEADLINE,
        AFTER_DEADLINE,
        /** The last progress report, or else the lead unit's receipt. */
        AFTER_PROGRESS,
        AFTER_SUBMISSION
    }

    /** While what a step is told. */
    public enum Condition {
        ALWAYS,
        /** The unit told has not signed for the task; for offices: the lead unit has not. */
        UNRECEIVED,
        /** The lead unit has the task and has not reported it complete. */
        IN_PROGRESS
    }
}
