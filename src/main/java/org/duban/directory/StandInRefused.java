package org.duban.directory;

import org.duban.files.FileReason;
import org.duban.reasons.Reason;

/** A stand-in that cannot be so. */
public final class StandInRefused extends IllegalArgumentException {

    private final String field;
    private final String value;
    private final String problem;
    private final String cure;

    StandInRefused(String field, String value, String problem, String cure) {
        super(field + ": " + problem + "; " + cure);
        this.field = field;
        this.value = value;
        this.problem = problem;
        this.cure = cure;
    }

    /** The field, the problem and the cure. */
    public Reason why() {
        return FileReason.PLAIN.at(field, problem, cure);
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    /** What is wrong, with the value in quotes. */
    public String problem() {
        return problem;
    }

    public String cure() {
        return cure;
    }
}
