package org.duban.numbers;

/** What has numbers. */
public enum NumberKind {
    /** Tasks (督办事项编号). */
    TASK,
    /** Notices (督办单编号). */
    NOTICE
}
