package org.duban.ledger;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.database.UnwrappedRecords;
import org.duban.task.Task;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Tasks as rows: each component of a {@link Task} or of one of its parts is a column of {@code task}; both travel as JSON (not jsonb, which takes three times as long to write). */
final class TaskRows {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new UnwrappedRecords())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            // A column that is not named becomes null, too.
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .build();

    static final List<String> COLUMNS = columns(Task.class).toList();

    /** Takes one parameter: the tasks as a JSON array. */
    static final String WRITE = """
            insert into task
            select * from json_populate_recordset(null::task, ?::json)
            on conflict (id) do update set (%s) = row(%s)
            """.formatted(
                    String.join(", ", COLUMNS),
                    COLUMNS.stream().map(name -> "excluded." + name).collect(Collectors.joining(", ")));

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

    private static Stream<String> columns(Class<?> row) {
        return Arrays.stream(row.getRecordComponents()).flatMap(TaskRows::columns);
    }

    private static Stream<String> columns(RecordComponent component) {
        var part = component.getAccessor().getAnnotation(JsonUnwrapped.class);
        return part == null
                ? Stream.of(column(component))
                : columns(component.getType()).map(column -> part.prefix() + column + part.suffix());
    }

    private static String column(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null
                ? component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : named.value();
    }
}
