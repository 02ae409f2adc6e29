package org.duban.ledger;

/** Asks in SQL which tasks units assist with, in the words that the index of tasks with assistants serves. */
final class AssistingUnits {

    /** That the task has the one unit of an array, which follows. */
    static final String HAS = "assisting_units <> '{}' and assisting_units @> ";

    /** That the task has any of the units of an array, which follows. */
    static final String HAS_ANY = "assisting_units <> '{}' and assisting_units && ";

    private AssistingUnits() {}
}
