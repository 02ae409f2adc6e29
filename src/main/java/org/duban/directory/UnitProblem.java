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

    /** Without the unit, which whoever asks has named, and with the field as JSON names it. */
    Reason inField() {
        return why.at(
                switch (field) {
                    case "email" -> "emails";
                    case "name" -> why.code().startsWith("UNIT_NAME_EN") ? "nameEn" : "nameZh";
                    default -> field;
                });
    }

    @Override
    public String toString() {
        return told().english();
    }
}
