package org.duban.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a notice states about a task itself: flat, as channels know it, which is why it has so many components.
 *
 * @param taskId the task
 * @param number by which people call the task; null if it has none yet, and in lines kept before there was this field
 * @param revision the task's revision as of which it is stated
 * @param title the task's title
 * @param list the campaign's list, if any
 * @param clause the clause of the evaluation standard, if any
 * @param points the points at stake, if any
 * @param url where the task is kept, if anywhere
 * @param leadUnitZh Chinese name of the lead unit
 * @param leadUnitEn English name of the lead unit
 * @param deadlineDate civil date of the deadline
 * @param deadlineAt the instant at which the deadline ends
 * @param exactDeadline whether the deadline was given as an instant, so that its time of day matters
 * @param workingDaysLeft working days from the notice's day to the deadline's; negative: overdue by so many
 * @param status the task's status, such as {@code ASSIGNED}
 * @param percent progress last reported, if any
 * @param expectedPercent the progress expected by the notice's day, if it is told because progress lies behind that
 * @param earlierDeadline the deadline before the present one, as it was given, if it has been moved; where that is what is told, the one that the
 *     reader knew
 * @param reason why an extension is asked for, or the reason or note of the last decision or return, if any
 * @param requestedDeadline the deadline that is asked for, in an open extension request
 * @param askerZh if an extension is asked for or decided that the unit before the lead unit had asked for: its Chinese name;
 *     null else, and in lines kept before there was this field
 * @param askerEn the same unit's English name
 * @param calendarSequence grows whenever calendars have to show something else; null in lines kept before there was this field
 * @param responsibility what the unit that the line is owed to has to do with the task; null in lines kept before there was
 *     this field
 * @param description what the task is, shortened; null if nothing is said, and in lines kept before there was this field
 * @param completion what the report of completion says that waits for its review; null if none waits, and in lines kept
 *     before there was this field
 * @param instruction the leader's instruction that is told, word for word; else the last one on the task, shortened; null if there is none, and in
 *     lines kept before there was this field
 * @param inCharge whether the reader is an office above the lead unit, whose it is to decide on the task; null in lines kept before
 *     there was this field
 */
public record TaskFacts(
        String taskId,
        @Nullable String number,
        long revision,
        String title,
        @Nullable String list,
        @Nullable String clause,
        @Nullable Double points,
        @Nullable String url,
        String leadUnitZh,
        String leadUnitEn,
        LocalDate deadlineDate,
        Instant deadlineAt,
        boolean exactDeadline,
        int workingDaysLeft,
        String status,
        @Nullable Integer percent,
        @Nullable Integer expectedPercent,
        @Nullable String earlierDeadline,
        @Nullable String reason,
        @Nullable String requestedDeadline,
        @Nullable String askerZh,
        @Nullable String askerEn,
        @Nullable Long calendarSequence,
        @Nullable Responsibility responsibility,
        @Nullable String description,
        @Nullable Completion completion,
        @Nullable Instruction instruction,
        @Nullable Boolean inCharge) {

    /**
     * What a leader has written.
     *
     * @param leader who wrote it, if that is said
     * @param byZh the Chinese name of the office that passed it on, if that is said
     * @param byEn the same office's English name
     * @param date its day where the lead unit is
     */
    public record Instruction(
            String text,
            @Nullable String leader,
            @Nullable String byZh,
            @Nullable String byEn,
            LocalDate date) {}

    /**
     * What a report of completion says, shortened.
     *
     * @param evidence the first of what proves it
     * @param evidenceInAll how much there is of it
     */
    public record Completion(@Nullable String note, List<String> evidence, int evidenceInAll) {
        public Completion {
            evidence = List.copyOf(evidence);
        }
    }

    /** Whether a reader could not tell the two apart. */
    boolean readsAs(TaskFacts other) {
        return equals(other.asOf(revision));
    }

    private TaskFacts asOf(long another) {
        return with(another, workingDaysLeft, earlierDeadline, inCharge);
    }

    /** The same with another deadline before the present one. */
    public TaskFacts movedFrom(@Nullable String another) {
        return with(revision, workingDaysLeft, another, inCharge);
    }

    /** The same as another reader has it: with so many days left there, and in charge or not. */
    TaskFacts readWith(int daysLeft, boolean charge) {
        return with(revision, daysLeft, earlierDeadline, charge);
    }

    private TaskFacts with(
            long anotherRevision,
            int anotherDaysLeft,
            @Nullable String anotherEarlier,
            @Nullable Boolean anotherCharge) {
        return new TaskFacts(
                taskId,
                number,
                anotherRevision,
                title,
                list,
                clause,
                points,
                url,
                leadUnitZh,
                leadUnitEn,
                deadlineDate,
                deadlineAt,
                exactDeadline,
                anotherDaysLeft,
                status,
                percent,
                expectedPercent,
                anotherEarlier,
                reason,
                requestedDeadline,
                askerZh,
                askerEn,
                calendarSequence,
                responsibility,
                description,
                completion,
                instruction,
                anotherCharge);
    }
}
