package org.duban.task;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.duban.files.Blank;
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

    @Nullable
    String requested(Act.ExtensionRequested act) {
        var read = read(act.deadline());
        if (read.wrong() != null) {
            return read.wrong();
        }
        if (!end(read.deadline()).isAfter(end(task.deadline()))) {
            return notLater(read.deadline(), "ask for a later one");
        }
        return Blank.isBlank(act.reason())
                ? "data.reason: is blank; say why more time is needed"
                : tooFar(read.deadline());
    }

    @Nullable
    String granted(String deadline) {
        var read = read(deadline);
        if (read.wrong() != null) {
            return read.wrong();
        }
        if (!end(read.deadline()).isAfter(end(task.deadline()))) {
            return notLater(read.deadline(), "grant a later one; an earlier deadline is set with duban.task.amended");
        }
        return toCome(read.deadline());
    }

    @Nullable
    String returned(String deadline) {
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
    String held(@Nullable Instant until) {
        if (until == null) {
            return null;
        }
        if (!until.isAfter(time)) {
            return "data.until: the hold would have ended at " + until + ", and it is " + time
                    + "; name a later end, or none and send duban.task.resumed";
        }
        if (!until.isAfter(learned)) {
            return "data.until: the hold had ended at " + until + " before it was learned of, at " + learned
                    + ", and held nothing back; name a later end, or none and send duban.task.resumed";
        }
        return until.isAfter(furthest(time))
                ? "data.until: " + until + " lies more than ten years ahead; mend the year, or name no end"
                : null;
    }

    /** A closed task keeps the units that it had: nothing hangs on them, so that they may leave. */
    @Nullable
    String reopened(String reason) {
        if (Blank.isBlank(reason)) {
            return "data.reason: is blank; say why the task is open again";
        }
        var gone = Stream.concat(Stream.of(task.leadUnit()), task.assistingUnits().stream())
                .filter(unit -> names.units().unit(unit).isEmpty())
                .findFirst();
        return gone.map(this::goneMeanwhile).orElse(null);
    }

    private String goneMeanwhile(String unit) {
        var successor = names.units().successor(unit).map(QuotedValue::of);
        return "subject: task " + QuotedValue.of(task.id()) + " is with " + QuotedValue.of(unit)
                + ", which is no unit any more"
                + successor.map(" and was merged into "::concat).orElse("")
                + "; assign a task of another id"
                + successor.map(" to "::concat).orElse("");
    }

    @Nullable
    String amended(Act.Amended act) {
        if (act.by() != null && act.leadUnit() != null && !act.leadUnit().equals(task.leadUnit())) {
            var wrong = names.rights().handingOver(act.by(), act.leadUnit());
            if (wrong != null) {
                return wrong;
            }
        }
        var helper = leadThatHelps(act);
        return helper != null || act.deadline() == null ? helper : amended(act.deadline());
    }

    private @Nullable String leadThatHelps(Act.Amended act) {
        var at = act.leadUnit() != null || act.assistingUnits() == null
                ? -1
                : act.assistingUnits().indexOf(task.leadUnit());
        return at < 0
                ? null
                : "data.assistingUnits[" + at + "]: " + QuotedValue.of(task.leadUnit())
                        + " is the lead unit; leave it out, or name another lead unit as well";
    }

    /** An office may shorten a deadline, and set one right that has passed; none ends before the task was there. */
    private @Nullable String amended(String text) {
        var read = read(text);
        if (read.wrong() != null || read.deadline().equals(task.deadline())) {
            return read.wrong();
        }
        return end(read.deadline()).isBefore(task.times().assigned())
                ? "data.deadline: " + said(read.deadline()) + " lies before the assignment at "
                        + task.times().assigned() + "; mend the year, or write a date after it"
                : tooFar(read.deadline());
    }

    private @Nullable String toCome(Deadline deadline) {
        return end(deadline).isAfter(time)
                ? tooFar(deadline)
                : "data.deadline: " + said(deadline) + " had passed at " + time
                        + "; write a date that is still to come";
    }

    private @Nullable String tooFar(Deadline deadline) {
        var present = end(task.deadline());
        return end(deadline).isAfter(furthest(present.isAfter(time) ? present : time))
                ? "data.deadline: " + said(deadline) + " lies more than ten years after the deadline " + task.deadline()
                        + "; mend the year"
                : null;
    }

    private String notLater(Deadline deadline, String cure) {
        return "data.deadline: " + said(deadline) + " is not later than the deadline " + task.deadline() + "; " + cure;
    }

    private static Instant furthest(Instant from) {
        return from.atOffset(ZoneOffset.UTC).plus(REACH).toInstant();
    }

    private static String said(Deadline deadline) {
        return QuotedValue.of(deadline.toString());
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
