package org.duban.task;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.duban.files.Blank;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What an act decides, held against the task as it is: a deadline that an extension moves back, a hold that is over before
 * anybody knows of it. Each method returns what is wrong, or null. Asked of new events only, never of history. Pure.
 *
 * @param time when it happens: what an event that comes late states is judged as of then
 * @param learned when the ledger learns of it: what an event that comes late orders is judged as of then
 */
record ActChecks(Task task, Names names, Instant time, Instant learned) {

    /** Beyond that a moved deadline is a slip of the year: campaigns last three to four. */
    private static final Period REACH = Period.ofYears(10);

    /** Beyond that a first deadline is one, too; lists write 2099-12-31 for what has no end. */
    private static final Period LONGEST = Period.ofYears(100);

    /** What is given out may be overdue for long, as lists are that were kept elsewhere; its end is never a century away. */
    static @Nullable Reason assigned(Act.Assigned act, Names names, Instant time) {
        var read = Deadlines.read(act.deadline(), names.zone(act.leadUnit()));
        if (read.wrong() != null) {
            return read.wrong();
        }
        var latest = time.atOffset(ZoneOffset.UTC).plus(LONGEST).toInstant();
        return names.end(read.deadline(), act.leadUnit(), act.policy()).isAfter(latest)
                ? TaskReason.ASSIGNED_TOO_FAR.at(
                        "data.deadline", read.deadline().toString(), time.toString())
                : null;
    }

    @Nullable
    Reason requested(Act.ExtensionRequested act) {
        var read = read(act.deadline());
        if (read.wrong() != null) {
            return read.wrong();
        }
        if (!end(read.deadline()).isAfter(end(task.deadline()))) {
            return notLater(TaskReason.REQUEST_NOT_LATER, read.deadline());
        }
        return Blank.isBlank(act.reason())
                ? TaskReason.REQUEST_WITHOUT_REASON.at("data.reason")
                : tooFar(read.deadline());
    }

    @Nullable
    Reason granted(String deadline) {
        var read = read(deadline);
        if (read.wrong() != null) {
            return read.wrong();
        }
        if (!end(read.deadline()).isAfter(end(task.deadline()))) {
            return notLater(TaskReason.GRANT_NOT_LATER, read.deadline());
        }
        return toCome(read.deadline());
    }

    @Nullable
    Reason returned(String deadline) {
        var read = read(deadline);
        if (read.wrong() != null) {
            return read.wrong();
        }
        return read.deadline().equals(task.deadline()) ? null : toCome(read.deadline());
    }

    /**
     * A deadline that was moved late is the deadline all the same; a hold that was over before the ledger learned of it has
     * held nothing, and whoever sent it believes that it has.
     */
    @Nullable
    Reason held(@Nullable Instant until) {
        if (until == null) {
            return null;
        }
        if (!until.isAfter(time)) {
            return TaskReason.HOLD_ENDS_BEFORE_IT_BEGINS.at("data.until", until.toString(), time.toString());
        }
        if (!until.isAfter(learned)) {
            return TaskReason.HOLD_ENDED_BEFORE_IT_WAS_LEARNED.at("data.until", until.toString(), learned.toString());
        }
        return until.isAfter(furthest(time)) ? TaskReason.HOLD_TOO_FAR.at("data.until", until.toString()) : null;
    }

    /** A closed task keeps the units that it had: nothing hangs on them, so that they may leave. */
    @Nullable
    Reason reopened(String reason) {
        if (Blank.isBlank(reason)) {
            return TaskReason.REOPENING_WITHOUT_REASON.at("data.reason");
        }
        var gone = Stream.concat(Stream.of(task.leadUnit()), task.assistingUnits().stream())
                .filter(unit -> names.units().unit(unit).isEmpty())
                .findFirst();
        return gone.map(this::goneMeanwhile).orElse(null);
    }

    private Reason goneMeanwhile(String unit) {
        var id = QuotedValue.plain(task.id());
        var gone = QuotedValue.plain(unit);
        return names.units()
                .successor(unit)
                .map(successor -> TaskReason.TASK_UNIT_MERGED.at("subject", id, gone, QuotedValue.plain(successor)))
                .orElseGet(() -> TaskReason.TASK_UNIT_GONE.at("subject", id, gone));
    }

    @Nullable
    Reason amended(Act.Amended act) {
        if (act.by() != null && act.leadUnit() != null && !act.leadUnit().equals(task.leadUnit())) {
            var wrong = names.rights().handingOver(act.by(), act.leadUnit());
            if (wrong != null) {
                return wrong;
            }
        }
        var helper = leadThatHelps(act);
        return helper != null || act.deadline() == null ? helper : amended(act.deadline());
    }

    private @Nullable Reason leadThatHelps(Act.Amended act) {
        var at = act.leadUnit() != null || act.assistingUnits() == null
                ? -1
                : act.assistingUnits().indexOf(task.leadUnit());
        return at < 0
                ? null
                : TaskReason.LEAD_ASSISTS.at("data.assistingUnits[" + at + "]", QuotedValue.plain(task.leadUnit()));
    }

    /** An office may shorten a deadline, and set one right that has passed; none ends before the task was there. */
    private @Nullable Reason amended(String text) {
        var read = read(text);
        if (read.wrong() != null || read.deadline().equals(task.deadline())) {
            return read.wrong();
        }
        return end(read.deadline()).isBefore(task.times().assigned())
                ? wrong(
                        TaskReason.DEADLINE_BEFORE_ASSIGNMENT,
                        read.deadline(),
                        task.times().assigned().toString())
                : tooFar(read.deadline());
    }

    private @Nullable Reason toCome(Deadline deadline) {
        return end(deadline).isAfter(time)
                ? tooFar(deadline)
                : wrong(TaskReason.DEADLINE_PASSED, deadline, time.toString());
    }

    private @Nullable Reason tooFar(Deadline deadline) {
        var present = end(task.deadline());
        return end(deadline).isAfter(furthest(present.isAfter(time) ? present : time))
                ? wrong(TaskReason.DEADLINE_TOO_FAR, deadline, task.deadline().toString())
                : null;
    }

    private Reason notLater(TaskReason why, Deadline deadline) {
        return wrong(why, deadline, task.deadline().toString());
    }

    private static Instant furthest(Instant from) {
        return from.atOffset(ZoneOffset.UTC).plus(REACH).toInstant();
    }

    private static Reason wrong(TaskReason why, Deadline deadline, String other) {
        return why.at("data.deadline", deadline.toString(), other);
    }

    private Deadlines.Read read(String text) {
        return Deadlines.read(text, zone());
    }

    private Instant end(Deadline deadline) {
        return names.end(deadline, task.leadUnit(), task.supervision().policy());
    }

    private ZoneId zone() {
        return names.zone(task.leadUnit());
    }
}
