package org.duban.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.plan.Lamp;
import org.duban.plan.Plan;
import org.duban.task.Instruction;
import org.duban.task.Reports;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * A task as callers see it: flat, as they know it, though its parts are records of their own here.
 *
 * @param number by which people call it; null if it has none yet: it gets one with its next event
 * @param deadline as it was given: a date or an instant
 * @param deadlineEnd the instant at which it ends
 * @param amounts by the name of a step of its policy the amount that this task has instead of the step's own
 * @param assistingReports what assisting units last reported of their own parts; the lead unit's report is the task's
 * @param instructions what leaders have written on it, the last of them, oldest first
 * @param lamp null if the task follows a policy that is no longer in the policy file
 */
@Schema(name = "Task")
record TaskView(
        String id,
        @Nullable String number,
        @JsonUnwrapped Matter matter,
        String leadUnit,
        List<String> assistingUnits,
        @Schema(example = "2026-12-31") String deadline,
        @Nullable Instant deadlineEnd,
        String policy,
        @JsonUnwrapped Weight weight,
        Map<String, String> amounts,
        TaskStatus status,
        @Nullable Lamp lamp,
        @JsonUnwrapped Course course,
        @JsonUnwrapped Hold hold,
        @JsonUnwrapped Extension extension,
        List<AssistingReport> assistingReports,
        List<String> earlierDeadlines,
        List<GivenInstruction> instructions,
        long revision) {

    static TaskView of(Task task, Optional<Plan> plan, Instant now) {
        return new TaskView(
                task.id(),
                task.number(),
                Matter.of(task),
                task.leadUnit(),
                task.assistingUnits(),
                task.deadline().toString(),
                plan.map(Plan::deadlineEnd).orElse(task.deadline().at()),
                task.supervision().policy(),
                Weight.of(task),
                task.supervision().amounts(),
                task.status(),
                plan.map(known -> known.lamp(now)).orElse(null),
                Course.of(task),
                new Hold(
                        task.hold().active(now),
                        task.hold().reason(),
                        task.hold().until()),
                Extension.of(task),
                task.reports().assisting().stream().map(AssistingReport::of).toList(),
                task.earlierDeadlines(),
                task.instructions().stream().map(GivenInstruction::of).toList(),
                task.revision());
    }

    /** What is to be done. */
    record Matter(
            @Nullable String list, String title, @Nullable String description) {

        static Matter of(Task task) {
            var matter = task.matter();
            return new Matter(matter.list(), matter.title(), matter.description());
        }
    }

    /** What depends on it, how urgent it is, and where it is kept. */
    record Weight(
            @Nullable Double points,
            @Nullable String clause,
            Urgency urgency,
            @Nullable String url) {

        static Weight of(Task task) {
            var matter = task.matter();
            return new Weight(matter.points(), matter.clause(), matter.urgency(), matter.url());
        }
    }

    /** How far it has come. */
    record Course(
            Instant assignedAt,
            List<String> receivedBy,
            @Nullable Instant receivedAt,
            @Nullable Integer percent,
            @Nullable Instant progressedAt,
            @Nullable Instant submittedAt,
            @Nullable Instant returnedAt,
            @Nullable Instant closedAt,
            @Nullable Instant reopenedAt) {

        static Course of(Task task) {
            var times = task.times();
            return new Course(
                    times.assigned(),
                    task.reports().receivedBy(),
                    times.received(),
                    task.reports().percent(),
                    times.progressed(),
                    times.submitted(),
                    times.returned(),
                    times.closed(),
                    times.reopened());
        }
    }

    /**
     * Whether its clock stands still.
     *
     * @param held whether it is held now
     */
    record Hold(
            boolean held,
            @Nullable String holdReason,
            @Nullable Instant holdUntil) {}

    /**
     * The extension that is asked for; nothing if none is.
     *
     * @param extensionRequestedBy who asked for it: the lead unit, or the one that led when it asked
     */
    record Extension(
            @Nullable String extensionRequested,
            @Nullable Instant extensionRequestedAt,
            @Nullable String extensionReason,
            @Nullable String extensionRequestedBy) {

        static Extension of(Task task) {
            var request = task.request();
            return request == null
                    ? new Extension(null, null, null, null)
                    : new Extension(task.requestedDeadline(), request.at(), request.reason(), task.asker());
        }
    }

    /**
     * An instruction of a leader.
     *
     * @param leader who wrote it; null: not said
     * @param by the office that passed it on; null: a system
     */
    @Schema(name = "Instruction")
    record GivenInstruction(
            String text, @Nullable String leader, @Nullable String by, Instant at) {

        static GivenInstruction of(Instruction given) {
            return new GivenInstruction(given.text(), given.leader(), given.by(), given.at());
        }
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
