package org.duban.directory;

/**
 * What is wrong with a unit.
 *
 * @param unit its code
 * @param field the column or field
 * @param problem what is wrong, with the value in quotes
 * @param cure what to write instead
 */
record UnitProblem(String unit, String field, String problem, String cure) {
    @Override
    public String toString() {
        return "unit \"" + unit + "\", " + field + ": " + problem + "; " + cure;
    }
}
