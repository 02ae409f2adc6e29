package org.duban.process;

/** What a process of a Duban installation does; a process may have several roles, and by default has all. */
public enum Role {
    /** Takes task and unit events in from Kafka. */
    INTAKE,
    /** Wakes up at moments, composes notices and publishes them. */
    CLOCK,
    /** Hands notices to the mail server. */
    MAIL,
    /** Serves pages and REST. */
    DESK
}
