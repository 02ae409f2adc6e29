package org.duban.auditor;

/** What may be missing. */
public enum GapKind {
    /** A step fell due and has no fate. Healed: the task is planned anew from before that step. */
    STEP_WITHOUT_FATE,
    /** A task has no row in the agenda. Healed: it gets one. */
    MISSING_AGENDA_ROW,
    /** The agenda wakes up later than the plan says, or never. Healed: the task is planned anew. */
    LATE_WAKE_UP,
    /** The agenda holds for told what lies in the future. Healed: the task is planned anew. */
    TOLD_AHEAD,
    /** A wake-up has come and nobody got up. Healed: what is due is told. */
    OVERDUE_WAKE_UP,
    /**
     * A step was left out for another that was not told either, and its unit has been told nothing since. Healed: the next round
     * tells the most severe that still holds.
     */
    LEFT_OUT_FOR_NOTHING,
    /** A step is to be told and no notice has taken it up since the last pass. Healed: notices are composed. */
    STEP_WITHOUT_NOTICE,
    /** A notice is not settled and nobody would ever try it again. Healed: it is due at once. */
    STRANDED_NOTICE,
    /** A node had a notice in hand, its lease has long run out, and no other node has taken the notice. It is due already. */
    EXPIRED_LEASE,
    /** A task is not what its history makes of it. Healed: it is written anew from its history. */
    DIFFERS_FROM_HISTORY,
    /** The number of a task's events is not its revision. Healed as above, if the history is whole. */
    INCOMPLETE_HISTORY,
    /** An open task depends on a unit that is not in the tree. Not healed: somebody must amend it, or name a successor. */
    MISSING_UNIT,
    /**
     * Nobody at all was told of a step of an open task. Healed once somebody can be: the next round tells the most severe that still
     * holds.
     */
    TOLD_TO_NOBODY,
    /** No plan can be made of a task; the log says why. */
    UNPLANNABLE
}
