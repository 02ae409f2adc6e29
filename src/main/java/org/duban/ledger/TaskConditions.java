package org.duban.ledger;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.duban.files.Blank;
import org.jspecify.annotations.Nullable;

/** What a {@link TaskQuery} asks for as the conditions of a {@code where} and their parameters. */
final class TaskConditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    TaskConditions(TaskQuery query) {
        add("list = ?", query.list());
        if (query.unit() != null) {
            add("(lead_unit = ? or " + AssistingUnits.HAS + "?::text[])", query.unit(), new String[] {query.unit()});
        }
        about(query);
        concerning(query);
        if (!query.scope().everything()) {
            // The same as TasksInScope.REACHED.
            var reached = query.scope().codes();
            add("(lead_unit = any(?) or " + AssistingUnits.HAS_ANY + "?::text[])", reached, reached);
        }
        if (query.among() != null) {
            add(
                    "id in (" + query.among().ids() + ")",
                    query.among().parameters().toArray());
        }
        var after = query.after();
        if (after != null) {
            add(query.order().later, query.order().after(after).toArray());
        }
    }

    /** What the tasks are, and say. */
    private void about(TaskQuery query) {
        if (!query.statuses().isEmpty()) {
            add("status = any(?)", (Object)
                    query.statuses().stream().map(Enum::name).toArray(String[]::new));
        }
        add("deadline_date >= ?", query.deadlineFrom());
        add("deadline_date < ?", query.deadlineBefore());
        if (query.text() != null && !Blank.isBlank(query.text())) {
            var words = FoldedWords.of(Blank.strip(query.text()));
            add(JdbcTaskWords.FOUND, words.text(), words.asked());
        }
        if (query.ids() != null && !query.ids().isEmpty()) {
            add("id = any(?)", (Object) query.ids().toArray(String[]::new));
        }
    }

    /** Whose they are, or were until they were closed. */
    private void concerning(TaskQuery query) {
        var since = query.openOrClosedSince();
        if (query.units() != null) {
            var units = query.units().toArray(String[]::new);
            if (since == null) {
                add("(lead_unit = any(?) or " + AssistingUnits.HAS_ANY + "?::text[])", units, units);
            } else {
                add(
                        "(lead_unit = any(?) or " + AssistingUnits.HAS_ANY
                                + "?::text[] or changes -> 'lost' ??| ?::text[])",
                        units,
                        units,
                        units);
            }
        }
        if (query.leads() != null) {
            add("lead_unit = any(?)", (Object) query.leads().toArray(String[]::new));
        }
        if (since != null) {
            add("(closure_told_from is null or closure_told_from >= ?)", since.atOffset(ZoneOffset.UTC));
        }
    }

    String sql() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    List<Object> parameters() {
        return parameters;
    }

    private void add(String condition, @Nullable Object... values) {
        if (values.length == 1 && values[0] == null) {
            return;
        }
        conditions.add(condition);
        for (var value : values) {
            if (value != null) {
                parameters.add(value);
            }
        }
    }
}
