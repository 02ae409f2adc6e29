package org.duban.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may be, here or at a unit; each may what those before it may, at the same unit. A role of another name gives no right. */
public enum UserRole {
    /** Reads what has to do with a unit or those below it. */
    READER,
    /** Somebody of a unit: sees its tasks, and reports as the unit. */
    UNIT,
    /** Somebody of a leading-group office: sees what has to do with those below it, too, and decides as the office. */
    OFFICE,
    /** Everything, also units and where their mail goes, rules and accounts; of the whole installation only. */
    ADMIN;

    /** The role that somebody calls so, in capitals or not. */
    static Optional<UserRole> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
