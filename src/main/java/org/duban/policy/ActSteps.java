package org.duban.policy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of what follows directly from acts and is no step of a policy. */
public final class ActSteps {

    /** Told at once to the office when a unit asks for an extension. */
    public static final String EXTENSION_REQUESTED = "extension-requested";
    /** Told at once to the responsible units when an extension is granted. */
    public static final String EXTENSION_GRANTED = "extension-granted";
    /** Told at once to the responsible units when an extension is declined. */
    public static final String EXTENSION_DECLINED = "extension-declined";
    /** Told at once to the responsible units when a report is returned for rework. */
    public static final String RETURNED = "returned";
    /** Told at once to the responsible units when a leader has written an instruction. */
    public static final String INSTRUCTED = "instructed";
    /** Told at once when the task is closed, to everyone who had got an escalation and whom the policy tells besides. */
    public static final String CLOSED = "closed";

    /** Told at once when a closed task is open again, to its units and to those who had been told that it is closed. */
    public static final String REOPENED = "reopened";

    /** Told at once to a unit that came to lead or to assist, where no step of the policy tells it the assignment. */
    public static final String TAKEN_ON = "taken-on";
    /** Told at once to a unit that neither leads nor assists any more. */
    public static final String TAKEN_OFF = "taken-off";
    /** Told at once when the deadline is moved to an earlier one, to the units that keep it. */
    public static final String DEADLINE_EARLIER = "deadline-earlier";
    /** Told at once when the deadline is moved to a later one, to the units that keep it. */
    public static final String DEADLINE_LATER = "deadline-later";
    /** Told at once to everyone else who had been told the deadline that was moved. */
    public static final String DEADLINE_MOVED = "deadline-moved";
    /** Told at once to those who had got an escalation, when a later deadline makes the task not due any more. */
    public static final String ESCALATION_LIFTED = "escalation-lifted";

    /** What follows from changes of a task, unless its policy says {@code tell-changes: false}. */
    public static final Set<String> CHANGES =
            Set.of(REOPENED, TAKEN_ON, TAKEN_OFF, DEADLINE_EARLIER, DEADLINE_LATER, DEADLINE_MOVED, ESCALATION_LIFTED);

    /** Those that are told beside whatever else is told. */
    public static final Set<String> BESIDES =
            CHANGES.stream().filter(step -> !step.equals(TAKEN_ON)).collect(Collectors.toUnmodifiableSet());

    /** All of these: what follows directly from an act, and is no step of a policy. */
    public static final Set<String> ACTS = Stream.concat(
                    Stream.of(EXTENSION_REQUESTED, EXTENSION_GRANTED, EXTENSION_DECLINED, RETURNED, INSTRUCTED, CLOSED),
                    CHANGES.stream())
            .collect(Collectors.toUnmodifiableSet());

    private ActSteps() {}
}
