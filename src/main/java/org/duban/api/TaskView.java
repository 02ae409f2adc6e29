package org.duban.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.plan.Lamp;
import org.duban.plan.Plan;
import org.duban.task.Reports;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * A task as callers see it: flat, as they know it, which is why it has so many components.
 *
 * @param deadline as it was given: a date or an instant
 * @param deadlineEnd the instant at which it ends
 * @param amounts by the name of a step of its policy the amount that this task has instead of the step's own
 * @param extensionRequestedBy who asked for it: the lead unit, or the one that led when it asked
 * @param assistingReports what assisting units last reported of their own parts; the lead unit's report is the task's
 * @param held whether it is held now
 * @param lamp null if the task follows a policy that is no longer in the policy file
 */
@Schema(name = "Task")
record TaskView(
        String id,
        @Nullable String list,
        String title,
        @Nullable String description,
        String leadUnit,
        List<String> assistingUnits,
        @Schema(example = "2026-12-31") String deadline,
        @Nullable Instant deadlineEnd,
        String policy,
        @Nullable Double points,
        @Nullable String clause,
        Urgency urgency,
        @Nullable String url,
        Map<String, String> amounts,
        TaskStatus status,
        @Nullable Lamp lamp,
        Instant assignedAt,
        List<String> receivedBy,
        @Nullable Instant receivedAt,
        @Nullable Integer percent,
        @Nullable Instant progressedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant returnedAt,
        @Nullable Instant closedAt,
        boolean held,
        @Nullable String holdReason,
        @Nullable Instant holdUntil,
        @Nullable String extensionRequested,
        @Nullable Instant extensionRequestedAt,
        @Nullable String extensionReason,
        @Nullable String extensionRequestedBy,
        List<AssistingReport> assistingReports,
        List<String> earlierDeadlines,
        long revision) {

    static TaskView of(Task task, Optional<Plan> plan, Instant now) {
        var request = task.request();
        return new TaskView(
                task.id(),
                task.matter().list(),
                task.matter().title(),
                task.matter().description(),
                task.leadUnit(),
                task.assistingUnits(),
                task.deadline().toString(),
                plan.map(Plan::deadlineEnd).orElse(task.deadline().at()),
                task.supervision().policy(),
                task.matter().points(),
                task.matter().clause(),
                task.matter().urgency(),
                task.matter().url(),
                task.supervision().amounts(),
                task.status(),
                plan.map(known -> known.lamp(now)).orElse(null),
                task.times().assigned(),
                task.reports().receivedBy(),
                task.times().received(),
                task.reports().percent(),
                task.times().progressed(),
                task.times().submitted(),
                task.times().returned(),
                task.times().closed(),
                task.hold().active(now),
                task.hold().reason(),
                task.hold().until(),
                task.requestedDeadline(),
                request == null ? null : request.at(),
                request == null ? null : request.reason(),
                request == null ? null : task.asker(),
                task.reports().assisting().stream().map(AssistingReport::of).toList(),
                task.earlierDeadlines(),
                task.revision());
    }

    /**
     * What an assisting unit last reported of its own part.
     *
     * @param complete whether it reported its part complete, and no progress since
     */
    record AssistingReport(
            String unit,
            @Nullable Integer percent,
            boolean complete,
            Instant at,
            @Nullable String note) {

        static AssistingReport of(Reports.Assisting report) {
            return new AssistingReport(report.unit(), report.percent(), report.complete(), report.at(), report.note());
        }
    }
}
