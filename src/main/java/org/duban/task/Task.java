package org.duban.task;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A matter under supervision (督办事项), as its events have made it. Its components and those of its parts are the columns of
 * {@code task}: it has as many as it has parts, and none is optional to the ledger, which alone makes tasks.
 *
 * @param id the task id, the subject of its events
 * @param number by which people call it; null before it is given one, which the ledger does as it first writes it
 * @param leadUnit the unit that answers for it
 * @param earlierDeadlines the deadlines it had before, oldest first
 * @param request null while no request is open
 * @param changes what has changed since the assignment for those who have to do with it
 * @param instructions what leaders have written on it, the last of them, oldest first
 * @param revision number of events applied
 * @param sequence highest {@code sequence} applied, of whichever source
 */
public record Task(
        String id,
        @Nullable String number,
        @JsonUnwrapped Matter matter,
        String leadUnit,
        List<String> assistingUnits,
        @JsonUnwrapped(prefix = "deadline_") Deadline deadline,
        List<String> earlierDeadlines,
        @JsonUnwrapped Supervision supervision,
        TaskStatus status,
        @JsonUnwrapped(suffix = "_at") ReportTimes times,
        @JsonUnwrapped Reports reports,
        @JsonUnwrapped Hold hold,
        @JsonUnwrapped @Nullable ExtensionRequest request,
        @JsonUnwrapped Decision decision,
        @JsonUnwrapped(suffix = "_told_from") ToldFrom toldFrom,
        ToldChanges changes,
        List<Instruction> instructions,
        long revision,
        @Nullable Long sequence) {

    public Task {
        assistingUnits = List.copyOf(assistingUnits);
        earlierDeadlines = List.copyOf(earlierDeadlines);
        // A row always has the columns of a request.
        request = request == null || request.deadline() == null ? null : request;
        // Rows from before there were these columns have none.
        changes = changes == null ? ToldChanges.NONE : changes;
        instructions = instructions == null ? List.of() : List.copyOf(instructions);
    }

    /** The same under a number. */
    public Task numbered(@Nullable String by) {
        return new Task(
                id,
                by,
                matter,
                leadUnit,
                assistingUnits,
                deadline,
                earlierDeadlines,
                supervision,
                status,
                times,
                reports,
                hold,
                request,
                decision,
                toldFrom,
                changes,
                instructions,
                revision,
                sequence);
    }

    /** What people call it: its number, or its id where it has none. */
    public String called() {
        return number == null ? id : number;
    }

    /** Whether anybody still owes something. */
    @JsonIgnore
    public boolean open() {
        return !status.closed();
    }

    /** Whether its lead unit has reported it complete and waits for the review. */
    @JsonIgnore
    public boolean submitted() {
        return status == TaskStatus.SUBMITTED;
    }

    /** When the report came that waits for its review; null if none does. */
    @JsonIgnore
    public @Nullable Instant submittedAt() {
        return submitted() ? times.submitted() : null;
    }

    /** Who has asked for the deadline that is asked for: the lead unit, or the one that led when it asked. */
    @JsonIgnore
    public String asker() {
        return request == null || request.by() == null ? leadUnit : request.by();
    }

    /** The deadline that is asked for; null while no request is open. */
    @JsonIgnore
    public @Nullable String requestedDeadline() {
        return request == null ? null : request.deadline();
    }

    /** What grows whenever a calendar has to show something else of the task. */
    @JsonIgnore
    public long calendarSequence() {
        var shown = changes.shown();
        return shown == null ? revision : shown;
    }

    /** The last instruction that a leader has written on it; empty if none has. */
    @JsonIgnore
    public Optional<Instruction> instruction() {
        return instructions.stream().reduce((earlier, later) -> later);
    }

    /** Whether any of these units leads it or assists with it. */
    public boolean concerns(Collection<String> units) {
        return units.contains(leadUnit) || assistingUnits.stream().anyMatch(units::contains);
    }

    /** When the last of these units that had it lost it; empty if none did that is remembered. */
    public Optional<Instant> lostBy(Collection<String> units) {
        return changes.lost().entrySet().stream()
                .filter(lost -> units.contains(lost.getKey()))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder());
    }
}
