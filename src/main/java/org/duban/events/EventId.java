package org.duban.events;

/** What identifies an event for ever. */
public record EventId(String source, String id) {}
