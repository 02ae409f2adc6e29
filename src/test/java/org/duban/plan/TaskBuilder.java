package org.duban.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.duban.task.Deadline;
import org.duban.task.Decision;
import org.duban.task.ExtensionRequest;
import org.duban.task.Hold;
import org.duban.task.Instruction;
import org.duban.task.Matter;
import org.duban.task.ReportTimes;
import org.duban.task.Reports;
import org.duban.task.Supervision;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.duban.task.ToldChanges;
import org.duban.task.ToldFrom;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;

/** A task for tests: {@code aTask().dueOn("2026-12-01").of("gyangze-education")}. */
public final class TaskBuilder {

    private ToldChanges changes = ToldChanges.NONE;
    private String id = "T-1";
    private String lead = "gyangze-education";
    private List<String> assisting = List.of();
    private String deadline = "2026-12-31";
    private String policy = "standard";
    private List<Supervision.EarlierPolicy> earlierPolicies = List.of();
    private TaskStatus status = TaskStatus.ASSIGNED;
    private Instant assignedAt = Instant.parse("2026-11-23T02:00:00Z");
    private @Nullable Instant plannedFrom;
    private @Nullable Instant resumedToldFrom;
    private List<String> receivedBy = List.of();
    private @Nullable Instant receivedAt;
    private @Nullable Instant progressedAt;
    private @Nullable Instant submittedAt;
    private @Nullable Instant returnedAt;
    private @Nullable Instant closedAt;
    private @Nullable Instant reopenedAt;
    private List<Instruction> instructions = List.of();
    private boolean held;
    private @Nullable Instant holdUntil;
    private @Nullable String extensionRequested;
    private @Nullable Instant decidedAt;
    private @Nullable String requestedBy;
    private @Nullable String decisionFor;
    private boolean granted;
    private Urgency urgency = Urgency.NORMAL;
    private Map<String, String> amounts = Map.of();
    private @Nullable Integer percent;
    private Map<String, Instant> joinedToldFrom = Map.of();
    private @Nullable Instant holdFrom;
    private @Nullable String holdReason;
    private @Nullable Instant requestedAt;

    public static TaskBuilder aTask() {
        return new TaskBuilder();
    }

    public TaskBuilder called(String taskId) {
        id = taskId;
        return this;
    }

    public TaskBuilder of(String leadUnit) {
        lead = leadUnit;
        return this;
    }

    public TaskBuilder withHelpOf(String... units) {
        assisting = List.of(units);
        return this;
    }

    public TaskBuilder dueOn(String dateOrInstant) {
        deadline = dateOrInstant;
        return this;
    }

    public TaskBuilder under(String policyName) {
        policy = policyName;
        return this;
    }

    /** It followed another policy before, and the ledger learned of the present one then. */
    public TaskBuilder insteadOf(String earlierPolicy, String until) {
        plannedFrom = Instant.parse(until);
        earlierPolicies = java.util.stream.Stream.concat(
                        earlierPolicies.stream(),
                        java.util.stream.Stream.of(new Supervision.EarlierPolicy(earlierPolicy, plannedFrom)))
                .toList();
        return this;
    }

    public TaskBuilder assigned(String instant) {
        assignedAt = Instant.parse(instant);
        return this;
    }

    /** The deadline was set anew, and the ledger learned of it then. */
    public TaskBuilder deadlineSet(String instant) {
        plannedFrom = Instant.parse(instant);
        return this;
    }

    public TaskBuilder received(String instant) {
        receivedAt = Instant.parse(instant);
        receivedBy = List.of(lead);
        status = TaskStatus.RECEIVED;
        return this;
    }

    public TaskBuilder alsoReceivedBy(String... units) {
        receivedBy = java.util.stream.Stream.concat(receivedBy.stream(), java.util.Arrays.stream(units))
                .toList();
        return this;
    }

    public TaskBuilder progressed(String instant) {
        progressedAt = Instant.parse(instant);
        status = TaskStatus.IN_PROGRESS;
        return this;
    }

    public TaskBuilder submitted(String instant) {
        submittedAt = Instant.parse(instant);
        status = TaskStatus.SUBMITTED;
        return this;
    }

