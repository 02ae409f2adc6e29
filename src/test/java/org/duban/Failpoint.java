package org.duban;

/** A place at which a node's process ends at once, as in a power cut. */
enum Failpoint {
    NONE,
    /** Nowhere; but its claims last an hour longer, so that they can be told from those of other nodes. */
    NONE_BUT_CLAIMS_FOR_LONG,
    /** K1: records are read, the transaction has not begun. */
    BEFORE_APPLYING,
    /** K2: the ledger has changed, the transaction is not committed. */
    WHILE_APPLYING,
    /** K3: the transaction is committed, the offsets are not. */
    AFTER_APPLYING,
    /** K4: a moment has come, its tasks are not taken. */
    AT_A_MOMENT,
    /** K5: notices are claimed, there is no connection yet. */
    AFTER_THE_CLAIM,
    /** K11: the mail server has taken the mail over, nobody has recorded it. */
    BEFORE_RECORDING,
    /** K12: notices are committed, Kafka does not have them. */
    BEFORE_PUBLISHING,
    /** Kafka has the notices, the database still says that they are to be published. */
    AFTER_PUBLISHING
}
