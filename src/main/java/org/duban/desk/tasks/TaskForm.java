package org.duban.desk.tasks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.files.Blank;

/**
 * A task as somebody has written it on the desk.
 *
 * @param values by the names of fields, which are those of the event's data
 */
record TaskForm(Map<String, String> values) {

    static final String ID = "id";
    static final String LEAD = "leadUnit";
    static final String ASSISTING = "assistingUnits";
    static final String DEADLINE = "deadline";
    static final String POLICY = "policy";
    static final String URGENCY = "urgency";
    static final String BY = "by";

    /** In the order of the form. */
    static final List<String> ALL = List.of(
            "title", LEAD, ASSISTING, DEADLINE, URGENCY, "description", "list", "clause", "points", POLICY, "url", ID);

    static final List<String> AMENDED = ALL.stream()
            .filter(field -> !field.equals(LEAD) && !field.equals(ID))
            .toList();

    TaskForm {
        values = Map.copyOf(values);
    }

    /** The same with other values. */
    Map<String, String> with(Map<String, String> others) {
        var all = new HashMap<>(values);
        all.putAll(others);
        return all;
    }

    /** As it was written, with one kind of line ends. */
    String value(String field) {
        return Blank.strip(values.getOrDefault(field, "").replace("\r\n", "\n").replace('\r', '\n'));
    }
}
