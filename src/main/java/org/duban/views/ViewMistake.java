package org.duban.views;

import org.duban.reasons.ReasonCode;

/** Why a view cannot be kept like that. */
public enum ViewMistake implements ReasonCode {
    NO_NAME,
    /** It has more than {0} characters. */
    LONG_NAME,
    /** It goes over several lines, or holds what no letter is. */
    NAME_OF_LINES,
    /** Addresses with one or two dots for a name lead elsewhere. */
    NAME_OF_DOTS,
    /** Another view of his has it. */
    TAKEN,
    /** There are {0} already. */
    MANY,
    /** There is none of that name. */
    UNKNOWN,
    /** It is longer than {0} characters. */
    LONG_QUERY,
    /** The ledger has no parameter {0}. */
    NO_PARAMETER,
    /** It is not percent-encoded as addresses are. */
    NO_QUERY;

    @Override
    public String code() {
        return "VIEW_" + name();
    }
}
