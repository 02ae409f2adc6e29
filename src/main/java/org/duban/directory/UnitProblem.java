package org.duban.directory;

import org.duban.reasons.Reason;

/**
 * What is wrong with a unit.
 *
 * @param unit its code
 * @param field the column or field
 * @param why what is wrong, with the value in quotes, and what to write instead
 */
record UnitProblem(String unit, String field, Reason why) {

    Reason told() {
        return UnitReason.UNIT_WRONG.with(unit, why.at(field));
    }

    @Override
    public String toString() {
        return told().english();
    }
}
