package org.duban.policy;

/** What a notice wants of its reader. */
public enum NoticeKind {
    /** A task is handed over (交办). */
    ASSIGNMENT,
    /** Before the deadline (提醒). */
    REMINDER,
    /** To a responsible unit that is late, silent or has not signed (催办). */
    CHASER,
    /** To an office or leader above (升级). */
    ESCALATION,
    /** To the office that owes a decision (复核). */
    REVIEW,
    /** A decision on an extension, or a return for rework. */
    DECISION,
    /** To everyone who had got an escalation: the task is closed. */
    CLOSURE,
    /** A periodic bulletin (督办通报). */
    BULLETIN,
    /** To the office in charge: a mail that came back and that nobody understood, for a person to read (来信转办). */
    FORWARDED
}
