package org.duban.fate;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.plan.HoldPeriod;
import org.duban.reasons.Reason;
import org.duban.reasons.ReasonCode;

/** Why a step had its fate. */
public enum FateReason implements ReasonCode {
    /** By the step in its first place, which fell due together with it. */
    SUPERSEDED,
    /** By the step in its first place, which fell due while it waited. */
    OVERTAKEN,
    /** Until the instant in its first place; the second says why. */
    HELD,
    /** Until the instant in its first place. */
    HELD_WITHOUT_REASON,
    /** Until further notice; its first place says why. */
    HELD_ON,
    /** Until further notice. */
    HELD_ON_WITHOUT_REASON,
    /** The office in its first place is told. */
    TOLD_INSTEAD,
    NOBODY_ABOVE,
    /** The unit in its first place; the office in its second is told. */
    GONE_TOLD_INSTEAD,
    /** The unit in its first place. */
    GONE_NOBODY_ABOVE,
    /** Of the audience in its first place above the unit in its second. */
    NO_AUDIENCE,
    /** The same, and nowhere else. */
    NOBODY_AT_ALL,
    NEVER_TOLD,
    DEADLINE_KNOWN,
    CLOSURE_KNOWN,
    CLOSURE_UNKNOWN,
    /** The unit in its first place. */
    NO_UNIT_ANY_MORE,
    /** Of the unit in its first place. */
    IN_PLACE_OF,
    /** What the mail server said in its first place; the office in its second is told. */
    REFUSED_TOLD_INSTEAD,
    /** What the mail server said in its first place. */
    REFUSED_NOBODY_ABOVE,
    STRUCK_OFF,
    WITHDRAWN,
    REOPENED,
    PUT_ON_HOLD,
    REPORTED_COMPLETE,
    SIGNED,
    REVIEWED,
    CAUGHT_UP,
    /** To the one in its first place, as events write it. */
    DEADLINE_MOVED,
    /** The unit in its first place does not answer for it any more. */
    UNIT_CHANGED,
    /** The unit in its first place. */
    UNIT_GONE,
    /** The unit in its first place. */
    HAS_IT_AGAIN,
    PLAN_CHANGED,
    NO_LONGER_HELD;

    private static final Set<String> TOLD_TO_NOBODY = Stream.of(
                    NOBODY_ABOVE, GONE_NOBODY_ABOVE, NOBODY_AT_ALL, REFUSED_NOBODY_ABOVE)
            .map(Enum::name)
            .collect(Collectors.toSet());

    /** Whether nobody at all was told. */
    public static boolean toldToNobody(Reason reason) {
        return TOLD_TO_NOBODY.contains(reason.code());
    }

    /** That a step falls into a hold. */
    public static Reason held(HoldPeriod hold) {
        var until = hold.until();
        var reason = hold.reason();
        if (until == null) {
            return reason == null ? HELD_ON_WITHOUT_REASON.with() : HELD_ON.with(reason);
        }
        return reason == null ? HELD_WITHOUT_REASON.with(until.toString()) : HELD.with(until.toString(), reason);
    }

    /** A reason with what the step is called that it names, if it names one. */
    public static Reason naming(Reason reason, UnaryOperator<String> called) {
        return reason.is(SUPERSEDED) || reason.is(OVERTAKEN)
                ? reason.with(0, called.apply(reason.argument(0)))
                : reason;
    }

    /** A reason with the end of a hold, if it names one, written for its reader. */
    public static Reason timed(Reason reason, Function<Instant, String> written) {
        return reason.is(HELD) || reason.is(HELD_WITHOUT_REASON)
                ? reason.with(0, written.apply(Instant.parse(reason.argument(0))))
                : reason;
    }
}
