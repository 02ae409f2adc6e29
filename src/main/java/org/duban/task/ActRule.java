package org.duban.task;

import static org.duban.task.ActRule.Needs.BEFORE_DEADLINE;
import static org.duban.task.ActRule.Needs.CLOSED;
import static org.duban.task.ActRule.Needs.HOLD;
import static org.duban.task.ActRule.Needs.NOT_HELD;
import static org.duban.task.ActRule.Needs.NOT_REPORTED;
import static org.duban.task.ActRule.Needs.OPEN;
import static org.duban.task.ActRule.Needs.REPORTED;
import static org.duban.task.ActRule.Needs.REQUEST;
import static org.duban.task.ActRule.Party.ASSISTING;
import static org.duban.task.ActRule.Party.LEAD;
import static org.duban.task.ActRule.Party.OFFICE;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.reasons.Reason;
import org.duban.reasons.ReasonCode;

/**
 * The table of who may do what to a task, and in which state: a line for each event type. {@link ActRights} reads it for one
 * task. Whether it must be open or closed holds for everybody; what an assisting unit reports is its own part, so that it needs
 * nothing else.
 */
public enum ActRule implements ReasonCode {
    ASSIGNED(Act.Assigned.class, Set.of(OFFICE), OPEN),
    RECEIVED(Act.Received.class, Set.of(LEAD, ASSISTING), OPEN),
    PROGRESSED(Act.Progressed.class, Set.of(LEAD, ASSISTING), OPEN, NOT_REPORTED),
    EXTENSION_REQUESTED(Act.ExtensionRequested.class, Set.of(LEAD), OPEN, BEFORE_DEADLINE),
    EXTENSION_GRANTED(Act.ExtensionGranted.class, Set.of(OFFICE), OPEN),
    EXTENSION_DECLINED(Act.ExtensionDeclined.class, Set.of(OFFICE), OPEN, REQUEST),
    HELD(Act.Held.class, Set.of(OFFICE), OPEN),
    RESUMED(Act.Resumed.class, Set.of(OFFICE), OPEN, HOLD),
    SUBMITTED(Act.Submitted.class, Set.of(LEAD, ASSISTING), OPEN, NOT_REPORTED, NOT_HELD),
    RETURNED(Act.Returned.class, Set.of(OFFICE), OPEN, REPORTED),
    STRUCK_OFF(Act.StruckOff.class, Set.of(OFFICE), OPEN),
    WITHDRAWN(Act.Withdrawn.class, Set.of(OFFICE), OPEN),
    REOPENED(Act.Reopened.class, Set.of(OFFICE), CLOSED),
    INSTRUCTED(Act.Instructed.class, Set.of(OFFICE), OPEN),
    AMENDED(Act.Amended.class, Set.of(OFFICE), OPEN);

    /** What a unit is to a task. */
    public enum Party {
        /** The lead unit. */
        LEAD,
        /** An assisting unit. */
        ASSISTING,
        /** A leading group or an office of one, above the lead unit; also a system that speaks for the office. */
        OFFICE
    }

    /** What the state of a task must be, and what is said where it is not. */
    public enum Needs implements ReasonCode {
        OPEN,
        CLOSED,
        NOT_REPORTED,
        NOT_HELD,
        REPORTED,
        REQUEST,
        /** Also one that has run out by itself: systems resume at the end of a hold. */
        HOLD,
        BEFORE_DEADLINE;

        /** In its first place the task, in its second its status; of the last one the deadline and when it was. */
        @Override
        public String code() {
            return "NEEDS_" + name();
        }

        /** @param zone the lead unit's, where a deadline that is a date ends */
        boolean met(Task task, Instant at, ZoneId zone) {
            var reported = task.submitted();
            return switch (this) {
                case OPEN -> task.open();
                case CLOSED -> !task.open();
                case NOT_REPORTED -> !reported;
                case NOT_HELD -> !task.hold().active(at);
                case REPORTED -> reported;
                case REQUEST -> task.request() != null;
                case HOLD -> task.hold().held();
                case BEFORE_DEADLINE -> at.isBefore(Deadlines.end(task.deadline(), zone));
            };
        }

        Reason reason(Task task, Instant at) {
            return this == BEFORE_DEADLINE
                    ? at("time", task.deadline().toString(), at.toString())
                    : at(
                            this == OPEN ? "subject" : "type",
                            QuotedValue.plain(task.id()),
                            task.status().with());
        }
    }

    private static final Map<Class<? extends Act>, ActRule> BY_ACT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(rule -> rule.act, Function.identity()));

    private final Class<? extends Act> act;
    private final Set<Party> who;
    private final Needs life;
    private final List<Needs> needs;

    ActRule(Class<? extends Act> act, Set<Party> who, Needs life, Needs... needs) {
        this.act = act;
        this.who = who;
        this.life = life;
        this.needs = List.of(needs);
    }

    /** That of an act. */
    public static ActRule of(Act act) {
        var rule = BY_ACT.get(act.getClass());
        if (rule == null) {
            throw new IllegalStateException("no rule for " + act.getClass());
        }
        return rule;
    }

    /**
     * The line of an event type.
     *
     * @throws IllegalStateException if it has none: our mistake
     */
    public static ActRule of(String type) {
        return Arrays.stream(values())
                .filter(rule -> rule.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule for " + type));
    }

    /** The type of its event, such as {@code duban.task.struck-off}. */
    public String type() {
        return "duban.task." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is called in a reason. */
    @Override
    public String code() {
        return "ACT_" + name();
    }

    /** Who may. */
    public Set<Party> who() {
        return who;
    }

    /** Whether the task must be open or closed, whoever acts. */
    public Needs life() {
        return life;
    }

    /** What else the task must be for all but its assisting units. */
    public List<Needs> needs() {
        return needs;
    }

    /** Who acts where an event does not name a unit. */
    public Party unnamed() {
        return who.contains(LEAD) ? LEAD : OFFICE;
    }
}
