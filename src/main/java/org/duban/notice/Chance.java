package org.duban.notice;

import java.util.UUID;

/** What is left to chance in this room, in one place so that a simulation can have it happen again. */
interface Chance {

    /** An id that was never given before. */
    UUID id();

    /** From 0 to 1: by how much of what it may be a delay is stretched. */
    double jitter();
}
