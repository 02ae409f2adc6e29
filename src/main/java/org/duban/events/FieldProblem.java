package org.duban.events;

import org.duban.reasons.Reason;
import org.duban.reasons.Wording;

/**
 * One thing that is wrong with what somebody sent, in the language of whoever sent it.
 *
 * @param field its path, such as {@code data.leadUnit}; empty if none is to blame
 * @param problem what is wrong, with the value in quotes where there is one
 * @param cure what to do about it; empty if its words say nothing of that
 */
public record FieldProblem(String field, String problem, String cure) {

    /** A reason in words. */
    public static FieldProblem of(Reason reason, Wording words) {
        return new FieldProblem(
                reason.field(), reason.problem(words), reason.cure(words).orElse(""));
    }

    /** A reason as seen from inside of the object of this name. */
    public static Reason inside(Reason reason, String object) {
        var field = reason.field();
        return field.startsWith(object + ".") ? reason.bare().at(field.substring(object.length() + 1)) : reason;
    }
}
