package org.duban.task;

/** Reads the act again that a kept event describes; answered by the room that knows the form of events. */
@FunctionalInterface
public interface ActParser {

    /**
     * @param type the event's type, such as {@code duban.task.assigned}
     * @param data its data as JSON, as {@link LedgerEntry} has it
     * @throws IllegalArgumentException if it is no act
     */
    Act read(String type, String data);
}
