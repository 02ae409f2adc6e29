package org.duban.notice.pipeline;

/** Tells what has been taken without waiting for the next wake-up. */
interface NoticeIssuer {

    /** Composes what has been taken, and has it and what else waits in the outbox published; does not wait for Kafka. */
    void issue();
}