    public TaskBuilder returned(String instant) {
        returnedAt = Instant.parse(instant);
        status = TaskStatus.RETURNED;
        return this;
    }

    public TaskBuilder struckOff(String instant) {
        closedAt = Instant.parse(instant);
        status = TaskStatus.STRUCK_OFF;
        return this;
    }

    /** Closed before, and as it was before that by now. */
    public TaskBuilder reopened(String instant) {
        reopenedAt = Instant.parse(instant);
        plannedFrom = reopenedAt;
        closedAt = null;
        status = receivedBy.contains(lead) ? TaskStatus.IN_PROGRESS : TaskStatus.ASSIGNED;
        return this;
    }

    public TaskBuilder urgent(Urgency how) {
        urgency = how;
        return this;
    }

    public TaskBuilder withAmounts(Map<String, String> byStep) {
        amounts = byStep;
        return this;
    }

    /** Assisting units that were added later, and when the ledger learned of them. */
    public TaskBuilder joined(Map<String, Instant> byUnit) {
        joinedToldFrom = byUnit;
        return this;
    }

    /** The progress last reported. */
    public TaskBuilder done(int percentReported) {
        percent = percentReported;
        return this;
    }

    /** Held from its assignment on. */
    public TaskBuilder held(@Nullable String until) {
        return held(assignedAt.toString(), until, null);
    }

    public TaskBuilder held(String from, @Nullable String until, @Nullable String reason) {
        held = true;
        holdFrom = Instant.parse(from);
        holdReason = reason;
        holdUntil = until == null ? null : Instant.parse(until);
        return this;
    }

    public TaskBuilder resumed(String instant) {
        resumedToldFrom = Instant.parse(instant);
        plannedFrom = resumedToldFrom;
        return this;
    }

    public TaskBuilder asksForExtensionTo(String date) {
        return asksForExtensionTo(date, assignedAt.plusSeconds(60).toString());
    }

    public TaskBuilder asksForExtensionTo(String date, String at) {
        extensionRequested = date;
        requestedAt = Instant.parse(at);
        return this;
    }

    /** By a unit that led before the present lead unit. */
    public TaskBuilder askedBy(String unit) {
        requestedBy = unit;
        return this;
    }

    /** To a unit that led before the present lead unit. */
    public TaskBuilder decidedFor(String unit) {
        decisionFor = unit;
        return this;
    }

    public TaskBuilder extensionDecided(String instant, boolean grantedIt) {
        decidedAt = Instant.parse(instant);
        granted = grantedIt;
        return this;
    }

    public TaskBuilder changed(ToldChanges what) {
        changes = what;
        return this;
    }

    /** The ledger learned of it then, too. */
    public TaskBuilder instructed(String instant, String text) {
        var at = Instant.parse(instant);
        instructions = java.util.stream.Stream.concat(
                        instructions.stream(), java.util.stream.Stream.of(new Instruction(text, null, null, at, at)))
                .toList();
        return this;
    }

    public Task build() {
        return new Task(
                id,
                null,
                new Matter("Repair the school roof", null, null, null, null, urgency, null),
                lead,
                assisting,
                Deadline.parse(deadline, ZoneId.of("Asia/Shanghai")),
                List.of(),
                new Supervision(policy, amounts, earlierPolicies, plannedFrom == null ? assignedAt : plannedFrom),
                status,
                new ReportTimes(assignedAt, receivedAt, progressedAt, submittedAt, returnedAt, closedAt, reopenedAt),
                new Reports(receivedBy, percent, List.of(), null),
                new Hold(held, holdFrom, holdReason, holdUntil),
                extensionRequested == null
                        ? null
                        : new ExtensionRequest(extensionRequested, requestedAt, null, requestedBy),
                new Decision(granted, decisionFor, null),
                new ToldFrom(
                        assignedAt,
                        joinedToldFrom,
                        resumedToldFrom,
                        requestedAt,
                        decidedAt,
                        returnedAt,
                        submittedAt,
                        closedAt,
                        reopenedAt),
                changes,
                instructions,
                1,
                null);
    }
}
