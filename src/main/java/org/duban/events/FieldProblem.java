package org.duban.events;

/**
 * One thing that is wrong with what somebody sent.
 *
 * @param field its path, such as {@code data.leadUnit}
 * @param problem what is wrong, with the value in quotes where there is one
 * @param cure what to do about it
 */
public record FieldProblem(String field, String problem, String cure) {

    /** A reason as the ledger gives it, {@code field: problem; cure}, about a field inside of the object of this name. */
    public static FieldProblem of(String reason, String object) {
        return of(reason).inside(object);
    }

    /** A reason as the intake and the ledger give it: {@code field: problem; cure}. */
    public static FieldProblem of(String reason) {
        var colon = reason.indexOf(": ");
        var semicolon = reason.lastIndexOf("; ");
        return colon < 0 || semicolon < colon
                ? new FieldProblem("", reason, "")
                : new FieldProblem(
                        reason.substring(0, colon),
                        reason.substring(colon + 2, semicolon),
                        reason.substring(semicolon + 2));
    }

    /** The same with its field as seen from inside of the object of this name. */
    FieldProblem inside(String object) {
        return field.startsWith(object + ".")
                ? new FieldProblem(field.substring(object.length() + 1), problem, cure)
                : this;
    }

    @Override
    public String toString() {
        return field.isEmpty() ? problem : field + ": " + problem + "; " + cure;
    }
}
