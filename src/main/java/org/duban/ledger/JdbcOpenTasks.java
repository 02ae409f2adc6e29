package org.duban.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.duban.directory.Dependants;
import org.duban.directory.Dependency;
import org.duban.directory.Directory;
import org.duban.directory.Merger;
import org.duban.task.TaskSuccession;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open tasks of units, in PostgreSQL. They are there before the directory, and change through the ledger. */
@Component
final class JdbcOpenTasks implements OpenTasks, Dependants {

    private static final int BATCH = 500;
    private static final String OF_UNITS =
            " from task where closure_told_from is null and (lead_unit = any(:units::text[]) or "
                    + AssistingUnits.HAS_ANY + ":units::text[])";

    private final JdbcClient jdbc;
    private final ObjectProvider<TaskLedger> ledger;
    private final ObjectProvider<Directory> directory;

    JdbcOpenTasks(JdbcClient jdbc, ObjectProvider<TaskLedger> ledger, ObjectProvider<Directory> directory) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.directory = directory;
    }

    @Override
    public Map<String, Long> byUnit() {
        var tasks = new HashMap<String, Long>();
        jdbc.sql("""
            select unit, count(*) from (
                select lead_unit as unit from task where closure_told_from is null
                union all
                select unnest(assisting_units) from task where closure_told_from is null
            ) as answering group by unit
            """).query(row -> {
            tasks.put(row.getString(1), row.getLong(2));
        });
        return tasks;
    }

    @Override
    public Optional<Dependency> on(Set<String> units) {
        var count = jdbc.sql("select count(*)" + OF_UNITS)
                .param("units", array(units))
                .query(Long.class)
                .single();
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        new Dependency(Dependency.Kind.OPEN_TASKS, count, ids(units, null, Dependency.MOST_NAMED)));
    }

    @Override
    public void handOver(Merger merger) {
        var units = Set.of(merger.from());
        var ids = ids(units, null, BATCH);
        while (!ids.isEmpty()) {
            handOver(ids, merger);
            ids = ids(units, ids.get(ids.size() - 1), BATCH);
        }
    }

    private void handOver(List<String> ids, Merger merger) {
        var tree = directory.getObject().tree();
        var tasks = ledger.getObject().tasks(ids);
        var events = ids.stream()
                .map(id -> TaskSuccession.event(Objects.requireNonNull(tasks.get(id)), merger, tree))
                .toList();
        var verdicts = ledger.getObject().apply(events);
        for (var i = 0; i < verdicts.size(); i++) {
            if (!(verdicts.get(i) instanceof Verdict.Applied)) {
                throw new IllegalArgumentException("unit \"" + merger.from() + "\", mergedInto: task \"" + ids.get(i)
                        + "\" cannot be handed over to \"" + merger.to() + "\": " + why(verdicts.get(i))
                        + "; amend its units first");
            }
        }
    }

    private static String why(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused ? refused.reason() : verdict.toString();
    }

    private List<String> ids(Collection<String> units, @Nullable String after, int limit) {
        return jdbc.sql("select id" + OF_UNITS + " and (:after::text is null or id > :after) order by id limit :limit")
                .param("units", array(units))
                .param("after", after)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    private static String[] array(Collection<String> units) {
        return units.toArray(String[]::new);
    }
}
