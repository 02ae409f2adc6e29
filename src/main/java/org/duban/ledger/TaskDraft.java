package org.duban.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task while an event is being folded into it: the components of {@link Task}, open to change. */
final class TaskDraft {

    final String id;
    Instant assignedAt;

    @Nullable
    String list;

    String title;

    @Nullable
    String description;

    String leadUnit;
    List<String> assistingUnits;
    LocalDate deadlineDate;

    @Nullable
    Instant deadlineAt;

    String policy;
    List<Task.EarlierPolicy> earlierPolicies;

    @Nullable
    Double points;

    @Nullable
    String clause;

    Urgency urgency;

    @Nullable
    String url;

    Map<String, String> amounts;

    TaskStatus status;
    List<String> receivedBy;

    @Nullable
    Instant receivedAt;

    @Nullable
    Integer percent;

    @Nullable
    Instant progressedAt;

    @Nullable
    Instant submittedAt;

    @Nullable
    Instant returnedAt;

    @Nullable
    Instant closedAt;

    boolean held;

    @Nullable
    Instant holdFrom;

    @Nullable
    String holdReason;

    @Nullable
    Instant holdUntil;

    @Nullable
    String extensionRequested;

    @Nullable
    Instant extensionRequestedAt;

    @Nullable
    String extensionReason;

    @Nullable
    String extensionRequestedBy;

    List<String> earlierDeadlines;
    Instant plannedFrom;

    @Nullable
    Instant resumedToldFrom;

    Instant assignmentToldFrom;
    Map<String, Instant> joinedToldFrom;

    @Nullable
    Instant extensionRequestToldFrom;

    @Nullable
    Instant decisionToldFrom;

    boolean extensionGranted;

    @Nullable
    String decisionFor;

    @Nullable
    Instant returnToldFrom;

    @Nullable
    Instant closureToldFrom;

    @Nullable
    String lastReason;

    List<Task.AssistingReport> assistingReports;
    long revision;

    @Nullable
    Long sequence;

    Changes changes;

    TaskDraft(Task task) {
        id = task.id();
        assignedAt = task.assignedAt();
        list = task.list();
        title = task.title();
        description = task.description();
        leadUnit = task.leadUnit();
        assistingUnits = new ArrayList<>(task.assistingUnits());
        deadlineDate = task.deadlineDate();
        deadlineAt = task.deadlineAt();
        policy = task.policy();
        earlierPolicies = task.earlierPolicies();
        points = task.points();
        clause = task.clause();
        urgency = task.urgency();
        url = task.url();
        amounts = task.amounts();
        status = task.status();
        receivedBy = new ArrayList<>(task.receivedBy());
        receivedAt = task.receivedAt();
        percent = task.percent();
        progressedAt = task.progressedAt();
        submittedAt = task.submittedAt();
        returnedAt = task.returnedAt();
        closedAt = task.closedAt();
        held = task.held();
        holdFrom = task.holdFrom();
        holdReason = task.holdReason();
        holdUntil = task.holdUntil();
        extensionRequested = task.extensionRequested();
        extensionRequestedAt = task.extensionRequestedAt();
        extensionReason = task.extensionReason();
        extensionRequestedBy = task.extensionRequestedBy();
        earlierDeadlines = new ArrayList<>(task.earlierDeadlines());
        plannedFrom = task.plannedFrom();
        resumedToldFrom = task.resumedToldFrom();
        assignmentToldFrom = task.assignmentToldFrom();
        joinedToldFrom = task.joinedToldFrom();
        extensionRequestToldFrom = task.extensionRequestToldFrom();
        decisionToldFrom = task.decisionToldFrom();
        extensionGranted = task.extensionGranted();
        decisionFor = task.decisionFor();
        returnToldFrom = task.returnToldFrom();
        closureToldFrom = task.closureToldFrom();
        lastReason = task.lastReason();
        assistingReports = new ArrayList<>(task.assistingReports());
        revision = task.revision();
        sequence = task.sequence();
        changes = task.changes();
    }

    Deadline deadline() {
        return new Deadline(deadlineDate, deadlineAt);
    }

    Task task() {
        return new Task(
                id,
                list,
                title,
                description,
                leadUnit,
                assistingUnits,
                deadlineDate,
                deadlineAt,
                policy,
                earlierPolicies,
                points,
                clause,
                urgency,
                url,
                amounts,
                status,
                assignedAt,
                receivedBy,
                receivedAt,
                percent,
                progressedAt,
                submittedAt,
                returnedAt,
                closedAt,
                held,
                holdFrom,
                holdReason,
                holdUntil,
                extensionRequested,
                extensionRequestedAt,
                extensionReason,
                extensionRequestedBy,
                earlierDeadlines,
                plannedFrom,
                resumedToldFrom,
                assignmentToldFrom,
                joinedToldFrom,
                extensionRequestToldFrom,
                decisionToldFrom,
                extensionGranted,
                decisionFor,
                returnToldFrom,
                closureToldFrom,
                lastReason,
                assistingReports,
                revision,
                sequence,
                changes);
    }
}
