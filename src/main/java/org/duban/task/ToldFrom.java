package org.duban.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the ledger learned of acts. What follows directly from an act is told from then on, so that an event that comes late
 * is not told into the past.
 *
 * @param assignment of the assignment, or of another lead unit
 * @param joined that a unit came to assist, by its code, if not with that assignment: it was added after it, or assisted
 *     already when another unit came to lead
 * @param resumed that a hold was lifted, last
 * @param extensionRequest of the last extension request
 * @param decision of the last decision on an extension
 * @param returned of the last return for rework
 * @param submission of the last report of completion; null once another unit leads than the one that reported
 * @param closure of the strike-off or withdrawal; null while the task is open
 * @param reopened that it was opened again after that, last
 */
public record ToldFrom(
        Instant assignment,
        Map<String, Instant> joined,
        @Nullable Instant resumed,
        @Nullable Instant extensionRequest,
        @Nullable Instant decision,
        @JsonProperty("return") @Nullable Instant returned,
        @Nullable Instant submission,
        @Nullable Instant closure,
        @Nullable Instant reopened) {

    public ToldFrom {
        joined = Collections.unmodifiableMap(new TreeMap<>(joined));
    }

    static ToldFrom assignment(Instant learned) {
        return new ToldFrom(learned, Map.of(), null, null, null, null, null, null, null);
    }

    /** Of the units that have the task now, the first assignment: that of the lead unit, or of one that has assisted for longer. */
    public Instant firstAssignment() {
        return joined.values().stream()
                .filter(assignment::isAfter)
                .min(Instant::compareTo)
                .orElse(assignment);
    }

    /** To whoever leads now it is a new assignment. */
    ToldFrom handedOver(Instant learned) {
        return new ToldFrom(learned, Map.of(), resumed, extensionRequest, decision, null, null, closure, reopened);
    }

    ToldFrom joined(Map<String, Instant> learned) {
        return new ToldFrom(
                assignment, learned, resumed, extensionRequest, decision, returned, submission, closure, reopened);
    }

    ToldFrom resumed(Instant learned) {
        return new ToldFrom(
                assignment, joined, learned, extensionRequest, decision, returned, submission, closure, reopened);
    }

    ToldFrom extensionRequest(Instant learned) {
        return new ToldFrom(assignment, joined, resumed, learned, decision, returned, submission, closure, reopened);
    }

    ToldFrom decision(Instant learned) {
        return new ToldFrom(
                assignment, joined, resumed, extensionRequest, learned, returned, submission, closure, reopened);
    }

    ToldFrom returned(Instant learned) {
        return new ToldFrom(
                assignment, joined, resumed, extensionRequest, decision, learned, submission, closure, reopened);
    }

    ToldFrom submission(Instant learned) {
        return new ToldFrom(
                assignment, joined, resumed, extensionRequest, decision, returned, learned, closure, reopened);
    }

    ToldFrom closure(Instant learned) {
        return new ToldFrom(
                assignment, joined, resumed, extensionRequest, decision, returned, submission, learned, reopened);
    }

    ToldFrom reopened(Instant learned) {
        return new ToldFrom(
                assignment, joined, resumed, extensionRequest, decision, returned, submission, null, learned);
    }
}
