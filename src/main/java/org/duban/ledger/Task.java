package org.duban.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A matter under supervision (督办事项), as its events have made it. Each component is a column of {@code task}.
 *
 * <p>Two kinds of instant stand here. Those the plan counts from ({@code assignedAt}, {@code receivedAt}, {@code progressedAt},
 * {@code submittedAt}, {@code returnedAt}, {@code closedAt}) are when it happened, as the event says. Those that end in
 * {@code ToldFrom} or are called {@code plannedFrom} are when the ledger learned of it: what follows directly from an act
 * is told from then on, so that an event that comes late is not told into the past.
 *
 * @param id the task id, the subject of its events
 * @param list the campaign's list it stands on
 * @param leadUnit the unit that answers for it
 * @param deadlineDate civil date of the deadline where the lead unit sits
 * @param deadlineAt exact instant of the deadline, null if it is a date
 * @param policy the name of its supervision policy
 * @param earlierPolicies the policies it followed before, oldest first
 * @param amounts by the name of a step of its policy the amount that this task has instead of the step's own
 * @param receivedBy units that have signed for it
 * @param receivedAt when the lead unit signed for it
 * @param percent progress last reported
 * @param held whether it is held; a hold that has run out by itself stays until it is resumed, and holds nothing any more
 * @param holdFrom when the ledger learned of the hold; null if nothing has been held since the plan was last made anew
 * @param holdUntil when the hold ends by itself; null: when it is resumed
 * @param extensionRequested the deadline asked for, while the request is open
 * @param extensionRequestedAt when it was asked for; null while no request is open
 * @param extensionRequestedBy who asked for it, if another unit leads by now; null: the lead unit
 * @param earlierDeadlines the deadlines it had before, oldest first
 * @param plannedFrom when the ledger last learned of an act that set the plan anew (assignment, another deadline, policy or
 *     amount, return, resumption); steps before and after the deadline that lie before it are skipped
 * @param resumedToldFrom when the ledger last learned that a hold was lifted
 * @param assignmentToldFrom when the ledger learned of the assignment, or of another lead unit
 * @param joinedToldFrom when the ledger learned of assisting units that were added after the assignment, by their codes
 * @param extensionRequestToldFrom when the ledger learned of the last extension request
 * @param decisionToldFrom when the ledger learned of the last decision on an extension
 * @param extensionGranted whether that decision granted it
 * @param returnToldFrom when the ledger learned of the last return for rework
 * @param decisionFor whom that decision answers: the unit that had asked, or led then; null: the lead unit
 * @param closureToldFrom when the ledger learned of the strike-off or withdrawal
 * @param lastReason reason or note of the last return or decision, for the letter that tells it
 * @param assistingReports what assisting units last reported of their own parts, by the units' codes
 * @param revision number of events applied
 * @param sequence highest {@code sequence} applied, of whichever source
 * @param changes what has changed since the assignment for those who have to do with it
 */
public record Task(
        String id,
        @Nullable String list,
        String title,
        @Nullable String description,
        String leadUnit,
        List<String> assistingUnits,
        LocalDate deadlineDate,
        @Nullable Instant deadlineAt,
        String policy,
        List<EarlierPolicy> earlierPolicies,
        @Nullable Double points,
        @Nullable String clause,
        Urgency urgency,
        @Nullable String url,
        Map<String, String> amounts,
        TaskStatus status,
        Instant assignedAt,
        List<String> receivedBy,
        @Nullable Instant receivedAt,
        @Nullable Integer percent,
        @Nullable Instant progressedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant returnedAt,
        @Nullable Instant closedAt,
        boolean held,
        @Nullable Instant holdFrom,
        @Nullable String holdReason,
        @Nullable Instant holdUntil,
        @Nullable String extensionRequested,
        @Nullable Instant extensionRequestedAt,
        @Nullable String extensionReason,
        @Nullable String extensionRequestedBy,
        List<String> earlierDeadlines,
        Instant plannedFrom,
        @Nullable Instant resumedToldFrom,
        Instant assignmentToldFrom,
        Map<String, Instant> joinedToldFrom,
        @Nullable Instant extensionRequestToldFrom,
        @Nullable Instant decisionToldFrom,
        boolean extensionGranted,
        @Nullable String decisionFor,
        @Nullable Instant returnToldFrom,
        @Nullable Instant closureToldFrom,
        @Nullable String lastReason,
        List<AssistingReport> assistingReports,
        long revision,
        @Nullable Long sequence,
        Changes changes) {

    /**
     * A policy that a task does not follow any more.
     *
     * @param until when the ledger learned that it follows another one
     */
    public record EarlierPolicy(String name, Instant until) {}

    /**
     * What an assisting unit last reported of its own part (协办单位反馈). It is the unit's receipt, too, and changes nothing of
     * what the lead unit owes.
     *
     * @param percent how much of its part is done, as it last said
     * @param complete whether it reported its part complete, and no progress since
     * @param at when it reported, as the event says
     */
    public record AssistingReport(
            String unit,
            @Nullable Integer percent,
            boolean complete,
            Instant at,
            @Nullable String note) {}

    public Task {
        // Rows from before there were these columns have none.
        assistingReports = assistingReports == null ? List.of() : List.copyOf(assistingReports);
        earlierPolicies = earlierPolicies == null ? List.of() : List.copyOf(earlierPolicies);
        assistingUnits = List.copyOf(assistingUnits);
        amounts = Collections.unmodifiableMap(new TreeMap<>(amounts));
        joinedToldFrom = Collections.unmodifiableMap(new TreeMap<>(joinedToldFrom));
        receivedBy = List.copyOf(receivedBy);
        earlierDeadlines = List.copyOf(earlierDeadlines);
        changes = changes == null ? Changes.NONE : changes;
    }

    @JsonIgnore
    public Deadline deadline() {
        return new Deadline(deadlineDate, deadlineAt);
    }

    /** Who has asked for the deadline that is asked for: the lead unit, or the one that led when it asked. */
    @JsonIgnore
    public String asker() {
        return extensionRequestedBy == null ? leadUnit : extensionRequestedBy;
    }

    /** What grows whenever a calendar has to show something else of the task. */
    @JsonIgnore
    public long calendarSequence() {
        var shown = changes.shown();
        return shown == null ? revision : shown;
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

    /** Whether anybody still owes something. */
    @JsonIgnore
    public boolean open() {
        return !status.closed();
    }
}
