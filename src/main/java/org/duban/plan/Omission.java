package org.duban.plan;

/**
 * An occurrence of a step that a plan does not tell, and why.
 *
 * @param step the step as it would have been told; its units are those to which the reason applies
 */
public record Omission(PlannedStep step, Why why) {

    /** Why a step is not told. */
    public enum Why {
        /** Its instant had passed when the ledger learned of what the plan is made from. */
        IN_THE_PAST,
        /** Its instant had passed when the rules came into force that have the step. */
        BEFORE_THE_RULES,
        /** The receipt that it asks for had been given. */
        SIGNED,
        /** The work had not begun: the lead unit had not signed for the task. */
        NOT_IN_PROGRESS,
        /** Progress was not behind the expected progress. */
        NOT_BEHIND,
        /** The task was reported complete, and waited for its review. */
        REPORTED_COMPLETE,
        /** The review was done: the task was not reported complete any more. */
        REVIEWED,
        /** The task was struck off or withdrawn. */
        CLOSED
    }
}
