package org.duban.audit;

/** What the audit trail (留痕) keeps. */
public enum AuditedAct {
    EVENTS_WRITTEN,
    /** A reader pressed the button behind a link of a notice; the actor is the unit that the notice told. */
    NOTICE_ANSWERED,
    UNIT_SAVED,
    /** A unit on which nothing hung has left the tree. */
    UNIT_REMOVED,
    /** A unit has left the tree, and another one has taken over what hung on it. */
    UNIT_MERGED,
    /** A start with a changed units file has saved those of its units that differed. */
    UNITS_LOADED,
    /** Somebody may subscribe to a unit's deadlines from now on. */
    FEED_MADE,
    FEED_REVOKED,
    STAND_IN_SAVED,
    STAND_IN_REMOVED,
    /** A unit gets what is not urgent in one mail a day from now on. */
    DIGEST_SAVED,
    DIGEST_REMOVED,
    /** Somebody may log in from now on; the subject is the account's name. */
    ACCOUNT_ADDED,
    ACCOUNT_SAVED,
    ACCOUNT_REMOVED,
    /** An account has another password, which was made for it. */
    PASSWORD_RESET,
    /** The holder of an account has chosen its password, having been mailed a link or knowing the one before. */
    PASSWORD_CHOSEN,
    /** A link to log in or to choose a password is to be mailed; the subject is the account's name. */
    LINK_ASKED,
    /** Somebody has come in on the pages; the detail says how, and from where. */
    LOGGED_IN,
    /** A name and a wrong password were tried on the pages; the subject is empty where there is no such account. */
    LOGIN_FAILED,
    LOGGED_OUT,
    /** The holder of an account may log in with another device; the subject is the account's name. */
    PASSKEY_ADDED,
    PASSKEY_REMOVED,
    /** Logins of an account on other machines were ended by its holder. */
    SESSIONS_ENDED,
    /** A program of somebody may log in from now on; the subject is the account's name. */
    API_TOKEN_MADE,
    API_TOKEN_REVOKED,
    /** Somebody keeps a view of the ledger, or calls it otherwise; the subject is its name. */
    VIEW_SAVED,
    VIEW_REMOVED,
    REFUSAL_REPLAYED,
    /** Somebody has written the event that a refused record should have been. */
    REFUSAL_MENDED,
    /** Somebody has decided that nothing is to be done about a refused record. */
    REFUSAL_DISMISSED,
    NOTICE_RESENT,
    /** Somebody has dealt with a mail that came in; the subject is its number. */
    INBOX_MAIL_DEALT_WITH,
    INBOX_MAIL_TAKEN_UP_AGAIN,
    /** Somebody has begun an act on many tasks; the subject is the job's id. */
    JOB_MADE,
    /** Somebody has ended a job before it had done all. */
    JOB_STOPPED,
    RULE_CHANGE_DRAFTED,
    RULE_CHANGE_DISCARDED,
    /** A new version of the rulebook is in force, by a user's second act or by a start with changed files. */
    RULES_APPLIED
}
