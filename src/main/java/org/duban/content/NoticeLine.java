package org.duban.content;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.duban.directory.UnitAddress;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.Step;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says about one task. Frozen when the notice is composed, so that it reads the same on every attempt; only
 * what no attempt can have handed over is told as the task is by then, and counts the days from then.
 *
 * @param step the policy's step, or one of {@link org.duban.policy.ActSteps#ACTS}
 * @param stepAt the instant of the step
 * @param kind what is wanted of the reader
 * @param level the colour
 * @param task the task as it is told; on the wire its components stand beside the others
 * @param forUnitZh if the mail of another unit is told here because that unit cannot be reached: its Chinese name
 * @param forUnitEn the same unit's English name
 * @param owedKind what that unit would have got, had it been reached; null without such a unit, and in lines kept before
 *     there was this field
 * @param alsoTold who else was told about the task at that moment; null in lines kept before there was this field
 * @param office who answers questions: the nearest office above the reader that can be reached, if there is one
 * @param standingIn if it is told to a deputy: for whom; else null, as in lines kept before there was this field
 * @param policyStep what the policy says of the step; null for what follows directly from an act, and in lines kept before there
 *     was this field
 */
public record NoticeLine(
        String step,
        Instant stepAt,
        NoticeKind kind,
        NoticeLevel level,
        @JsonUnwrapped TaskFacts task,
        @Nullable String forUnitZh,
        @Nullable String forUnitEn,
        @Nullable NoticeKind owedKind,
        @Nullable AlsoTold alsoTold,
        @Nullable Office office,
        @Nullable StandingIn standingIn,
        @Nullable PolicyStep policyStep) {

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

        private AlsoTold without(Name reader) {
            var others = named.stream().filter(name -> !name.equals(reader)).toList();
            return new AlsoTold(others, number - named.size() + others.size());
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

    public String taskId() {
        return task.taskId();
    }

    /** What the unit that it is owed to is asked for, whoever reads it. */
    public NoticeKind asks() {
        return owedKind == null ? kind : owedKind;
    }

    /** The same line as this reader gets it. */
    public NoticeLine readBy(UnitAddress reader) {
        var name = reader.name();
        var another = name == null ? null : new StandingIn(name, reader.standsInFor());
        return new NoticeLine(
                step, stepAt, kind, level, task, forUnitZh, forUnitEn, owedKind, alsoTold, office, another, policyStep);
    }

    /** The same line, told to an office of this name, which another one answers, because this unit cannot be reached. */
    public NoticeLine insteadOf(Name unit, Name reader, TaskFacts facts, @Nullable Office above) {
        var zh = forUnitZh == null ? unit.zh : forUnitZh;
        var en = forUnitEn == null ? unit.en : forUnitEn;
        var owed = forUnitZh == null ? kind : owedKind;
        var others = alsoTold == null ? null : alsoTold.without(reader);
        return new NoticeLine(
                step, stepAt, NoticeKind.ESCALATION, level, facts, zh, en, owed, others, above, null, policyStep);
    }

    /** The same line, saying from which deadline the present one was moved. */
    public NoticeLine movedFrom(String earlier) {
        return about(task.movedFrom(earlier));
    }

    /** The same line about the task as it is by now; this one if it would read the same. */
    public NoticeLine about(TaskFacts now) {
        return task.readsAs(now)
                ? this
                : new NoticeLine(
                        step,
                        stepAt,
                        kind,
                        level,
                        now,
                        forUnitZh,
                        forUnitEn,
                        owedKind,
                        alsoTold,
                        office,
                        standingIn,
                        policyStep);
    }

    /**
     * Whether an office that is asked for a decision is to decide on an extension, not on a report of completion. Both may
     * wait for the same office: then only the step tells, and in lines from before only its name.
     */
    public boolean aboutExtension() {
        if (policyStep != null) {
            return policyStep.anchor() == Step.Anchor.AFTER_EXTENSION_REQUEST;
        }
        return step.equals(ActSteps.EXTENSION_REQUESTED)
                || step.startsWith("undecided")
                || !task.status().equals("SUBMITTED");
    }

    /**
     * Whether it is told for want of a receipt. An assisting unit may owe its own while the lead unit has long signed: then only
     * the step tells, and in lines from before only its name.
     */
    public boolean aboutReceipt() {
        return policyStep == null ? step.startsWith("unreceived") : policyStep.condition() == Step.Condition.UNRECEIVED;
    }

    /** Whether it says that the task is closed; of a unit's own part in it and of escalations, closures speak, too. */
    public boolean closes() {
        return kind == NoticeKind.CLOSURE && !ActSteps.CHANGES.contains(step);
    }

    /** Whether it is told for information: to a unit or office that neither leads nor assists, or that may not decide. */
    public boolean forInformation() {
        return task.responsibility() == Responsibility.NONE
                && switch (asks()) {
                    case ASSIGNMENT, REMINDER, CHASER -> true;
                    case REVIEW -> forUnitZh == null && Boolean.FALSE.equals(task.inCharge());
                    case ESCALATION, DECISION, CLOSURE, BULLETIN, FORWARDED -> false;
                };
    }
}
