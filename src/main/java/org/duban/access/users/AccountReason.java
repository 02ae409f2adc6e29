package org.duban.access.users;

import java.util.Locale;
import org.duban.reasons.ReasonCode;

/** Why an account or a token cannot be so; the value is in the first place of the words, where there is one. */
enum AccountReason implements ReasonCode {
    NAME,
    NAME_TAKEN,
    SHOWN_MISSING,
    /** The most characters. */
    SHOWN,
    /** What is wrong with it. */
    MAIL,
    /** Those there are. */
    LANGUAGE,
    /** How many there are, and the most. */
    ROLES_MANY,
    ROLES_EMPTY,
    ROLE,
    ROLE_UNIT,
    ROLE_ABOVE,
    ROLE_OUTSIDE,
    ADMINISTRATOR,
    TOKEN_ACCOUNT,
    TOKEN_ROLE,
    TOKEN_ROLES_EMPTY,
    /** The most characters. */
    LABEL,
    LABEL_MANY,
    /** The first day, and the last. */
    UNTIL,
    /** The least characters. */
    PASSWORD_SHORT,
    /** The most bytes. */
    PASSWORD_LONG,
    PASSWORD_NAME,
    SHEET_EMPTY,
    SHEET_MANY,
    /** What is wrong with it. */
    SHEET_COLUMN,
    SHEET_UNREADABLE,
    SHEET_TWICE;

    @Override
    public String code() {
        return "ACCOUNT_" + name();
    }

    /** By which pages say it, in shorter words. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
