package org.duban.inbox;

/** What became of a mail that came in. */
public enum InboxState {
    /** A mail server's report about a notice's mail. */
    BOUNCE,
    /** A reply that became a task event, or that said what the ledger had known already. */
    REPLY,
    /** A program answered: an absence, a read receipt. Noted, never answered. */
    AUTO_REPLY,
    /** For the office to read: nobody knows what it asks for. */
    NOT_UNDERSTOOD,
    /** For the office to read: it was understood, but the task does not allow it. */
    NOT_TAKEN,
    /** It came to an address that we did not make, or reports on a mail that we did not send. */
    FORGED,
    /** Our own daily mail to ourselves. */
    PROBE;

    /** Whether a person is to read it. */
    public boolean forAPerson() {
        return this == NOT_UNDERSTOOD || this == NOT_TAKEN;
    }
}
