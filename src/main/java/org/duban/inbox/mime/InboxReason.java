package org.duban.inbox.mime;

import org.duban.reasons.ReasonCode;

/** Why a mail that came in has its state. */
public enum InboxReason implements ReasonCode {
    NOT_OUR_ADDRESS,
    REPORT_WITHOUT_ADDRESS,
    NO_REPLY_ADDRESS,
    UNUSUAL_BOUNCE,
    NO_REPORT,
    /** By the sign in its place, a text or one of the next five. */
    BY_A_PROGRAM,
    NO_ENVELOPE_SENDER,
    READ_RECEIPT,
    ITS_SUBJECT,
    ITS_WORDS,
    REPORT_TO_REPLY_ADDRESS,
    /** What is reported stands in its place. */
    REPORT_ON_NO_NOTICE,
    /** What is reported stands in its place. */
    REPORT_ON_OTHERS,
    /** In its places the status and recipient, and the words of the mail server; each may be one of the last two of these. */
    FAILED,
    DELAYED,
    DELIVERED,
    RELAYED,
    EXPANDED,
    /** As these; the action comes first. */
    REPORTED,
    NO_STATUS,
    NO_WORDS,
    NO_SUCH_NOTICE,
    NOTHING_WRITTEN,
    /** Those in its place. */
    SEVERAL_NAMED,
    NO_TASK_ANY_MORE,
    /** In its places their number, and their ids. */
    NONE_NAMED,
    OTHER_WORDS,
    DONE_AND_PERCENTAGE,
    /** Understood, but for words that say the contrary or ask for something; those words are in its place. */
    WORDS_BESIDE,
    /** Its UID, and what went wrong. */
    UNREADABLE,
    /** Its kind is in its place. */
    OUR_MISTAKE,
    ANSWERS_A_FORWARDED_MAIL,
    /** Why it is not forwarded; the number of mails a day is in the places of the last three. */
    ABOUT_A_FORWARDED_MAIL,
    SENT_BY_OURSELVES,
    NO_OFFICE_TO_FORWARD_TO,
    TOO_MANY_OF_THIS_SENDER,
    TOO_MANY_ABOUT_THIS_NOTICE,
    TOO_MANY_ABOUT_NO_NOTICE
}
