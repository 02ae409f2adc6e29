package org.duban.auditor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the agenda.
 *
 * @param toldUntil up to when everything counts as told
 * @param nextAt when the task is looked at again; null for never
 */
record AgendaState(Instant toldUntil, @Nullable Instant nextAt) {

    /** Whether the agenda knows that a step of this instant is still to be told. */
    boolean pending(Instant at) {
        return nextAt != null && !nextAt.isAfter(at) && toldUntil.isBefore(at);
    }
}
