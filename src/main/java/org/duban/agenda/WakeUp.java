package org.duban.agenda;

/** The clock's call at a moment: some tasks may have something to say now. Calls may come twice, late, or for nothing. */
@FunctionalInterface
public interface WakeUp {
    void wakeUp();
}
