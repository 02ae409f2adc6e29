package org.duban.events;

import org.duban.reasons.Reason;

/** What became of the wish to change a refusal. */
public sealed interface RefusalChange {

    /** It is as wished now. */
    record Done(Refusal refusal) implements RefusalChange {}

    /** The event that it should have been is wrong, too; the reason names the field, the value and the cure. */
    record Wrong(Reason why) implements RefusalChange {}

    /** Nothing is left to be changed: it has been applied or dismissed. */
    record Settled(RefusalState state) implements RefusalChange {}

    /** There is no refusal of that number. */
    record Unknown() implements RefusalChange {}
}
