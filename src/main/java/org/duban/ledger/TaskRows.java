package org.duban.ledger;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Tasks as rows: each component of {@link Task} is a column of {@code task}, and both travel as JSON. */
final class TaskRows {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Takes one parameter: the tasks as a JSON array. */
    static final String WRITE = """
            insert into task
            select * from jsonb_populate_recordset(null::task, ?::jsonb)
            on conflict (id) do update set (%s) = row(%s)
            """.formatted(columns(name -> name), columns(name -> "excluded." + name));

    private TaskRows() {}

    static String json(Collection<Task> tasks) {
        return JSON.writeValueAsString(tasks);
    }

    static Task task(String json) {
        return JSON.readValue(json, Task.class);
    }

    static Map<String, Task> byId(List<Task> tasks) {
        return tasks.stream().collect(Collectors.toMap(Task::id, Function.identity()));
    }

    private static String columns(Function<String, String> written) {
        return Arrays.stream(Task.class.getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .map(written)
                .collect(Collectors.joining(", "));
    }
}
