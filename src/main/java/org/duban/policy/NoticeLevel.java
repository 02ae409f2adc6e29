package org.duban.policy;

/** The colour of a notice (三色督办单), from mild to severe. */
public enum NoticeLevel {
    BLUE,
    YELLOW,
    RED
}
