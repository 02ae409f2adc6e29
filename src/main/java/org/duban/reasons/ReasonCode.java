package org.duban.reasons;

import java.util.List;

/** A reason that something may have; its words are in the bundle {@value Reason#BUNDLE}, under its code. */
public interface ReasonCode {

    String name();

    /** The code as it is kept: one that something else has, too, needs another than its name. */
    default String code() {
        return name();
    }

    /** @param arguments what takes the places of the words, each a text or another reason */
    default Reason with(Object... arguments) {
        return new Reason(code(), List.of(arguments));
    }

    /**
     * That it is so in a field.
     *
     * @param field its path, such as {@code data.leadUnit}
     * @param arguments what takes the places of the words of problem and cure
     */
    default Reason at(String field, Object... arguments) {
        return with(arguments).at(field);
    }
}
