package org.duban.api.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.api.Parameters;
import org.duban.files.Blank;
import org.duban.jobs.BulkAct;
import org.duban.jobs.BulkField;
import org.duban.jobs.BulkOrder;
import org.duban.plan.Lamp;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * An act on many tasks as callers ask for it.
 *
 * @param id a UUID of your own making: asked for twice, it is one job; null: one is made
 * @param act {@code remind}, {@code extend}, {@code strike-off}, {@code hold}, {@code resume}, {@code change-lead} or {@code change-policy}
 * @param tasks the ids of the tasks, at most 10,000; or else {@code filter}
 * @param filter all tasks that you see and that it finds when this is asked for; or else {@code tasks}
 * @param expected how many tasks you take them to be: if they are not as many, nothing is done; null: however many
 * @param deadline for {@code extend}: the new deadline, a date
 * @param until for {@code hold}: its last day, a date; null: until it is lifted
 * @param unit for {@code change-lead}: the code of the new lead unit
 * @param policy for {@code change-policy}: its name
 * @param note a reason or note, the same for all; {@code extend} and {@code hold} need one
 */
@Schema(name = "NewJob", example = """
        {"act": "extend", "filter": {"list": "winter-2026", "status": ["RECEIVED", "IN_PROGRESS"]}, "expected": 12,
         "deadline": "2027-01-31", "note": "roads closed by snow"}
        """)
record JobBody(
        @Nullable String id,
        @Nullable String act,
        @Nullable List<@Nullable String> tasks,
        @Nullable JobFilter filter,
        @Nullable Integer expected,
        @Nullable String deadline,
        @Nullable String until,
        @Nullable String unit,
        @Nullable String policy,
        @Nullable String note) {

    private static final int MOST_TASKS = 10_000;

    /**
     * Which tasks; what is left out asks for nothing, as with {@code GET /api/v1/tasks}.
     *
     * @param list the list they stand on
     * @param unit a unit: tasks of which it, or a unit below it, is the lead or assists
     * @param status any of these
     * @param lamp what they show
     * @param deadlineFrom the deadline's date is this one or lies after it
     * @param deadlineBefore the deadline's date lies before this one
     * @param q stands in the id, title or clause; at most 200 characters
     */
    record JobFilter(
            @Nullable String list,
            @Nullable String unit,
            @Nullable List<@Nullable String> status,
            @Nullable String lamp,
            @Nullable String deadlineFrom,
            @Nullable String deadlineBefore,
            @Nullable String q) {

        Set<TaskStatus> statuses() {
            return status == null
                    ? Set.of()
                    : status.stream()
                            .map(name -> named("filter.status", TaskStatus.values(), Enum::name, name))
                            .collect(Collectors.toSet());
        }

        @Nullable
        Lamp shown() {
            var name = Parameters.given(lamp);
            return name == null ? null : named("filter.lamp", Lamp.values(), Enum::name, name);
        }
    }

    /** @throws ApiProblem naming the field that is wrong */
    UUID job() {
        var given = Parameters.given(id);
        try {
            return given == null ? UUID.randomUUID() : UUID.fromString(given);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.field("id", id, ApiReason.API_UUID_OR_NONE.with());
        }
    }

    /** @throws ApiProblem naming the field that is wrong */
    BulkOrder order() {
        var asked = named("act", BulkAct.values(), BulkAct::word, act);
        var values = new EnumMap<BulkField, String>(BulkField.class);
        written().forEach((field, value) -> {
            var given = Parameters.given(value);
            if (given != null && !asked.fields().contains(field)) {
                throw ApiProblem.field(name(field), value, ApiReason.API_NO_FIELD_OF_ACT.with(asked.word()));
            }
            if (given != null) {
                values.put(field, given);
            }
        });
        return new BulkOrder(asked, values);
    }

    private Map<BulkField, String> written() {
        var written = new EnumMap<BulkField, String>(BulkField.class);
        written.put(BulkField.DEADLINE, Objects.toString(deadline, ""));
        written.put(BulkField.UNTIL, Objects.toString(until, ""));
        written.put(BulkField.UNIT, Objects.toString(unit, ""));
        written.put(BulkField.POLICY, Objects.toString(policy, ""));
        written.put(BulkField.NOTE, Objects.toString(note, ""));
        return written;
    }

    static String name(BulkField field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The ids; null where a filter says which.
     *
     * @throws ApiProblem if there is not one of both
     */
    @Nullable
    Set<String> ids() {
        if ((tasks == null) == (filter == null)) {
            throw ApiProblem.field("tasks", null, ApiReason.API_TASKS_OR_FILTER.with("{}"));
        }
        if (tasks == null) {
            return null;
        }
        var ids = tasks.stream()
                .map(id -> Objects.toString(id, ""))
                .filter(id -> !Blank.isBlank(id) && id.indexOf('\0') < 0)
                .collect(Collectors.toSet());
        if (ids.isEmpty() || ids.size() > MOST_TASKS) {
            throw ApiProblem.field(
                    "tasks", ids.size() + " ids", ApiReason.API_TASKS_MOST.with(String.valueOf(MOST_TASKS)));
        }
        return ids;
    }

    static @Nullable LocalDate day(String field, @Nullable String text) {
        var given = Parameters.given(text);
        try {
            return given == null ? null : Parameters.day(field, LocalDate.parse(Blank.strip(given)));
        } catch (DateTimeParseException e) {
            throw ApiProblem.field(field, text, ApiReason.API_WRITE_DATE.with());
        }
    }

    private static <E> E named(String field, E[] all, Function<E, String> word, @Nullable String name) {
        return Arrays.stream(all)
                .filter(one -> word.apply(one).equals(name))
                .findFirst()
                .orElseThrow(() -> ApiProblem.field(
                        field,
                        name,
                        ApiReason.API_WRITE_ONE_OF.with(
                                Arrays.stream(all).map(word).collect(Collectors.joining(", ")))));
    }
}
