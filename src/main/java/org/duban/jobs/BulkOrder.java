package org.duban.jobs;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.directory.UnitTree;
import org.duban.files.Blank;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An act on many tasks with what is written once for all of them; a field that the act does not ask for, or that is blank, is left
 * out.
 */
public record BulkOrder(BulkAct act, Map<BulkField, String> values) {

    static final int LONGEST = 2_000;

    public BulkOrder {
        var given = new EnumMap<BulkField, String>(BulkField.class);
        var asked = values;
        act.fields()
                .forEach(field -> Optional.ofNullable(asked.get(field))
                        .map(value -> Blank.strip(value.replace('\0', '\uFFFD')))
                        .filter(value -> !value.isEmpty())
                        .ifPresent(value -> given.put(field, value)));
        values = Collections.unmodifiableMap(given);
    }

    /** What stands in a field; null: nothing. */
    public @Nullable String value(BulkField field) {
        return values.get(field);
    }

    /**
     * What is wrong with it whatever the tasks; empty if nothing is.
     *
     * @param today the present day of UTC; what has passed where a lead unit is, the ledger refuses
     * @param units those that he sees
     * @param policies their names
     */
    public Map<BulkField, BulkMistake> mistakes(LocalDate today, UnitTree units, Set<String> policies) {
        var mistakes = new EnumMap<BulkField, BulkMistake>(BulkField.class);
        for (var field : act.fields()) {
            mistake(field, today, units, policies).ifPresent(mistake -> mistakes.put(field, mistake));
        }
        return mistakes;
    }

    private Optional<BulkMistake> mistake(BulkField field, LocalDate today, UnitTree units, Set<String> policies) {
        var value = value(field);
        if (value == null) {
            return act.requires(field) ? Optional.of(BulkMistake.MISSING) : Optional.empty();
        }
        if (value.length() > LONGEST) {
            return Optional.of(BulkMistake.LONG);
        }
        return switch (field) {
            case DEADLINE -> day(value, today);
            case UNTIL -> day(value, today.plusDays(1));
            case UNIT -> unless(units.unit(value).isPresent(), BulkMistake.NO_UNIT);
            case POLICY -> unless(policies.contains(value), BulkMistake.NO_POLICY);
            case NOTE -> Optional.empty();
        };
    }

    private static Optional<BulkMistake> day(String value, LocalDate first) {
        try {
            return unless(!LocalDate.parse(value).isBefore(first), BulkMistake.PAST);
        } catch (DateTimeException e) {
            return Optional.of(BulkMistake.NO_DATE);
        }
    }

    private static Optional<BulkMistake> unless(boolean right, BulkMistake mistake) {
        return right ? Optional.empty() : Optional.of(mistake);
    }

    /**
     * The data of the event that it becomes for a task; without mistakes.
     *
     * @param by the office that acts; null: a system that speaks for it
     */
    ObjectNode data(@Nullable String by) {
        var data = JsonMapper.shared().createObjectNode();
        if (by != null) {
            data.put("by", by);
        }
        values.forEach((field, value) -> data.put(
                switch (field) {
                    case DEADLINE -> "deadline";
                    case UNTIL -> "until";
                    case UNIT -> "leadUnit";
                    case POLICY -> "policy";
                    case NOTE -> act.note();
                },
                value));
        return data;
    }

    /** As it is kept. */
    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** One that was kept. */
    public static BulkOrder of(Job job) {
        return JsonMapper.shared().readValue(job.asked(), BulkOrder.class);
    }
}
