package org.duban.desk.tasks;

import java.util.Map;
import org.duban.answers.links.FormOfAct;

/**
 * A form that was filled in and comes back.
 *
 * @param form names its copy: sent once more it is the same, unless something else was written
 * @param by the unit as which somebody acts
 * @param values what was written, by the names of fields
 * @param mistakes what is wrong with it, in words, by the names of fields
 */
record GivenForm(FormOfAct act, String form, String by, Map<String, String> values, Map<String, String> mistakes) {

    GivenForm {
        values = Map.copyOf(values);
        mistakes = Map.copyOf(mistakes);
    }
}
