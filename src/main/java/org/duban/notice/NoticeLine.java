package org.duban.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.directory.Reader;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says about one task. Frozen when the notice is composed, so that it reads the same on every attempt.
 *
 * @param taskId the task
 * @param revision the task's revision when it was composed
 * @param step the policy's step, or one of {@code extension-requested}, {@code extension-granted},
 *     {@code extension-declined}, {@code returned}, {@code closed}
 * @param stepAt the instant of the step
 * @param kind what is wanted of the reader
 * @param level the colour
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
 * @param earlierDeadline the deadline before the present one, as it was given, if it has been moved
 * @param reason why an extension is asked for, or the reason or note of the last decision or return, if any
 * @param requestedDeadline the deadline that the unit asks for, in an open extension request
 * @param forUnitZh if the mail of another unit is told here because that unit cannot be reached: its Chinese name
 * @param forUnitEn the same unit's English name
 * @param owedKind what that unit would have got, had it been reached; null without such a unit, and in lines kept before
 *     there was this field
 * @param alsoTold who else was told about the task at that moment; null in lines kept before there was this field
 * @param office who answers questions: the nearest office above the reader that can be reached, if there is one
 * @param standingIn if it is told to a deputy: for whom; else null, as in lines kept before there was this field
 */
public record NoticeLine(
        String taskId,
        long revision,
        String step,
        Instant stepAt,
        NoticeKind kind,
        NoticeLevel level,
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
        @Nullable String forUnitZh,
        @Nullable String forUnitEn,
        @Nullable NoticeKind owedKind,
        @Nullable AlsoTold alsoTold,
        @Nullable Office office,
        @Nullable StandingIn standingIn) {

    /**
     * Units by their names in both languages.
     *
     * @param named the first of them, at most {@value #MOST_NAMED}
     * @param number how many they are
     */
    public record AlsoTold(List<Name> named, int number) {

        /** A list of all assisting units would make each of their letters long. */
        public static final int MOST_NAMED = 6;

        public AlsoTold {
            named = List.copyOf(named);
        }
    }

    /** What a unit is called. */
    public record Name(String zh, String en) {}

    /** An office and where mail reaches it. */
    public record Office(String zh, String en, String address) {}

    /**
     * A deputy, and for whom it stands in.
     *
     * @param name what the deputy is called
     * @param contacts the addresses of those who are away
     */
    public record StandingIn(String name, List<String> contacts) {
        public StandingIn {
            contacts = List.copyOf(contacts);
        }
    }

    /** The same line as this reader gets it. */
    NoticeLine readBy(Reader reader) {
        var name = reader.name();
        return with(name == null ? null : new StandingIn(name, reader.standsInFor()));
    }

    private NoticeLine with(@Nullable StandingIn another) {
        if (Objects.equals(standingIn, another)) {
            return this;
        }
        return new NoticeLine(
                taskId,
                revision,
                step,
                stepAt,
                kind,
                level,
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
                workingDaysLeft,
                status,
                percent,
                expectedPercent,
                earlierDeadline,
                reason,
                requestedDeadline,
                forUnitZh,
                forUnitEn,
                owedKind,
                alsoTold,
                office,
                another);
    }

    /** The same line, told to an office because this unit cannot be reached. */
    NoticeLine insteadOf(String unitZh, String unitEn) {
        return new NoticeLine(
                taskId,
                revision,
                step,
                stepAt,
                NoticeKind.ESCALATION,
                level,
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
                workingDaysLeft,
                status,
                percent,
                expectedPercent,
                earlierDeadline,
                reason,
                requestedDeadline,
                forUnitZh == null ? unitZh : forUnitZh,
                forUnitEn == null ? unitEn : forUnitEn,
                forUnitZh == null ? kind : owedKind,
                alsoTold,
                office,
                null);
    }

    /**
     * Whether an office that is asked for a decision is to decide on an extension, not on a report of completion. Both may
     * wait for the same office: then only the step tells.
     */
    public boolean aboutExtension() {
        return step.equals("extension-requested") || step.startsWith("undecided") || !status.equals("SUBMITTED");
    }
}
