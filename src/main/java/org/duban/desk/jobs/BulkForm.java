package org.duban.desk.jobs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.duban.files.Blank;
import org.duban.jobs.BulkAct;
import org.duban.jobs.BulkField;
import org.duban.jobs.BulkOrder;
import org.springframework.util.MultiValueMap;

/**
 * An act on many tasks as a form says it.
 *
 * @param all whether it is about all tasks that the address finds, or those of these ids
 * @param of the address of the ledger that it comes from, without the path
 * @param values what was written, as it was
 */
record BulkForm(
        BulkAct act, boolean all, String of, Set<String> tasks, Map<BulkField, String> values, Pressed pressed) {

    private static final int LONGEST_ADDRESS = 8_000;
    private static final int MOST_TICKED = 500;

    /**
     * What was pressed, on which copy of the page.
     *
     * @param copy names it; empty on the first, which the ledger leads to
     * @param start whether it is to be done, and not only looked at
     * @param expected how many tasks the page said there are
     * @param seen stands for what the page said would be done
     * @param typed the number that was typed
     */
    record Pressed(String copy, boolean start, String expected, String seen, String typed) {}

    BulkForm {
        tasks = Set.copyOf(tasks);
    }

    /** Empty where it names no act, or an address that no page leads to: cut, it would ask for more tasks. */
    static Optional<BulkForm> of(MultiValueMap<String, String> asked) {
        var act = first(asked, "act");
        if (first(asked, "of").length() > LONGEST_ADDRESS) {
            return Optional.empty();
        }
        return Arrays.stream(BulkAct.values())
                .filter(known -> known.name().equals(act))
                .findFirst()
                .map(known -> new BulkForm(
                        known,
                        first(asked, "which").equals("all"),
                        first(asked, "of"),
                        ticked(asked),
                        values(asked),
                        new Pressed(
                                first(asked, "form"),
                                first(asked, "do").equals("start"),
                                first(asked, "expected"),
                                first(asked, "seen"),
                                Blank.strip(first(asked, "typed")))));
    }

    private static String first(MultiValueMap<String, String> asked, String name) {
        return Objects.toString(asked.getFirst(name), "");
    }

    private static Set<String> ticked(MultiValueMap<String, String> asked) {
        var tasks = new LinkedHashSet<String>();
        asked.getOrDefault("task", List.of()).stream()
                .filter(id -> id.indexOf('\0') < 0)
                .limit(MOST_TICKED)
                .forEach(tasks::add);
        return tasks;
    }

    private static Map<BulkField, String> values(MultiValueMap<String, String> asked) {
        var values = new EnumMap<BulkField, String>(BulkField.class);
        for (var field : BulkField.values()) {
            values.put(field, first(asked, name(field)));
        }
        return values;
    }

    static String name(BulkField field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    /** Whether this page has been shown before, so that what is missing is a mistake. */
    boolean shownBefore() {
        return JobAddresses.id(pressed.copy()).isPresent();
    }

    /** Names the job that it becomes: the same press twice is one job. */
    UUID job() {
        return UUID.fromString(pressed.copy());
    }

    /** Stands for what it would do. */
    static String seen(BulkOrder order) {
        return UUID.nameUUIDFromBytes((order.act() + order.values().toString()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
